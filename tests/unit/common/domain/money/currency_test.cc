#include "common/domain/currency.h"

#include <gtest/gtest.h>

#include "common/domain/currency_tables.h"

namespace pricecrew {
namespace {

TEST(Currency, KnowsTheMinorDigitsOfIso4217) {
  EXPECT_EQ(MinorDigits("EUR"), 2);
  EXPECT_EQ(MinorDigits("JPY"), 0);
  EXPECT_EQ(MinorDigits("KWD"), 3);
  EXPECT_EQ(MinorDigits("DEM"), std::nullopt);
  EXPECT_EQ(MinorDigits("eur"), std::nullopt);
  EXPECT_EQ(MinorDigits(""), std::nullopt);
}

TEST(Currency, TablesAreConsistent) {
  for (const SignRow& row : SignRows())
    for (std::size_t i = 0; i < row.codes.size(); i += 4)
      EXPECT_TRUE(MinorDigits(row.codes.substr(i, 3)) || row.codes.substr(i, 3) == "HRK") << row.text;
  for (const RegionRow& row : RegionRows()) EXPECT_TRUE(MinorDigits(row.currency)) << row.region;
  for (const LanguageRow& row : LanguageRows())
    EXPECT_FALSE(CurrencyOfRegion(row.region).empty()) << row.language;
}

TEST(Currency, ReadsCodesInAnyCase) {
  EXPECT_EQ(ParseCurrencyCode(" eur\n"), "EUR");
  EXPECT_EQ(ParseCurrencyCode("XYZ"), std::nullopt);
  EXPECT_EQ(ParseCurrencyCode("EURO"), std::nullopt);
}

TEST(Currency, TakesTheRegionFromTheDomainThenTheLanguage) {
  EXPECT_EQ(RegionOf("en-US", "shop.example.ca"), "CA");
  EXPECT_EQ(RegionOf("en-AU", "shop.example"), "AU");
  EXPECT_EQ(RegionOf("sv", "example.com"), "SE");
  EXPECT_EQ(RegionOf("en", "example.io"), "");
  EXPECT_EQ(RegionOf("", ""), "");
}

TEST(Currency, FindsTheLongestSign) {
  const std::string text = "price AU $59";
  const auto before = SignBefore(text, 10);
  ASSERT_TRUE(before);
  EXPECT_EQ(text.substr(before->begin, before->size), "AU $");
  EXPECT_EQ(before->sign.codes, "AUD");
}

TEST(Currency, SignsStandForCodesOfTheStandard) {
  for (const SignRow& row : SignRows())
    for (std::size_t at = 0; at + 3 <= row.codes.size(); at += 4)
      EXPECT_TRUE(MinorDigits(row.codes.substr(at, 3))) << row.text;
}

TEST(Currency, FindsNoSignInsideAWord) {
  EXPECT_FALSE(SignAfter("Krone", 0));
  EXPECT_FALSE(SignBefore("PR", 2));
  EXPECT_FALSE(FindSign("comprar neuro krona"));
  EXPECT_TRUE(FindSign("EUR/stk"));
}

TEST(Currency, ResolvesAnAmbiguousSign) {
  const auto kr = FindSign("kr");
  ASSERT_TRUE(kr);
  EXPECT_EQ(ResolveSign(kr->sign, "NOK", ""), "NOK");
  EXPECT_EQ(ResolveSign(kr->sign, "", "DK"), "DKK");
  EXPECT_EQ(ResolveSign(kr->sign, "EUR", "DE"), "SEK");
  EXPECT_EQ(ResolveSign(CurrencySign{}, "EUR", ""), std::nullopt);
}

}  // namespace
}  // namespace pricecrew
