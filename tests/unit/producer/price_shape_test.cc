#include "producer/price_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PriceShape, KnowsPricesOfManyCountries) {
  for (const auto* text : {"£27.62", "12,00 €", "€12", "EUR 5", "1 299,- Kč", "1.299,00 €", "$1,299",
                           "R$ 19,90", "239 99 Lei", "99,-kr", "kr. 99", "1 990 руб.", "19,99 zł", "¥1200",
                           "1,200円", "CHF 1'299.00", "₹499", "5,– €", "Rs. 40"}) {
    EXPECT_THAT(PricePositions(text), testing::Not(IsEmpty())) << text;
  }
}

TEST(PriceShape, FindsNoneInOtherNumbers) {
  for (const auto* text :
       {"", "12 items", "2.10", "€0.00", "20%", "Ftp 20", "20 leino", "krone", "€", "4.5 stars", "MP3"}) {
    EXPECT_THAT(PricePositions(text), IsEmpty()) << text;
  }
}

TEST(PriceShape, SaysWhereEachPriceBegins) {
  EXPECT_THAT(PricePositions("was $20.00 now $15.00"), ElementsAre(5U, 16U));
}

TEST(PriceShape, KnowsPlainDecimals) {
  EXPECT_THAT(DecimalPositions("a 12,90 b 1.299,00"), ElementsAre(2U, 10U));
  EXPECT_THAT(DecimalPositions("12 1.5 12,90% v2.10 0,00 1.234"), IsEmpty());
}

}  // namespace
}  // namespace pricecrew
