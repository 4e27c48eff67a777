#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "producer/item_list.h"
#include "producer/page_reading.h"

namespace pricecrew {

/// What a page that was taken for a category is.
enum class PageKind : unsigned char {
  kListing,        ///< it lists products
  kSubcategories,  ///< it lists none, but leads to subcategories
  kProduct,        ///< it is the page of one product
  kEmpty,          ///< it says that the category has no products
  kOther,          ///< none of these can be told
};

/// "listing", "subcategories", "product", "empty", "other"
std::string_view ToString(PageKind kind);

/// True where the page is of one product: by its own data or, where it shows no cards of others, by its one
/// button for a cart, or by a price below its heading and an address that is a product's. `cards` are the
/// elements, in order, of the products it seems to list.
bool IsProductPage(const PageReading& page, const ListedData& data, const std::vector<std::size_t>& cards);

/// True where the page says that there is nothing in it: "No products found", "0 items", "Keine Artikel
/// gefunden".
bool SaysEmpty(const PageReading& page);

}  // namespace pricecrew
