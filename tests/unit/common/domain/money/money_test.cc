#include "common/domain/money.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pricecrew {
namespace {

struct Case {
  std::string text;
  std::string amount;
  std::string currency;
};

class ParsePriceTable : public testing::TestWithParam<Case> {};

TEST_P(ParsePriceTable, ReadsAmountAndCurrency) {
  const auto price = ParsePrice(GetParam().text, {});
  ASSERT_TRUE(price) << GetParam().text;
  EXPECT_EQ(price->amount, GetParam().amount) << GetParam().text;
  EXPECT_EQ(price->currency.value_or(""), GetParam().currency) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Prices, ParsePriceTable,
    testing::Values(Case{"$1,099.00", "1099.00", "USD"}, Case{"1.099,00 €", "1099.00", "EUR"},
                    Case{"CHF 1’049.95", "1049.95", "CHF"}, Case{"₹ 1,23,456.00", "123456.00", "INR"},
                    Case{"7 990 kr", "7990", "SEK"}, Case{"1.198,- Kr", "1198", "SEK"},
                    Case{"49.– Fr.", "49", "CHF"}, Case{"12€50", "12.50", "EUR"}, Case{"£ 5", "5", "GBP"},
                    Case{"3,500円", "3500", "JPY"}, Case{"KD 12.345", "12.345", "KWD"},
                    Case{"CLP 24.990", "24990", "CLP"}, Case{"Was $120.00 Now $60.00", "60.00", "USD"},
                    Case{"3 for 14,85 EUR", "14.85", "EUR"}, Case{"157,000 تومان", "157000", "IRR"},
                    Case{"NZD $100.70", "100.70", "NZD"}, Case{"-20% 15,00 zł", "15.00", "PLN"},
                    Case{"19.99", "19.99", ""}, Case{"Free!", "0", ""}));

TEST(ParsePrice, FindsNoPriceInOtherNumbers) {
  for (const std::string text : {"", "/", "40% OFF", "15.08.2017", "July, 2004", "25-09", "16.00 ft",
                                 "-$5.00", "Free Shipping on Orders $49+.", "no number"})
    EXPECT_FALSE(ParsePrice(text, {})) << text;
}

TEST(ParsePrice, LetsHintsDecideWhatASignStandsFor) {
  EXPECT_EQ(ParsePrice("$5", {.currency = "CAD"})->currency, "CAD");
  EXPECT_EQ(ParsePrice("$5", {.region = "AU"})->currency, "AUD");
  EXPECT_EQ(ParsePrice("£5", {.currency = "USD"})->currency, "GBP");
  EXPECT_EQ(ParsePrice("5", {.currency_text = "Preis in €"})->currency, "EUR");
  EXPECT_EQ(ParsePrice("5", {.currency = "EUR"})->currency, "EUR");
}

TEST(ParsePrice, KeepsEveryDigit) {
  EXPECT_EQ(ParsePrice("1.11000000000000009770", {})->amount, "1.11000000000000009770");
}

TEST(ParsePrice, TakesAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.append({static_cast<char>(i), '1', static_cast<char>(255 - i), '.'});
  EXPECT_NO_FATAL_FAILURE((void)ParsePrice(bytes, {}));
  EXPECT_NO_FATAL_FAILURE((void)FindPrices(bytes, {}));
}

TEST(FindPrices, FindsWhatHasASign) {
  const std::string text = "Buy 3 for $5.00 or 12 GBP, save 10 % (-$1)";
  const auto prices = FindPrices(text, {});
  ASSERT_EQ(prices.size(), 2u);
  EXPECT_EQ(prices[0].price.amount, "5.00");
  EXPECT_EQ(text.substr(prices[0].begin, prices[0].end - prices[0].begin), "$5.00");
  EXPECT_EQ(prices[1].price.currency, "GBP");
}

TEST(FindPrices, GivesACodeBetweenTwoPricesToOne) {
  const auto prices = FindPrices("$40 AUD $50 AUD", {});
  ASSERT_EQ(prices.size(), 2u);
  EXPECT_EQ(prices[0].price.currency, "AUD");
  EXPECT_EQ(prices[1].price.currency, "AUD");
  EXPECT_GE(prices[1].begin, prices[0].end);
}

TEST(FindPrices, TrustsAWeakSignOnlyAtHome) {
  EXPECT_TRUE(FindPrices("R 499", {}).empty());
  EXPECT_EQ(FindPrices("R 499", {.region = "ZA"}).size(), 1u);
}

TEST(NormalizeAmount, GivesTheMinorDigits) {
  EXPECT_EQ(NormalizeAmount("5", "EUR"), "5.00");
  EXPECT_EQ(NormalizeAmount("5.5", "EUR"), "5.50");
  EXPECT_EQ(NormalizeAmount("3.3900", "THB"), "3.39");
  EXPECT_EQ(NormalizeAmount("29.1583", "GBP"), "29.1583");
  EXPECT_EQ(NormalizeAmount("5000.00", "JPY"), "5000");
  EXPECT_EQ(NormalizeAmount("1.5", "KWD"), "1.500");
  EXPECT_EQ(NormalizeAmount("1.5", ""), "1.5");
}

}  // namespace
}  // namespace pricecrew
