#include "worker/evidence.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(Evidence, IsCompletedOnlyWhereItSaysNothing) {
  Evidence main;
  main.name = "Lamp";
  main.price = "5";
  Evidence other;
  other.name = "Other";
  other.price = "6";
  other.currency = "EUR";
  other.regular_price = "9";
  other.sku = "A1";
  const Evidence completed = Completed(main, other);
  EXPECT_EQ(completed.name, "Lamp");
  EXPECT_EQ(completed.price, "5");
  EXPECT_EQ(completed.currency, "EUR");
  EXPECT_EQ(completed.sku, "A1");
  EXPECT_EQ(completed.regular_price, std::nullopt) << "it belongs to another price";
}

}  // namespace
}  // namespace pricecrew
