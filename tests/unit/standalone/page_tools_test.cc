#include "standalone/page_tools.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "common/app/exit_code.h"
#include "common/io/page_file.h"
#include "common/rules/read_rules.h"

namespace pricecrew {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kLamp =
    R"(<script type="application/ld+json">{"@type":"Product","name":"Lamp","image":"a.jpg",)"
    R"("offers":{"price":"5.00","priceCurrency":"EUR"}}</script>)";
constexpr const char* kListing = R"(<ul><li class=product><a href="/product/1">One</a> <b>5.00 €</b></li>)"
                                 R"(<li class=product><a href="/product/2">Two</a> <b>6.00 €</b></li></ul>)"
                                 R"(<a rel=next href="?page=2">Next</a>)";

/// Pages by name.
LoadPage From(std::map<std::string, std::string> pages) {
  return [pages = std::move(pages)](const std::string& where) -> Result<LoadedPage> {
    const auto found = pages.find(where);
    if (found == pages.end()) return Error{ErrorKind::kGiveUp, "cannot read " + where, "file"};
    return LoadedPage{found->second, "text/html; charset=utf-8", ""};
  };
}

std::vector<std::string> Batch(const std::string& lines, const LoadPage& load,
                               const DescribePage& describe = DescribeProduct) {
  std::istringstream in(lines);
  std::stringstream out;
  EXPECT_EQ(RunBatch(in, out, load, describe), kComplete);
  std::vector<std::string> answers;
  for (std::string line; std::getline(out, line);) answers.push_back(line);
  return answers;
}

std::string Member(const std::string& answer, const char* name) {
  rapidjson::Document line;
  line.Parse(answer.c_str());
  EXPECT_FALSE(line.HasParseError()) << answer;
  return line.HasMember(name) && line[name].IsString() ? line[name].GetString() : "";
}

TEST(DescribeRuledProduct, SaysWhatTheRulesDid) {
  const Rules rules = std::get<Rules>(ReadRules(
      R"({"sites":[{"hosts":"shop.test","fields":{"name":{"value":"Ruled"},"sku":{"selector":"u"}}}]})"));
  EXPECT_THAT(DescribeRuledProduct({kLamp, "text/html", "http://shop.test/"}, "1", rules),
              AllOf(StartsWith(R"({"id":1,"status":"product","product":{"name":"Ruled","price":"5.00",)"),
                    HasSubstr(R"(},"rules":{"applied":true,"missed":["sku"]}})")));
  EXPECT_THAT(DescribeRuledProduct({kLamp, "text/html", ""}, "1", rules),
              AllOf(HasSubstr(R"("name":"Lamp")"), HasSubstr(R"("rules":{"applied":false,"missed":[]})")));
}

TEST(RunBatch, AnswersEachLineInOrder) {
  const auto answers = Batch(R"({"id":"a","url":"http://shop.test/p/","file":"lamp"}
{"id":"b","file":"empty"}
{"id":"c","file":"lamp"})",
                             From({{"lamp", kLamp}, {"empty", "<p>nothing"}}));
  ASSERT_THAT(answers, SizeIs(3));
  EXPECT_THAT(answers[0], StartsWith(R"({"id":"a","status":"product","product":{"name":"Lamp",)"));
  EXPECT_THAT(answers[0], HasSubstr(R"("image":"http://shop.test/p/a.jpg")"));
  EXPECT_THAT(answers[1], StartsWith(R"({"id":"b","status":"not_product","reason":)"));
  EXPECT_THAT(answers[2], StartsWith(R"({"id":"c","status":"product")"));
}

TEST(RunBatch, GivesIdsBackAsTheyCame) {
  for (const char* id : {"7", "-1", "0.50", "1e3", "18446744073709551617", R"("7")", R"("a \"b\" ü")"}) {
    const auto answers = Batch(std::string(R"({"file":"lamp","id":)") + id + "}", From({{"lamp", kLamp}}));
    ASSERT_THAT(answers, SizeIs(1));
    EXPECT_THAT(answers[0], StartsWith(std::string(R"({"id":)") + id + R"(,"status":"product")"));
  }
}

TEST(RunBatch, AnswersWithoutAnIdWhereThereIsNone) {
  for (const char* line :
       {R"({"file":"lamp"})", R"({"id":null,"file":"lamp"})", R"({"id":[1],"file":"lamp"})"})
    EXPECT_THAT(Batch(line, From({{"lamp", kLamp}}))[0], StartsWith(R"({"status":"product")"));
}

TEST(RunBatch, AnswersLinesThatItCannotUseAndGoesOn) {
  const auto answers = Batch("not json\n[1]\n{\"id\":5}\n{\"id\":\"d\",\"file\":\"missing\"}\n" +
                                 std::string(R"({"id":"e","file":"lamp"})"),
                             From({{"lamp", kLamp}}));
  ASSERT_THAT(answers, SizeIs(5));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(Member(answers[i], "status"), "failed") << answers[i];
  EXPECT_EQ(Member(answers[0], "reason"), "malformed");
  EXPECT_THAT(answers[2], StartsWith(R"({"id":5,"status":"failed","reason":"malformed")"));
  EXPECT_THAT(answers[3], StartsWith(R"({"id":"d","status":"failed","reason":"file")"));
  EXPECT_THAT(Member(answers[3], "error"), HasSubstr("missing"));
  EXPECT_EQ(Member(answers[4], "status"), "product");
}

TEST(RunBatch, AnswersALineThatIsTooLongOrTooDeep) {
  const std::string deep(100'000, '[');
  const auto answers =
      Batch(R"({"id":")" + std::string(2 << 20, 'x') + "\"}\n{\"id\":" + deep + "\n", From({}));
  ASSERT_THAT(answers, SizeIs(2));
  for (const std::string& answer : answers) EXPECT_EQ(Member(answer, "status"), "failed");
}

TEST(RunBatch, PassesOverBlankLines) {
  EXPECT_THAT(Batch("\n  \r\n{\"file\":\"lamp\"}\r\n\n", From({{"lamp", kLamp}})), SizeIs(1));
}

TEST(RunBatch, SaysWhereTheOutputCannotBeWritten) {
  std::istringstream in(R"({"file":"lamp"})");
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  EXPECT_EQ(RunBatch(in, out, From({{"lamp", kLamp}}), DescribeProduct), kOutputNotWritable);
}

TEST(RunBatch, ReadsCompressedFiles) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("pages-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string packed = folder / "lamp.html.gz";
  const std::string plain = folder / "lamp.html";
  gzFile file = gzopen(packed.c_str(), "wb");
  gzwrite(file, kLamp, static_cast<unsigned>(std::string_view(kLamp).size()));
  gzclose(file);
  std::ofstream(plain) << kLamp;
  const LoadPage load = [](const std::string& where) -> Result<LoadedPage> {
    Result<std::string> body = ReadPageFile(where, 1 << 20);
    if (!body) return body.error();
    return LoadedPage{std::move(*body), {}, {}};
  };
  const auto answers = Batch(
      R"({"file":")" + packed + "\"}\n{\"file\":\"" + plain + "\"}\n{\"file\":\"" + packed + "x\"}", load);
  std::filesystem::remove_all(folder);
  ASSERT_THAT(answers, SizeIs(3));
  EXPECT_EQ(Member(answers[0], "status"), "product");
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_EQ(Member(answers[2], "reason"), "file");
}

TEST(DescribeListing, NamesProductsAndTheNextPage) {
  const auto answers =
      Batch(R"({"id":1,"url":"http://shop.test/c","file":"c"})", From({{"c", kListing}}), DescribeListing);
  EXPECT_EQ(
      answers[0],
      R"({"id":1,"kind":"listing","products":[{"url":"http://shop.test/product/1","text":"One",)"
      R"("price":"5.00","currency":"EUR","rank":1},{"url":"http://shop.test/product/2","text":"Two",)"
      R"("price":"6.00","currency":"EUR","rank":2}],"next":["http://shop.test/c?page=2"],"subcategories":[]})");
}

TEST(DescribeListing, OfAPageWithoutProductsIsEmpty) {
  EXPECT_EQ(DescribeListing({"<p>nothing", "text/html", "http://shop.test/"}, ""),
            R"({"kind":"other","products":[],"next":[],"subcategories":[]})");
}

TEST(DescribeListing, TakesThePageFromTheLineItself) {
  const auto answers =
      Batch(R"({"id":"h","url":"http://shop.test/c","html":"<a rel=next href='?page=2'>é</a>"})", From({}),
            DescribeListing);
  EXPECT_THAT(answers[0], HasSubstr(R"("next":["http://shop.test/c?page=2"])"));
}

TEST(ExplainListing, HasALineForEveryLink) {
  const std::string lines = ExplainListing({kListing, "text/html", "http://shop.test/c"}, "7");
  EXPECT_THAT(lines, StartsWith(R"({"id":7,"role":"product","why":)"));
  EXPECT_THAT(lines, HasSubstr(R"("role":"next")"));
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2) << "between three lines";
}

TEST(DescribeProduct, SaysWhereFieldsComeFromAndNamesVariants) {
  const std::string page =
      R"(<h1>Lamp</h1><script type="application/ld+json">{"@type":"Product","name":"Lamp","offers":[)"
      R"({"name":"Large","price":"7.00","priceCurrency":"EUR","url":"?v=1"},)"
      R"({"name":"Small","price":"5.00","priceCurrency":"EUR","url":"?v=2"}]}</script>)";
  const std::string line = DescribeProduct({page, "text/html", "http://shop.test/p/lamp"}, "");
  EXPECT_THAT(line, HasSubstr(R"("price_max":"7.00","variants":[{"name":"Large","price":"7.00",)"));
  EXPECT_THAT(line,
              HasSubstr(R"("url":"http://shop.test/p/lamp?v=2"}],"sources":{"name":{"source":"json_ld",)"));
}

TEST(RunOnPage, PrintsOneObject) {
  std::ostringstream out;
  EXPECT_EQ(RunOnPage("lamp", "http://shop.test/p/", From({{"lamp", kLamp}}), DescribeProduct, out),
            kComplete);
  EXPECT_THAT(out.str(), StartsWith(R"({"status":"product","product":{"name":"Lamp","price":"5.00",)"));
  EXPECT_THAT(out.str(), HasSubstr(R"("regular_price":null)")) << "what the page does not say";
  EXPECT_THAT(out.str(), testing::EndsWith("}\n"));
}

TEST(RunOnPage, EndsWithTheCodeOfWhatWentWrong) {
  std::ostringstream out;
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunOnPage("missing", "", From({}), DescribeProduct, out), kUsage);
  EXPECT_EQ(RunOnPage("lamp", "shop.test", From({{"lamp", kLamp}}), DescribeProduct, out), kUsage);
  const LoadPage unreachable = [](const std::string&) -> Result<LoadedPage> {
    return Error{ErrorKind::kRetryLater, "no answer", "timeout"};
  };
  EXPECT_EQ(RunOnPage("http://shop.test/", "", unreachable, DescribeProduct, out), kNotReachable);
  const std::string complaints = testing::internal::GetCapturedStderr();
  for (const char* part : {"cannot read missing", "'shop.test'", "no answer"})
    EXPECT_THAT(complaints, HasSubstr(part));
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace pricecrew
