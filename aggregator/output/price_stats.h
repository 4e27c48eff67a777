#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/domain/decimal.h"
#include "common/domain/product_row.h"

namespace pricecrew {

/// The prices of some products in one currency, exact.
struct PriceRange {
  std::string currency;  ///< empty: the pages name none
  std::uint64_t count = 0;
  std::string lowest;
  std::string median;  ///< of an even count the mean of the two in the middle
  std::string highest;

  friend bool operator==(const PriceRange&, const PriceRange&) = default;
};

/// A category's products and prices.
struct CategoryPrices {
  std::string category_url;  ///< empty: products that were submitted themselves
  std::uint64_t products = 0;
  std::vector<PriceRange> prices;  ///< by currency; without products whose price is not known

  friend bool operator==(const CategoryPrices&, const CategoryPrices&) = default;
};

/// What the prices of a job were, told from the bottom up: categories first, then all. Keeps 16 bytes a
/// product.
class PriceStats {
 public:
  void Add(const ProductRow& row);

  /// In the order in which they came.
  [[nodiscard]] std::vector<CategoryPrices> Categories() const;
  /// Of the whole job, by currency.
  [[nodiscard]] std::vector<PriceRange> All() const;

 private:
  using Prices = std::map<std::string, std::vector<Decimal>>;  // by currency
  struct Category {
    std::string url;
    std::uint64_t products = 0;
    Prices prices;
  };

  std::vector<Category> categories_;
  std::map<std::string, std::size_t> places_;  // of a category, by URL
};

}  // namespace pricecrew
