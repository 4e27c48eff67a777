#include "tests/shop/catalogue.h"

#include <gtest/gtest.h>

#include <set>

namespace pricecrew::shop {
namespace {

TEST(Catalogue, ListsEveryProductExactlyOnce) {
  const Catalogue catalogue({.products = 203, .categories = 8, .page_size = 7});
  std::multiset<std::size_t> seen;
  for (const Category& category : catalogue.categories()) {
    for (std::size_t page = 1; page <= category.pages; ++page) {
      const auto products = catalogue.Listing(category, page);
      EXPECT_FALSE(products.empty());
      for (std::size_t i = 0; i < products.size(); ++i) {
        seen.insert(products[i].index);
        EXPECT_EQ(products[i].category, category.index);
        EXPECT_EQ(products[i].page, page);
        EXPECT_EQ(products[i].rank, i + 1);
      }
    }
    EXPECT_TRUE(catalogue.Listing(category, category.pages + 1).empty());
  }
  EXPECT_EQ(seen.size(), 203U);
  EXPECT_EQ(std::set<std::size_t>(seen.begin(), seen.end()).size(), 203U);
}

TEST(Catalogue, FindsAProductByItsWholePathOnly) {
  const Catalogue catalogue({.products = 50});
  const ShopProduct product = catalogue.ProductAt(42);
  ASSERT_TRUE(catalogue.FindProduct(product.path));
  EXPECT_EQ(catalogue.FindProduct(product.path)->index, 42U);
  EXPECT_FALSE(catalogue.FindProduct("/p/x-43"));
  EXPECT_FALSE(catalogue.FindProduct("/p/x-0"));
  EXPECT_FALSE(catalogue.FindProduct("/p/x-51"));
  EXPECT_FALSE(catalogue.FindProduct(product.path + "x"));
  EXPECT_FALSE(catalogue.FindProduct("/p/none"));
}

bool HasValidCheckDigit(const std::string& gtin) {
  int sum = 0;
  for (std::size_t i = 0; i < gtin.size(); ++i) sum += (gtin[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return gtin.size() == 13 && sum % 10 == 0;
}

TEST(Catalogue, GivesFactsThatHoldTogether) {
  const Catalogue catalogue({.products = 500});
  std::set<std::string> gtins;
  std::size_t with_gtin = 0;
  std::size_t reduced = 0;
  std::size_t not_in_stock = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    const ShopProduct product = catalogue.ProductAt(i);
    EXPECT_GT(product.price, 0);
    if (product.regular_price) {
      EXPECT_GT(*product.regular_price, product.price);
    }
    if (product.gtin) {
      EXPECT_TRUE(HasValidCheckDigit(*product.gtin)) << *product.gtin;
    }
    if (product.gtin) gtins.insert(*product.gtin);
    with_gtin += product.gtin ? 1 : 0;
    reduced += product.regular_price ? 1 : 0;
    not_in_stock += product.stock != Stock::kInStock ? 1 : 0;
  }
  EXPECT_EQ(gtins.size(), with_gtin);
  EXPECT_GT(with_gtin, 200U);
  EXPECT_GT(reduced, 100U);
  EXPECT_GT(not_in_stock, 40U);
}

TEST(Catalogue, SpreadsMarkupsAndCurrencies) {
  const Catalogue catalogue({.categories = 8});
  std::set<Markup> markups;
  std::set<std::string_view> currencies;
  std::set<std::string> paths;
  for (const Category& category : catalogue.categories()) {
    markups.insert(category.markup);
    currencies.insert(category.market->currency);
    paths.insert(category.path);
  }
  EXPECT_EQ(markups.size(), 5U);
  EXPECT_EQ(currencies.size(), 6U);
  EXPECT_EQ(paths.size(), 8U);
}

TEST(Catalogue, NamesManyCategoriesApart) {
  const Catalogue catalogue({.products = 10, .categories = 100});
  std::set<std::string> paths;
  for (const Category& category : catalogue.categories()) paths.insert(category.path);
  EXPECT_EQ(paths.size(), 100U);
  EXPECT_EQ(catalogue.FindCategory("/c/kettles-2")->name, "Kettles 2");
  EXPECT_EQ(catalogue.FindCategory("/c/kettles")->products, 1U);
  EXPECT_EQ(catalogue.FindCategory("/c/kettles-2")->products, 0U);
}

TEST(Catalogue, SaysLittleOnBarePages) {
  const Catalogue catalogue({.products = 20, .page_bytes = 200});
  for (std::size_t i = 0; i < 20; ++i) {
    const ShopProduct product = catalogue.ProductAt(i);
    EXPECT_FALSE(product.stock || product.sku || product.gtin || product.brand || product.regular_price);
  }
}

}  // namespace
}  // namespace pricecrew::shop
