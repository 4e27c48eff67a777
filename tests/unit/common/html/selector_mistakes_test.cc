#include <gtest/gtest.h>

#include <string>

#include "common/html/selector.h"
#include "common/html/selector_parser.h"

namespace pricecrew {
namespace {

struct Case {
  std::string_view selector;
  std::size_t offset;
  std::string_view words;  // in what is said
};

class MistakeTest : public ::testing::TestWithParam<Case> {};

TEST_P(MistakeTest, IsFoundWhereItStands) {
  const auto compiled = Selector::Compile(GetParam().selector);
  const auto* mistake = std::get_if<Mistake>(&compiled);
  ASSERT_NE(mistake, nullptr) << GetParam().selector;
  EXPECT_EQ(mistake->offset, GetParam().offset) << GetParam().selector << ": " << mistake->text;
  EXPECT_NE(mistake->text.find(GetParam().words), std::string::npos) << mistake->text;
}

INSTANTIATE_TEST_SUITE_P(
    Selectors, MistakeTest,
    ::testing::Values(
        Case{"", 0, "the text ends"}, Case{"   ", 3, "the text ends"}, Case{"p,", 2, "the text ends"},
        Case{", p", 0, "','"}, Case{"p >", 3, "the text ends"}, Case{"> p", 0, "combinator"},
        Case{"p > > b", 4, "'>'"}, Case{"p..b", 2, "class"}, Case{"p.", 2, "class"}, Case{"#1a", 1, "id"},
        Case{"p)", 1, "')'"}, Case{"p{", 1, "'{'"}, Case{"a[", 2, "attribute"}, Case{"a[href", 6, "']'"},
        Case{"a[href=]", 7, "value"}, Case{"a[href=1]", 7, "quotation"}, Case{"a[href='x]", 7, "closed"},
        Case{"a[href!=x]", 6, "']'"}, Case{"a[href=x y]", 9, "'i'"}, Case{"svg|a", 3, "namespace"},
        Case{"*|a", 1, "namespace"}, Case{"p::before", 1, "pseudo-element"}, Case{"p:", 2, "pseudo-class"},
        Case{"p:hover", 1, "':hover'"}, Case{"p:contains('x')", 1, "':contains()'"},
        Case{"p:nth-child", 1, "':nth-child'"}, Case{"p:first-child()", 1, "':first-child()'"},
        Case{"li:nth-child()", 13, "place"}, Case{"li:nth-child(2x)", 13, "place"},
        Case{"li:nth-child(n 2)", 13, "place"}, Case{"li:nth-child(+-2)", 13, "place"},
        Case{"li:nth-child(99999999999)", 13, "place"}, Case{"li:nth-child(2 of p)", 15, "of"},
        Case{"p:not()", 6, "')'"}, Case{"p:not(b", 7, "')'"}, Case{"p:is(> b)", 5, "combinator"},
        Case{"p:has(b:has(i))", 12, "':has()'"}, Case{"p:has(> )", 8, "')'"}, Case{"p & b", 2, "'&'"},
        Case{"$price", 0, "'$'"}));

std::string Nested(std::size_t levels) {
  std::string text;
  for (std::size_t i = 0; i < levels; ++i) text += ":not(";
  text += "p";
  return text + std::string(levels, ')');
}

bool Compiles(std::string_view text) { return std::holds_alternative<Selector>(Selector::Compile(text)); }

TEST(SelectorMistakes, SizeAndDepthAreBounded) {
  EXPECT_TRUE(Compiles(Nested(kMaxSelectorDepth)));
  EXPECT_FALSE(Compiles(Nested(kMaxSelectorDepth + 1)));
  EXPECT_TRUE(Compiles(std::string(kMaxSelectorBytes, 'p')));
  EXPECT_FALSE(Compiles(std::string(kMaxSelectorBytes + 1, 'p')));
}

TEST(SelectorMistakes, AnyBytesEndWithASelectorOrAMistake) {
  const std::string text = "div > p.a:nth-child(2n+1)[x='\\61' i]:not(b, #c) ~ :has(+ u) /*c*/, *";
  EXPECT_TRUE(Compiles(text));
  for (std::size_t i = 0; i < text.size(); ++i) {
    Compiles(text.substr(0, i));  // ends, whatever it says
    for (const char c : {'\0', '\\', '(', '"', '\xFF', '-'}) {
      std::string other = text;
      other[i] = c;
      Compiles(other);
    }
  }
}

}  // namespace
}  // namespace pricecrew
