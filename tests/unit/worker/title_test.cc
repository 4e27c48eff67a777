#include "worker/title.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(TitleLikeness, IsHigherTheMoreWordsAreShared) {
  EXPECT_DOUBLE_EQ(TitleLikeness("Red Lamp", "red lamp"), 1.0);
  EXPECT_GT(TitleLikeness("Red lamp", "Red lamp | Shop"), TitleLikeness("Red chair", "Red lamp | Shop"));
  EXPECT_DOUBLE_EQ(TitleLikeness("Lamp", ""), 0.0);
}

TEST(WithoutSiteName, CutsItAtEitherEnd) {
  EXPECT_EQ(WithoutSiteName("Red lamp | Shop", "shop"), "Red lamp");
  EXPECT_EQ(WithoutSiteName("Shop - Red lamp", "Shop"), "Red lamp");
  EXPECT_EQ(WithoutSiteName("Red lamp Shop", "Shop"), "Red lamp Shop");
  EXPECT_EQ(WithoutSiteName("Shop", "Shop"), "Shop");
  EXPECT_EQ(WithoutSiteName("Red lamp", ""), "Red lamp");
}

TEST(HasTitleMark, FindsMarks) {
  EXPECT_TRUE(HasTitleMark("Lamp | Shop"));
  EXPECT_FALSE(HasTitleMark("Lamp-shade 3"));
}

}  // namespace
}  // namespace pricecrew
