#include "worker/json_text.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

std::string A(std::string_view text) {
  const auto document = ParseLooseJson(text);
  if (!document || !document->IsObject() || !document->HasMember("a") || !(*document)["a"].IsString())
    return "?";
  return (*document)["a"].GetString();
}

TEST(ParseLooseJson, ReadsWhatShopsWrite) {
  EXPECT_EQ(A(R"({"a":"x"})"), "x");
  EXPECT_EQ(A(R"({"a":"x",})"), "x");
  EXPECT_EQ(A("{/* c */\"a\":\"x\" // d\n}"), "x");
  EXPECT_EQ(A("{\"a\":\"x\ny\"}"), "x y");
  EXPECT_EQ(A(R"({"a":"it\'s"})"), "it's");
  EXPECT_EQ(A("<!-- {\"a\":\"x\"} -->"), "x");
  EXPECT_EQ(A("//<![CDATA[\n{\"a\":\"x\"}\n//]]>"), "x");
  EXPECT_EQ(A(R"({"a":"x"};)"), "x");
  EXPECT_EQ(A("{&q;a&q;:&q;it&s;s &l;x&g; &a;q;&q;}"), "it's <x> &q;");
  EXPECT_EQ(A("{&quot;a&quot;:&quot;it&#39;s&quot;}"), "it's");
  EXPECT_EQ(A(R"({"a":"&q;",})"), "&q;");
}

TEST(ParseLooseJson, KeepsNumbersDigitForDigit) { EXPECT_EQ(A(R"({"a":1099.90})"), "1099.90"); }

TEST(ParseLooseJson, RefusesWhatIsNoJson) {
  for (const char* text : {"", "<p>", "{", "{\"a\":", "var x = 1"})
    EXPECT_FALSE(ParseLooseJson(text)) << text;
}

TEST(ParseLooseJson, TakesAnyDepth) {
  constexpr std::size_t kDepth = 200'000;
  EXPECT_TRUE(ParseLooseJson(std::string(kDepth, '[') + std::string(kDepth, ']')));
  EXPECT_FALSE(ParseLooseJson(std::string(kDepth, '[')));
}

}  // namespace
}  // namespace pricecrew
