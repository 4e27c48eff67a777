#include "standalone/url_tool.h"

#include <gtest/gtest.h>

#include <sstream>

#include "common/app/exit_code.h"

namespace pricecrew {
namespace {

TEST(UrlTool, AnswersAsTheStandardParses) {
  EXPECT_EQ(AnswerUrl("HTTP://Shop.Test:80/a/../b?q#f", std::nullopt),
            R"({"href":"http://shop.test/b?q#f"})");
  EXPECT_EQ(AnswerUrl("../x", "https://shop.test/a/b/c"), R"({"href":"https://shop.test/a/x"})");
  EXPECT_EQ(AnswerUrl("http://shop.test/", "about:blank"), R"({"href":"http://shop.test/"})");
}

TEST(UrlTool, AnswersNullWhereThereIsNoWebAddress) {
  for (const auto* input : {"", "x", "mailto:a@b.test", "http://[", "javascript:1"})
    EXPECT_EQ(AnswerUrl(input, std::nullopt), "null") << input;
  EXPECT_EQ(AnswerUrl("x", "about:blank"), "null");
  EXPECT_EQ(AnswerUrl("http://shop.test/", "http://["), "null") << "a base that fails fails all";
}

TEST(UrlTool, AnswersEachLineInOrder) {
  std::istringstream in(
      "{\"input\":\"/a\",\"base\":\"http://shop.test/\"}\n\n{\"input\":\"/a\",\"base\":null}\nnonsense\n"
      "{\"input\":\"http://h/\\ud800x\"}\n");
  std::ostringstream out;
  EXPECT_EQ(RunUrlBatch(in, out), kComplete);
  std::istringstream answers(out.str());
  std::string line;
  std::getline(answers, line);
  EXPECT_EQ(line, R"({"href":"http://shop.test/a"})");
  std::getline(answers, line);
  EXPECT_EQ(line, "null");
  std::getline(answers, line);
  EXPECT_TRUE(line.starts_with(R"({"status":"failed","reason":"malformed")")) << line;
  std::getline(answers, line);
  EXPECT_EQ(line, R"({"href":"http://h/%EF%BF%BDx"})") << "a lone surrogate is U+FFFD";
}

}  // namespace
}  // namespace pricecrew
