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

TEST(WithoutHostName, CutsPartsThatNameTheHost) {
  EXPECT_EQ(WithoutHostName("Red lamp | Best Lamps", "www.best-lamps.co.uk"), "Red lamp");
  EXPECT_EQ(WithoutHostName("BestLamps: home - Red lamp - Best Lamps UK", "bestlamps.example"), "Red lamp");
  EXPECT_EQ(WithoutHostName("Lamp - Oslo", "lampshop.example"), "Lamp - Oslo")
      << "a word of the host is no name";
  EXPECT_EQ(WithoutHostName("Red lamp", "red-lamp.example"), "Red lamp");
}

}  // namespace
}  // namespace pricecrew
