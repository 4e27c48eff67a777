#include "worker/visible_words.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(VisibleWords, KnowsButtonsThatBuy) {
  for (const char* label :
       {"Add to Cart", "In den Warenkorb", "Ajouter au panier", "В корзину", "加入購物車"})
    EXPECT_TRUE(IsBuyLabel(label)) << label;
  for (const char* label : {"", "Search", "Read more"}) EXPECT_FALSE(IsBuyLabel(label)) << label;
}

TEST(VisibleWords, KnowsAvailability) {
  EXPECT_EQ(VisibleAvailability("In stock (20 available)"), Availability::kInStock);
  EXPECT_EQ(VisibleAvailability("Currently unavailable."), Availability::kOutOfStock);
  EXPECT_EQ(VisibleAvailability("Nicht auf Lager"), Availability::kOutOfStock);
  EXPECT_EQ(VisibleAvailability("Red lamp"), std::nullopt);
}

TEST(VisibleWords, KnowsWhatAnAmountIsFor) {
  EXPECT_TRUE(SaysOtherAmount("Free shipping over $49"));
  EXPECT_TRUE(SaysUnitPrice("2,50 €/kg"));
  EXPECT_TRUE(SaysFormerPrice("RRP $20"));
  EXPECT_FALSE(SaysOtherAmount("Price: $20"));
  EXPECT_FALSE(SaysFormerPrice("washing machine $20"));
}

}  // namespace
}  // namespace pricecrew
