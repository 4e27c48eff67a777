#include "producer/stated_count.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(StatedCount, ReadsHowManyProductsThereAre) {
  const std::pair<const char*, std::uint32_t> texts[] = {
      {"7 products:", 7},
      {"23 results", 23},
      {"Showing 1–9 of 23 results", 23},
      {"Items 1-12 of 1,045", 1045},
      {"There are 23 products.", 23},
      {"Showing 1 to 15 of 19 (2 Pages)", 19},
      {"1.234 Artikel", 1234},
      {"12 von 45 Produkten", 45},
      {"Affichage 1-24 de 89 article(s)", 89},
      {"1 234 produits", 1234},
      {"Se encontraron 45 productos", 45},
      {"45 risultati trovati", 45},
      {"全 120 件", 120},
      {"共 58 件商品", 58},
      {"Найдено 57 товаров", 57},
      {"1 - 24 of 120", 120},
      {"Znaleziono 64 produktów", 64},
  };
  for (const auto& [text, count] : texts) EXPECT_EQ(CountsIn(text).products, count) << text;
}

TEST(StatedCount, ReadsHowManyPagesThereAre) {
  for (const auto* text :
       {"Page 2 of 9", "Seite 2 von 9", "Página 2 de 9", "2 / 9 pages", "Страница 2 из 9"}) {
    EXPECT_EQ(CountsIn(text).page, 2U) << text;
    EXPECT_EQ(CountsIn(text).pages, 9U) << text;
    EXPECT_FALSE(CountsIn(text).products) << text;
  }
}

TEST(StatedCount, ReadsNothingElse) {
  for (const auto* text : {"", "12", "Save 20 % on 3 products today with code LAMP", "9 subcategories:",
                           "24 per page", "Lamps (12)", "Free delivery from 50", "2 years warranty"}) {
    EXPECT_FALSE(CountsIn(text).products) << text;
    EXPECT_FALSE(CountsIn(text).pages) << text;
  }
}

}  // namespace
}  // namespace pricecrew
