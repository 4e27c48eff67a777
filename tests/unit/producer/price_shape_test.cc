#include "producer/price_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

std::vector<std::uint32_t> BeginsOf(const std::vector<PriceMark>& prices) {
  std::vector<std::uint32_t> begins;
  for (const auto& price : prices) begins.push_back(price.begin);
  return begins;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PriceShape, KnowsPricesOfManyCountries) {
  for (const auto* text : {"£27.62",   "12,00 €",   "€12",        "EUR 5",        "1 299,- Kč", "1.299,00 €",
                           "$1,299",   "R$ 19,90",  "239 99 Lei", "99,-kr",       "kr. 99",     "1 990 руб.",
                           "19,99 zł", "¥1200",     "1,200円",    "CHF 1'299.00", "₹499",       "5,– €",
                           "Rs. 40",   "199.000 đ", "S/ 12.90",   "KSh 1,200",    "12.000 ر.س", "৳ 450"}) {
    EXPECT_THAT(ShownPrices(text, ""), testing::Not(IsEmpty())) << text;
  }
  EXPECT_THAT(ShownPrices("R 1 299", "ZA"), testing::Not(IsEmpty())) << "a weak sign, in its country";
}

TEST(PriceShape, FindsNoneInOtherNumbers) {
  for (const auto* text : {"", "12 items", "2.10", "€0.00", "20%", "Ftp 20", "20 leino", "krone", "€",
                           "4.5 stars", "MP3", "R 1"}) {
    EXPECT_THAT(ShownPrices(text, ""), IsEmpty()) << text;
  }
}

TEST(PriceShape, SaysWhereEachPriceBeginsAndWhatItIs) {
  const auto prices = ShownPrices("was $20.00 now 15,00 €", "");
  EXPECT_THAT(BeginsOf(prices), ElementsAre(4U, 15U));
  EXPECT_EQ(prices[1].amount, "15.00");
  EXPECT_EQ(prices[1].currency, "EUR");
}

TEST(PriceShape, KnowsPlainDecimals) {
  EXPECT_THAT(BeginsOf(ShownDecimals("a 12,90 b 1.299,00")), ElementsAre(2U, 10U));
  EXPECT_THAT(ShownDecimals("12 1.5 12,90% v2.10 0,00 1.234"), IsEmpty());
}

}  // namespace
}  // namespace pricecrew
