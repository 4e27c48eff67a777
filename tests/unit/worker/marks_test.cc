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

TEST(Marks, KnowPricesInManyLanguages) {
  for (const char* mark : {"price", "salePrice", "pris", "pris-rea", "prijs", "product_preco", "fiyat",
                           "spanFiyat", "harga", "hinta", "pret", "cijena", "kaina", "shopprice", "precios"})
    EXPECT_TRUE(MarksIn(mark).Has(Mark::kPrice)) << mark;
  for (const char* mark : {"prism", "pretty", "precooked", "caprice"})
    EXPECT_FALSE(MarksIn(mark).Has(Mark::kPrice)) << mark;
}

TEST(Marks, TellAPriceAfterADiscountFromTheDiscount) {
  for (const char* mark :
       {"discountPrice", "product-price discounted-price", "artdet__price-discount", "discounted"}) {
    EXPECT_TRUE(MarksIn(mark).Has(Mark::kCurrent)) << mark;
    EXPECT_FALSE(MarksIn(mark).Has(Mark::kOtherSum)) << mark;
  }
  for (const char* mark : {"discount", "discount-percentage", "quantity-discounts", "saving discount-price"})
    EXPECT_TRUE(MarksIn(mark).Has(Mark::kOtherSum)) << mark;
}

TEST(Marks, KnowFormerPrices) {
  for (const char* mark : {"mrp", "harga-coret", "ordpris", "piyasaFiyati"})
    EXPECT_TRUE(MarksIn(mark).Has(Mark::kFormer)) << mark;
  for (const char* mark : {"origPrice", "prod-origin-price", "normalprice", "full_price"})
    EXPECT_TRUE(MarksIn(mark).Has(Mark::kRegular)) << mark;
  for (const char* mark : {"origin", "origami", "price-list"}) {
    EXPECT_FALSE(MarksIn(mark).Has(Mark::kFormer)) << mark;
    EXPECT_FALSE(MarksIn(mark).Has(Mark::kRegular)) << mark;
  }
}

TEST(Marks, KnowPricesThatNotEveryoneIsAsked) {
  for (const char* mark : {"member-price", "loyalty", "tier-prices", "bulk-price-1", "graduated",
                           "staffelpreis", "product-price__wholesale", "grosir", "qty-price"})
    EXPECT_TRUE(MarksIn(mark).Has(Mark::kOtherSum)) << mark;
  for (const char* mark : {"tierfutter", "bulky", "staffelei", "remember"})
    EXPECT_FALSE(MarksIn(mark).Has(Mark::kOtherSum)) << mark;
}

}  // namespace
}  // namespace pricecrew
