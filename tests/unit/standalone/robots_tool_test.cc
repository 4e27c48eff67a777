#include "standalone/robots_tool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "common/app/exit_code.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kRobots =
    "User-agent: *\nCrawl-delay: 2.5\nDisallow: /cart\n\nUser-agent: other\nDisallow: /\n";
constexpr const char* kAllowed = R"({"allowed":true,"crawl_delay":2.5})";
constexpr const char* kDisallowed = R"({"allowed":false,"crawl_delay":2.5})";

std::string Answer(const std::string& url, const std::string& user_agent = "pricecrew") {
  const Result<std::string> answer = AnswerRobots({kRobots, user_agent, url});
  return answer ? *answer : answer.error().code;
}

std::vector<std::string> Batch(const std::string& lines) {
  std::istringstream in(lines);
  std::stringstream out;
  EXPECT_EQ(RunRobotsBatch(in, out), kComplete);
  std::vector<std::string> answers;
  for (std::string line; std::getline(out, line);) answers.push_back(line);
  return answers;
}

TEST(AnswerRobots, SaysWhatIsAllowedAndHowSlowly) {
  EXPECT_EQ(Answer("https://shop.test/p/1"), kAllowed);
  EXPECT_EQ(Answer("https://shop.test/cart?add=1"), kDisallowed);
  EXPECT_EQ(Answer("https://shop.test/p/1", "other"), R"({"allowed":false,"crawl_delay":null})");
}

TEST(AnswerRobots, TakesAWholeUserAgent) {
  EXPECT_EQ(Answer("https://shop.test/p", "Other/2.0 (+https://other.test)"),
            R"({"allowed":false,"crawl_delay":null})");
  EXPECT_EQ(Answer("https://shop.test/p", "Mozilla/5.0 (compatible; other)"), kAllowed);
}

TEST(AnswerRobots, TakesThePathOfAnyUrl) {
  for (const char* url :
       {"", "/", "/p?x=/cart", "https://shop.test", "https://shop.test?/cart", "https://shop.test#/cart",
        "https://shop.test/#/cart", "https://shop.test/a//cart", "http://cart.test/", "HTTP:/cart/"})
    EXPECT_EQ(Answer(url), kAllowed) << url;
  for (const char* url :
       {"/cart", "/cart#x", "https://shop.test/cart#x", "HTTPS://u:p@shop.test:8443/cart/a/"})
    EXPECT_EQ(Answer(url), kDisallowed) << url;
  EXPECT_THAT(*AnswerRobots({"User-agent: *\nDisallow: /?/cart", "x", "https://shop.test?/cart"}),
              HasSubstr(R"("allowed":false)"));
}

TEST(AnswerRobots, LeavesTheFragmentOut) {
  for (const char* url : {"/p#x", "https://shop.test/p#x"})
    EXPECT_THAT(*AnswerRobots({"User-agent: *\nDisallow: /p$", "x", url}), HasSubstr(R"("allowed":false)"))
        << url;
}

TEST(AnswerRobots, RefusesWhatIsNoUrl) {
  for (const char* url : {"cart", "mailto:a@shop.test", "ftp://shop.test/", "https://"})
    EXPECT_EQ(Answer(url), "bad_url");
}

TEST(RunRobotsBatch, AnswersEachLineInOrder) {
  EXPECT_THAT(
      Batch(R"({"robots_txt":"User-agent: a\nDisallow: /","user_agent":"A/1","url":"http://shop.test/x"}
{"robots_txt":"User-agent: a\nDisallow: /","user_agent":"b","url":"http://shop.test/x"}

{"robots_txt":"User-agent: PriceCrew\nCrawl-delay: 10\nDisallow: /","url":"http://shop.test/x"}
)"),
      ElementsAre(R"({"allowed":false,"crawl_delay":null})", R"({"allowed":true,"crawl_delay":null})",
                  R"({"allowed":false,"crawl_delay":10.0})"));
}

TEST(RunRobotsBatch, AnswersLinesThatItCannotUseAndGoesOn) {
  const auto answers = Batch(
      "nonsense\n[]\n{\"url\":\"/\"}\n{\"robots_txt\":\"\"}\n{\"robots_txt\":1,\"url\":\"/\"}\n"
      "{\"robots_txt\":\"\",\"url\":\"ftp://a/\"}\n" +
      std::string(100'000, '[') + "\n{\"robots_txt\":\"\",\"url\":\"/\"}");
  ASSERT_THAT(answers, SizeIs(8));
  for (std::size_t i = 0; i < 7; ++i)
    EXPECT_THAT(answers[i], StartsWith(R"({"status":"failed","reason":")")) << i;
  EXPECT_THAT(answers[2], HasSubstr(R"("reason":"malformed")"));
  EXPECT_THAT(answers[5], HasSubstr(R"("reason":"bad_url")"));
  EXPECT_EQ(answers[7], R"({"allowed":true,"crawl_delay":null})");
}

TEST(RunRobotsBatch, ReadsAFileOfTheLargestSize) {
  std::string escaped;
  for (int i = 0; i < 500 * 1024; ++i) escaped += R"(\u0023)";
  EXPECT_THAT(Batch(R"({"robots_txt":")" + escaped + R"(","url":"/"})"),
              ElementsAre(HasSubstr("\"allowed\":true")));
}

TEST(RunRobotsBatch, SaysWhereTheOutputCannotBeWritten) {
  std::istringstream in(R"({"robots_txt":"","url":"/"})");
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  EXPECT_EQ(RunRobotsBatch(in, out), kOutputNotWritable);
}

TEST(RunRobots, PrintsOneObject) {
  std::ostringstream out;
  EXPECT_EQ(RunRobots({kRobots, "pricecrew", "https://shop.test/cart"}, out), kComplete);
  EXPECT_EQ(out.str(), std::string(kDisallowed) + "\n");
}

TEST(RunRobots, EndsWithTheCodeOfWhatWentWrong) {
  std::ostringstream out;
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunRobots({kRobots, "pricecrew", "shop.test"}, out), kUsage);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("'shop.test' is not an http"));
  EXPECT_EQ(out.str(), "");
  out.setstate(std::ios::badbit);
  EXPECT_EQ(RunRobots({kRobots, "pricecrew", "/"}, out), kOutputNotWritable);
}

}  // namespace
}  // namespace pricecrew
