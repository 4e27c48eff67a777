#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "producer/discover.h"
#include "producer/page_reading.h"
#include "producer/product_cards.h"
#include "producer/stated_count.h"
#include "producer/subcategories.h"

namespace pricecrew {

/// Where the products of a page were found.
enum class ProductSource : unsigned char {
  kNone,
  kCards,  ///< repeated elements with prices and pictures
  kData,   ///< a list in the page's JSON-LD or microdata
  kState,  ///< the data that a script fills the page from
};

/// What is found on a page, and where: Discover's answer with its reasons.
struct Findings {
  PageKind kind = PageKind::kOther;
  ProductSource source = ProductSource::kNone;
  std::vector<ProductLink> products;
  std::vector<ProductCard> cards;  ///< of kCards, and of a product's page those beside it
  std::optional<std::string> next;
  std::optional<std::string> guess;
  std::vector<SubcategoryLink> subcategories;
  StatedCounts stated;
  std::string_view wall;  ///< as WallOf says it, where nothing else is found
};

Findings FindAll(const PageReading& page);

}  // namespace pricecrew
