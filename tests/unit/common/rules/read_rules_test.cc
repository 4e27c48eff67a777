#include "common/rules/read_rules.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace pricecrew {
namespace {

constexpr std::string_view kFull = R"json({
  // of a shop
  "sites": [
    {
      "hosts": ["shop.example", "*.shop.example"],
      "fields": {
        "name": {"selector": "h1"},
        "price": [
          {"selector": "meta[itemprop=price]", "attribute": "Content"},
          {"json": "$.product.price", "in": "script#data", "pattern": "([0-9.]+)"},
          {"json": "$..price", "in": "window.__STATE__"},
          {"json": "$..price"}
        ],
        "currency": [{"value": "EUR"}],
        "availability": {"value": "InStock"}
      },
      "product_links": ["a.card"],
      "next_page": "a[rel=next]",
      "keep": ["*/p/*"],
      "drop": ["*/p/gift-*", "*#reviews"]
    },
    {"hosts": "*"}
  ]
})json";

/// The mistakes, one a line, without their words.
std::string Places(std::string_view text) {
  const auto read = ReadRules(text);
  const auto* mistakes = std::get_if<std::vector<RulesMistake>>(&read);
  if (!mistakes) return "good";
  std::string places;
  for (const RulesMistake& mistake : *mistakes)
    places +=
        (places.empty() ? "" : " ") + std::to_string(mistake.line) + ":" + std::to_string(mistake.column);
  return places;
}

std::string Words(std::string_view text) {
  const auto read = ReadRules(text);
  const auto* mistakes = std::get_if<std::vector<RulesMistake>>(&read);
  return mistakes ? mistakes->at(0).text : "good";
}

Rules Read(std::string_view text) { return std::get<Rules>(ReadRules(text)); }

TEST(ReadRules, KnowsWhatTheFormatKnows) {
  ASSERT_EQ(Places(kFull), "good") << Words(kFull);
  const Rules rules = Read(kFull);
  const SiteRules* site = rules.For("www.shop.example");
  ASSERT_NE(site, nullptr);
  EXPECT_EQ(site, rules.For("shop.example"));
  EXPECT_EQ(site->Of(RuledField::kName).size(), 1U);
  ASSERT_EQ(site->Of(RuledField::kPrice).size(), 4U);
  EXPECT_EQ(std::get<SelectorRule>(site->Of(RuledField::kPrice)[0].from).attribute, "content");
  EXPECT_TRUE(site->Of(RuledField::kPrice)[1].pattern);
  EXPECT_EQ(std::get<JsonRule>(site->Of(RuledField::kPrice)[2].from).place.variable, "__STATE__");
  EXPECT_EQ(std::get<JsonRule>(site->Of(RuledField::kPrice)[3].from).place.kind, JsonPlace::Kind::kJsonLd);
  EXPECT_EQ(std::get<ConstantRule>(site->Of(RuledField::kCurrency)[0].from).value, "EUR");
  EXPECT_EQ(site->product_links.size(), 1U);
  EXPECT_EQ(site->next_page.size(), 1U);
  EXPECT_TRUE(site->keep.at(0).Matches("http://shop.example/p/1"));
  EXPECT_EQ(site->drop.size(), 2U);
}

TEST(ReadRules, TakesTheFirstSiteThatIsForAHost) {
  const Rules rules = Read(kFull);
  const SiteRules* other = rules.For("other.example");
  ASSERT_NE(other, nullptr);
  EXPECT_FALSE(other->HasFields());
  EXPECT_TRUE(rules.For("shop.example")->HasFields());
  EXPECT_EQ(Read(R"({"sites": [{"hosts": ["a.example"]}]})").For("b.example"), nullptr);
}

struct Case {
  std::string_view text;
  std::string_view places;
  std::string_view words;
};

/// A site of one field.
std::string WithRule(std::string_view rule) {
  return R"({"sites": [{"hosts": ["a.example"], "fields": {"price":
)" + std::string(rule) +
         "}}]}";
}

class WrongRuleTest : public ::testing::TestWithParam<Case> {};

