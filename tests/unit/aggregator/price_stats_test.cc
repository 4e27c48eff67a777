#include "aggregator/output/price_stats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pricecrew {
namespace {

using testing::ElementsAre;

ProductRow Row(const std::string& category, const std::string& price, const std::string& currency) {
  ProductRow row;
  row.category_url = category;
  if (!price.empty()) row.product.price = price;
  if (!currency.empty()) row.product.currency = currency;
  return row;
}

PriceRange RangeOf(const std::vector<std::string>& prices) {
  PriceStats stats;
  for (const std::string& price : prices) stats.Add(Row("c", price, "EUR"));
  return stats.All().at(0);
}

TEST(PriceStatsTest, IsExact) {
  EXPECT_EQ(RangeOf({"0.30"}), (PriceRange{"EUR", 1, "0.30", "0.30", "0.30"}));
  EXPECT_EQ(RangeOf({"0.10", "0.20"}), (PriceRange{"EUR", 2, "0.10", "0.15", "0.20"}));
  EXPECT_EQ(RangeOf({"0.10", "0.11"}), (PriceRange{"EUR", 2, "0.10", "0.105", "0.11"}));
  EXPECT_EQ(RangeOf({"2", "1"}), (PriceRange{"EUR", 2, "1", "1.5", "2"}));
  EXPECT_EQ(RangeOf({"10", "9.5", "100.00"}), (PriceRange{"EUR", 3, "9.5", "10", "100.00"}));
  EXPECT_EQ(RangeOf({"999999999999999999", "999999999999999998"}).median, "999999999999999998.5");
  EXPECT_EQ(RangeOf({"0.00000000000000001", "900000000000000000"}).median,
            "450000000000000000.000000000000000005");
}

TEST(PriceStatsTest, IsBuiltFromTheBottomUp) {
  PriceStats stats;
  stats.Add(Row("b", "5.00", "EUR"));
  stats.Add(Row("a", "1.00", "EUR"));
  stats.Add(Row("b", "7.00", "USD"));
  stats.Add(Row("b", "", ""));
  stats.Add(Row("b", "4.00", ""));
  EXPECT_THAT(stats.Categories(), ElementsAre(CategoryPrices{"b",
                                                             4,
                                                             {{"", 1, "4.00", "4.00", "4.00"},
                                                              {"EUR", 1, "5.00", "5.00", "5.00"},
                                                              {"USD", 1, "7.00", "7.00", "7.00"}}},
                                              CategoryPrices{"a", 1, {{"EUR", 1, "1.00", "1.00", "1.00"}}}));
  EXPECT_THAT(stats.All(), ElementsAre(PriceRange{"", 1, "4.00", "4.00", "4.00"},
                                       PriceRange{"EUR", 2, "1.00", "3.00", "5.00"},
                                       PriceRange{"USD", 1, "7.00", "7.00", "7.00"}));
}

}  // namespace
}  // namespace pricecrew
