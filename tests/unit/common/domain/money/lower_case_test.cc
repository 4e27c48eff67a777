#include "common/domain/lower_case.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(LowerCase, KnowsTheScriptsOfEurope) {
  EXPECT_EQ(LowerCase("ABC xyz"), "abc xyz");
  EXPECT_EQ(LowerCase("ÄÑØ ŠŽŁ"), "äñø šžł");
  EXPECT_EQ(LowerCase("ЦЕНА Ё Ї"), "цена ё ї");
  EXPECT_EQ(LowerCase("ΚΑΛΑΘΙ ΆΈΉΊΌΎΏ"), "καλαθι άέήίόύώ");
  EXPECT_EQ(LowerCase("×ß税込 ตะกร้า"), "×ß税込 ตะกร้า");
}

}  // namespace
}  // namespace pricecrew