TEST_P(WrongRuleTest, IsToldWhereItStands) {
  const std::string text = WithRule(GetParam().text);
  EXPECT_EQ(Places(text), GetParam().places) << text;
  EXPECT_NE(Words(text).find(GetParam().words), std::string::npos) << Words(text);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, WrongRuleTest,
    ::testing::Values(
        Case{R"(3)", "2:1", "object"}, Case{R"([{"selector": "b"}, "b"])", "2:22", "object"},
        Case{R"({})", "2:1", "one of"}, Case{R"({"selector": "b", "value": "1"})", "2:1", "one of"},
        Case{R"({"selectors": "b"})", "2:1 2:3", "one of"}, Case{R"({"selector": ""})", "2:15", "text"},
        Case{R"({"selector": ["b"]})", "2:14", "text"}, Case{R"({"selector": "p > > b"})", "2:19", "'>'"},
        Case{R"({"selector": "[x=\"é\"] > > b"})", "2:27", "'>'"},
        Case{R"({"selector": "\u00e9\ud83d\ude00 ! b"})", "2:34", "'!'"},
        Case{R"({"selector": "b", "in": "x"})", "2:26", "goes with 'json'"},
        Case{R"({"json": "$.x", "attribute": "x"})", "2:31", "goes with 'selector'"},
        Case{R"({"json": "$.x[", "in": "x"})", "2:15", "quoted"},
        Case{R"({"json": "$.x", "in": "a b"})", "2:24", "variable"},
        Case{R"({"json": "$.x", "in": "script#"})", "2:31", "id"},
        Case{R"({"json": "$.x", "in": "div#a"})", "2:24", "scripts"},
        Case{R"json({"json": "$.x", "in": "script:not(#a)"})json", "2:24", "scripts"},
        Case{R"({"selector": "b", "pattern": "a"})", "2:31", "group"},
        Case{R"json({"value": "1", "pattern": "(a)"})json", "2:28", "as it is"},
        Case{R"({"selector": "b", "selector": "i"})", "2:20", "second"}));

TEST(ReadRules, TellsEveryMistakeInOrder) {
  constexpr std::string_view kText = R"({
  "sites": [
    {"host": ["a.example"]},
    {"hosts": ["http://a.example", "*.b.example", 3], "fields": {"title": {"selector": "b"}}},
    {"hosts": [], "product_links": ["a[", "b", ""], "next_page": 5, "keep": [""]},
    7
  ],
  "version": 1
})";
  EXPECT_EQ(Places(kText), "3:5 3:7 4:17 4:51 4:67 5:15 5:40 5:49 5:66 5:79 6:5 8:4");
}

TEST(ReadRules, RefusesConstantsThatCannotBe) {
  constexpr std::string_view kText = R"({"sites": [{"hosts": "*", "fields": {
    "currency": [{"value": "Euro"}],
    "availability": [{"value": "maybe"}]}}]})";
  EXPECT_EQ(Places(kText), "2:29 3:33");
}

TEST(ReadRules, TellsWhereTheTextIsNoJson) {
  EXPECT_EQ(Places(""), "1:1");
  EXPECT_EQ(Places("[]"), "1:1");
  EXPECT_EQ(Places("{\"sites\": [\n  {\"hosts\" [\"a\"]}]}"), "2:12");
  EXPECT_EQ(Places("{\"sites\": [\n  {\"hosts\": \"\xFF\"}]}"), "2:14");
  EXPECT_NE(Places(std::string(100'000, '[')), "good");
}

TEST(ReadRules, BoundsWhatItTells) {
  std::string text = R"({"sites": [1)";
  for (int i = 0; i < 100; ++i) text += ",1";
  const auto read = ReadRules(text + "]}");
  EXPECT_EQ(std::get<1>(read).size(), kMaxRulesMistakes);
}

TEST(ReadRules, AnyBytesEndWithRulesOrMistakes) {
  for (std::size_t i = 0; i < kFull.size(); ++i) {
    EXPECT_NE(Places(kFull.substr(0, i)), "good") << i;
    for (const char c : {'\0', '\\', '"', '[', '(', '\xFF'}) {
      std::string other(kFull);
      other[i] = c;
      const auto read = ReadRules(other);
      const auto* mistakes = std::get_if<std::vector<RulesMistake>>(&read);
      EXPECT_TRUE(!mistakes || !mistakes->empty()) << other;
    }
  }
}

TEST(CheckedRules, AreSmallAndMeanTheSame) {
  const auto compact = CheckedRules(kFull, "rules.json");
  ASSERT_TRUE(compact);
  EXPECT_LT(compact->size(), kFull.size() - 200);
  EXPECT_EQ(compact->find('\n'), std::string::npos);
  EXPECT_EQ(Read(*compact).For("shop.example")->Of(RuledField::kPrice).size(), 4U);
}

TEST(CheckedRules, NameFileLineAndColumn) {
  const auto refused = CheckedRules("{\n \"site\": []}", "my.json");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kStop);
  EXPECT_EQ(refused.error().text.substr(0, 25), "my.json: line 1, column 1");
  EXPECT_NE(refused.error().text.find("\nmy.json: line 2, column 3: 'site' is not known"), std::string::npos);
}

TEST(CheckedRules, HaveALimit) {
  std::string text = R"({"sites": [{"hosts": "*", "keep": [)";
  for (int i = 0; i < 1'700; ++i) text += "\"*/pppp/*\",";
  EXPECT_FALSE(CheckedRules(text + "\"*\"]}]}", "rules"));
  EXPECT_EQ(Places(text + "\"*\"]}]}"), "good");
}

}  // namespace
}  // namespace pricecrew
