#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/product.h"

namespace pricecrew {

/// One line of a job's output: what a product page says, and where the page was found.
struct ProductRow {
  std::string url;           ///< as found
  std::string final_url;     ///< after redirects; empty for unknown
  Product product;           ///< its `canonical` is not printed
  std::string category_url;  ///< empty for a URL that was submitted itself
  std::uint32_t page = 0;    ///< of the category, from 1; 0 for none
  std::uint32_t rank = 0;    ///< on that page, from 1; 0 for none

  friend bool operator==(const ProductRow&, const ProductRow&) = default;
};

/// A named value of a row: a text, or a number, or neither where it is absent.
struct RowField {
  std::string_view name;
  std::optional<std::string_view> text = {};
  std::optional<std::uint32_t> number = {};
};

inline constexpr std::size_t kRowFields = 15;

/// What every format prints of a row, in this order; the contract of the output. Views into `row`.
std::array<RowField, kRowFields> Fields(const ProductRow& row);

/// "name=json_ld 0.98; price=json_ld 0.99": where the fields of a product come from, and how sure they are.
std::string OriginsText(const Product& product);

/// A row for each variant of the product, with what the product says where the variant does not; the row
/// itself where there are none.
std::vector<ProductRow> VariantRows(const ProductRow& row);

}  // namespace pricecrew
