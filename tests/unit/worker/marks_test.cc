#include "worker/marks.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(MarkText, PartsHumpsAndLowersLetters) {
  EXPECT_EQ(MarkText("salePrice big"), "sale-price big");
  EXPECT_EQ(MarkText("RRP"), "rrp");
  EXPECT_EQ(MarkText(std::string(1'000, 'x')).size(), 256U);
}

TEST(MarksIn, TellsWhatTheWordsSpeakOf) {
  EXPECT_TRUE(MarksIn("product-price").Has(Mark::kPrice));
  EXPECT_TRUE(MarksIn("salePrice").Has(Mark::kPrice));
  EXPECT_TRUE(MarksIn("salePrice").Has(Mark::kCurrent));
  EXPECT_FALSE(MarksIn("caprice").Has(Mark::kPrice));
  EXPECT_TRUE(MarksIn("old-price").Has(Mark::kFormer));
  EXPECT_FALSE(MarksIn("regular-price").Has(Mark::kFormer));
  EXPECT_TRUE(MarksIn("regular-price").Has(Mark::kRegular));
  EXPECT_TRUE(MarksIn("btn AddToCart").Has(Mark::kBuying));
}

TEST(RecentMarks, KnowsValuesThatItMetAndThatShareTheirPlace) {
  RecentMarks recent;
  // The two differ where only a comparison of the whole tells.
  const std::string price = "a-price-here";
  const std::string other = "a-qrhce-here";
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(recent.In(price).Has(Mark::kPrice));
    EXPECT_FALSE(recent.In(other).Has(Mark::kPrice));
    EXPECT_FALSE(recent.In("").Has(Mark::kPrice));
  }
}

}  // namespace
}  // namespace pricecrew
