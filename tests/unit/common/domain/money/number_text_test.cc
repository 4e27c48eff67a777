#include "common/domain/number_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pricecrew {
namespace {

struct Case {
  std::string number;
  SeparatorHints hints;
  std::string amount;
};

TEST(ReadNumber, UnderstandsSeparatorsByKindAndPlace) {
  const std::vector<Case> cases{
      {"1,099.00", {}, "1099.00"},
      {"1.099,00", {}, "1099.00"},
      {"1 099,00", {}, "1099.00"},
      {"1'049.95", {}, "1049.95"},
      {"12,34,567.50", {}, "1234567.50"},
      {"12,34,567", {}, "1234567"},
      {"1.099", {}, "1099"},
      {"1,099", {}, "1099"},
      {"29.1583", {}, "29.1583"},
      {"0.125", {}, "0.125"},
      {"8.000.000", {}, "8000000"},
      {".75", {}, "0.75"},
      {"007.50", {}, "7.50"},
      {"123,456.789", {}, "123456.789"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReadNumber(c.number, c.hints), c.amount) << c.number;
}

TEST(ReadNumber, LetsTheCurrencyDecideThreeDigits) {
  EXPECT_EQ(ReadNumber("12.345", {{}, {}, 3}), "12.345");
  EXPECT_EQ(ReadNumber("12.345", {{}, {}, 0}), "12345");
  EXPECT_EQ(ReadNumber("12.345", {{}, {}, 2}), "12345");
}

TEST(ReadNumber, ObeysHints) {
  EXPECT_EQ(ReadNumber("12.345", {".", {}, {}}), "12.345");
  EXPECT_EQ(ReadNumber("12.345", {",", {}, {}}), "12345");
  EXPECT_EQ(ReadNumber("12,34", {{}, ",", {}}), "1234");
}

TEST(FindNumbers, SplitsWhatSpacesDoNotGroup) {
  const std::string text = "1 2 3 1 000 000 12 34 1234 567";
  std::vector<std::string> found;
  for (const NumberText& number : FindNumbers(text))
    found.push_back(text.substr(number.begin, number.end - number.begin));
  EXPECT_EQ(found, (std::vector<std::string>{"1", "2", "3", "1 000 000", "12", "34", "1234", "567"}));
}

TEST(PlainNumerals, FoldsDigitsAndSpaces) {
  EXPECT_EQ(PlainNumerals("١٢٣٫٥٠"), "123.50");
  EXPECT_EQ(PlainNumerals("۱۵۷٬۰۰۰"), "157,000");
  EXPECT_EQ(PlainNumerals("１２３"), "123");
  EXPECT_EQ(PlainNumerals("1\u202f298\u00a0€\n\t x"), "1 298 € x");
  EXPECT_EQ(PlainNumerals("1\u2019049"), "1'049");
}

TEST(PlainNumerals, KeepsTruncatedSequences) {
  const std::string odd = "\xD9";
  EXPECT_EQ(PlainNumerals(odd), odd);
}

}  // namespace
}  // namespace pricecrew
