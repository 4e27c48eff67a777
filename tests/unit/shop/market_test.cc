#include "tests/shop/market.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pricecrew::shop {
namespace {

const Market& Of(std::string_view lang) {
  const auto markets = Markets();
  return *std::find_if(markets.begin(), markets.end(), [&](const Market& m) { return m.lang == lang; });
}

struct Case {
  std::string_view lang;
  std::int64_t minor;
  std::string_view shown;
  std::string_view decimal;
};

TEST(Market, WritesAmountsAsItsShopsDo) {
  const Case cases[] = {
      {"en-US", 109'900, "$1,099.00", "1099.00"},
      {"en-US", 5, "$0.05", "0.05"},
      {"en-US", 123'456'789, "$1,234,567.89", "1234567.89"},
      {"de-DE", 109'900, "1.099,00\u00a0€", "1099.00"},
      {"en-GB", 99'999, "£999.99", "999.99"},
      {"ja-JP", 1'099, "¥1,099", "1099"},
      {"sv-SE", 109'900, "1\u00a0099\u00a0kr", "1099.00"},
      {"sv-SE", 109'950, "1\u00a0099,50\u00a0kr", "1099.50"},
      {"de-CH", 109'950, "CHF 1\u2019099.50", "1099.50"},
      {"fr-FR", 109'900, "1\u202f099,00\u00a0€", "1099.00"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ShownAmount(Of(c.lang), c.minor), c.shown);
    EXPECT_EQ(DecimalAmount(Of(c.lang), c.minor), c.decimal);
  }
}

TEST(Market, OffersFreeShippingOverFifty) {
  EXPECT_EQ(FreeShippingLine(Of("en-US")), "Free shipping over $50.00");
  EXPECT_EQ(FreeShippingLine(Of("ja-JP")), "¥7,500以上で送料無料");
}

}  // namespace
}  // namespace pricecrew::shop
