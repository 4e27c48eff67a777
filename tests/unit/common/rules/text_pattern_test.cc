#include "common/rules/text_pattern.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace pricecrew {
namespace {

std::string Taken(std::string_view pattern, std::string_view text) {
  const auto compiled = TextPattern::Compile(pattern);
  if (const auto* mistake = std::get_if<Mistake>(&compiled)) return "mistake: " + mistake->text;
  const auto found = std::get<TextPattern>(compiled).Find(text);
  return found ? std::string(*found) : "(none)";
}

struct Case {
  std::string_view pattern;
  std::string_view text;
  std::string_view wanted;
};

class TakesTest : public ::testing::TestWithParam<Case> {};

TEST_P(TakesTest, WhatIsWanted) { EXPECT_EQ(Taken(GetParam().pattern, GetParam().text), GetParam().wanted); }

INSTANTIATE_TEST_SUITE_P(
    Patterns, TakesTest,
    ::testing::Values(
        Case{"(b+)", "abbbc", "bbb"}, Case{"(b+?)", "abbbc", "b"},
        Case{"Price: ([0-9.,]+)", "Price: 12.50 EUR", "12.50"},
        Case{"Art\\. (\\d{4,6})", "Art. 12345678", "123456"},
        Case{"Art\\. (\\d{4,6})$", "Art. 12345678", "(none)"}, Case{"^(\\w+)", "größe 12", "größe"},
        Case{"([^ ]+)$", "one two €9", "€9"}, Case{"(.)$", "9€", "€"}, Case{"[€£](\\d+)", "£5 €6", "5"},
        Case{"(?:was|now) (\\S+)", "now 5 was 6", "5"}, Case{"now (\\S+)|was", "was 6 now 5", "(none)"},
        Case{"(a|ab)(?:c|bcd)", "abcd", "a"}, Case{"(a*)*x|y", "aaay", "(none)"},
        Case{"((?:a*)*)x", "aaax", "aaa"}, Case{"((?:a|b)*)c", "ababc", "abab"}, Case{"(x?)", "abc", ""},
        Case{"([a\\-z]+)", "b-za", "-za"}, Case{"([\\d,]+)", "no 1,299 pieces", "1,299"},
        Case{"([^\\d\\s]+)", "12 ab", "ab"}, Case{"([\\D]+)", "12ab3", "ab"}, Case{"([]a]+)", "b]a", "]a"},
        Case{"(a{2})", "aaa", "aa"}, Case{"(a{2,})", "aaa", "aaa"}, Case{"(a{0,2}?)b", "aab", "aa"},
        Case{"(\\()", "a(b", "("}, Case{"sku=(.*?);", "sku=A1;sku=A2;", "A1"},
        Case{"(\\d+)\\s€", "12\xC2\xA0€", "12"}));

struct WrongCase {
  std::string_view pattern;
  std::size_t offset;
};

class WrongPatternTest : public ::testing::TestWithParam<WrongCase> {};

TEST_P(WrongPatternTest, IsRefusedWhereItIsWrong) {
  const auto compiled = TextPattern::Compile(GetParam().pattern);
  const auto* mistake = std::get_if<Mistake>(&compiled);
  ASSERT_NE(mistake, nullptr) << GetParam().pattern;
  EXPECT_EQ(mistake->offset, GetParam().offset) << GetParam().pattern << ": " << mistake->text;
}

INSTANTIATE_TEST_SUITE_P(Patterns, WrongPatternTest,
                         ::testing::Values(WrongCase{"", 0}, WrongCase{"abc", 0}, WrongCase{"(a)(b)", 0},
                                           WrongCase{"(a", 0}, WrongCase{"(a))", 3}, WrongCase{"x(a", 1},
                                           WrongCase{"*(a)", 0}, WrongCase{"(a)|+", 4}, WrongCase{"([a)", 1},
                                           WrongCase{"([z-a])", 2}, WrongCase{"(\\1)", 1},
                                           WrongCase{"(?=a)(b)", 1}, WrongCase{"(a){3,2}", 3},
                                           WrongCase{"(a){x}", 3}, WrongCase{"(a)\\", 3},
                                           WrongCase{"(?:(?:(?:(a){999}){999}){999}){999}", 0},
                                           WrongCase{"(?:(?:(?:(?:){999}){999}){999}){999}(a)", 0}));

TEST(TextPattern, TakesLinearTimeWhereOthersTakeForEver) {
  const std::string text(16'000, 'a');
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(Taken("((?:a+)+)b", text), "(none)");
  EXPECT_EQ(Taken("((?:a|a|a?)*)b", text), "(none)");
  EXPECT_EQ(Taken("(?:.*?,){11}(P)", text), "(none)");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 20.0);  // a tenth of a second, without sanitizers
}

TEST(TextPattern, LooksAtTheBeginningOfALongTextAlone) {
  const std::string fill(TextPattern::kMaxTextBytes - 1, 'x');
  EXPECT_EQ(Taken("(é)", fill + "é"), "(none)");
  EXPECT_EQ(Taken("(e)", fill + "e"), "e");
  EXPECT_EQ(Taken("x*(.*)", fill + "é"), "");
}

}  // namespace
}  // namespace pricecrew
