#include "worker/visible_words.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(VisibleWords, KnowsButtonsThatBuy) {
  for (const char* label :
       {"Add to Cart", "In den Warenkorb", "Ajouter au panier", "В корзину", "加入購物車"})
    EXPECT_TRUE(ReadLabel(label).buys) << label;
  for (const char* label : {"", "Search", "Read more"}) EXPECT_FALSE(ReadLabel(label).buys) << label;
}

TEST(VisibleWords, KnowsAvailability) {
  EXPECT_EQ(ReadLabel("In stock (20 available)").availability, Availability::kInStock);
  EXPECT_EQ(ReadLabel("Currently unavailable.").availability, Availability::kOutOfStock);
  EXPECT_EQ(ReadLabel("Nicht auf Lager").availability, Availability::kOutOfStock);
  EXPECT_EQ(ReadLabel("Red lamp").availability, std::nullopt);
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
