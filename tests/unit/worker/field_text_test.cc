#include "worker/field_text.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(CleanText, ResolvesReferencesAndDropsTags) {
  EXPECT_EQ(CleanText("  Caf&eacute; &amp;quot;A&amp;quot; <b>x</b>\n y "), "Caf\u00E9 \"A\" x y");
  EXPECT_EQ(CleanText("&#233;&#xE9;&#0;"), "\u00E9\u00E9\uFFFD");
  EXPECT_EQ(CleanText("a < b & c &copy=1 &nosuch;"), "a < b & c &copy=1 &nosuch;");
}

TEST(ReadFieldPrice, ReadsMachinesAndPeople) {
  EXPECT_EQ(ReadFieldPrice("12.9", {})->amount, "12.9");
  EXPECT_EQ(ReadFieldPrice("1299.900", {})->amount, "1299.900");
  EXPECT_EQ(ReadFieldPrice("1.299,00", {})->amount, "1299.00");
  EXPECT_EQ(ReadFieldPrice("$1,299.00", {})->amount, "1299.00");
  EXPECT_EQ(ReadFieldPrice("$5", {})->currency, "USD");
  EXPECT_EQ(ReadFieldPrice("5", {})->currency, std::nullopt);
}

TEST(IsAskable, TakesWhatAShopMayAsk) {
  for (const char* amount : {"0.01", "5", "12.9", "999999999999999", "999999999999999.999"})
    EXPECT_TRUE(IsAskable(amount)) << amount;
  for (const char* amount : {"", "0", "0.00", "1000000000000000", "1.0000000000000000001"})
    EXPECT_FALSE(IsAskable(amount)) << amount;
}

TEST(ReadFieldPrice, TakesZeroAndWordsForNoPrice) {
  for (const char* text : {"", "0", "0.00", "n/a", "call us"}) EXPECT_FALSE(ReadFieldPrice(text, {})) << text;
}

TEST(ReadAvailability, ReadsUrlsWordsAndFeeds) {
  EXPECT_EQ(ReadAvailability("https://schema.org/InStock"), Availability::kInStock);
  EXPECT_EQ(ReadAvailability("http://schema.org/SoldOut"), Availability::kOutOfStock);
  EXPECT_EQ(ReadAvailability("out of stock"), Availability::kOutOfStock);
  EXPECT_EQ(ReadAvailability("PreOrder"), Availability::kPreOrder);
  EXPECT_EQ(ReadAvailability("https://schema.org/BackOrder"), Availability::kBackOrder);
  EXPECT_EQ(ReadAvailability("Discontinued"), Availability::kDiscontinued);
  EXPECT_EQ(ReadAvailability(""), std::nullopt);
  EXPECT_EQ(ReadAvailability("maybe"), std::nullopt);
}

TEST(ReadGtin, ChecksTheCheckDigit) {
  EXPECT_EQ(ReadGtin("4006381333931"), "4006381333931");
  EXPECT_EQ(ReadGtin("978-3-16-148410-0"), "9783161484100");
  EXPECT_EQ(ReadGtin("4006381333932"), std::nullopt);
  EXPECT_EQ(ReadGtin("0000000000000"), std::nullopt);
  EXPECT_EQ(ReadGtin("123"), std::nullopt);
  EXPECT_EQ(ReadGtin("abcdefgh"), std::nullopt);
}

}  // namespace
}  // namespace pricecrew
