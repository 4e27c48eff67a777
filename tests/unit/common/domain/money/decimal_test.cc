#include "common/domain/decimal.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(Decimal, ReadsWhatItWrites) {
  for (const std::string text : {"0", "5", "1099.00", "0.05", "-3.50", "999999999999999.999"}) {
    const auto value = ParseDecimal(text);
    ASSERT_TRUE(value) << text;
    EXPECT_EQ(value->ToString(), text);
  }
}

TEST(Decimal, RefusesWhatIsNoDecimal) {
  for (const std::string text :
       {"", "-", ".", "1.", ".5", "1,5", "1.2.3", "12a", "+1", " 1", "1e5", "1234567890123456789"})
    EXPECT_FALSE(ParseDecimal(text)) << text;
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(ParseDecimal("1.5"), ParseDecimal("1.500"));
  EXPECT_LT(*ParseDecimal("9.99"), *ParseDecimal("10"));
  EXPECT_LT(*ParseDecimal("-1"), *ParseDecimal("0.01"));
  EXPECT_GT(*ParseDecimal("999999999999999999"), *ParseDecimal("0.00000000000000001"));
}

}  // namespace
}  // namespace pricecrew
