#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/html/page.h"

namespace pricecrew {

/// A link to a product, at its place in the page.
struct ProductLink {
  std::string url;   ///< absolute, as found (resolved, not canonical), without fragment
  std::string text;  ///< what the link says; may be empty
};

/// What a category page announces.
struct Discovery {
  std::vector<ProductLink> products;  ///< in the page's order, each product once
  std::optional<std::string> next;    ///< the next page of the category
  std::size_t links_seen = 0;         ///< all links of the page, wherever they lead
  std::string unreadable;  ///< empty, or why no tree is built of the page, as Document::Parse says it
};

/// Finds the product links and the next page of a category page of any shop. Links to other hosts ("www."
/// counts for nothing) are neither. Pure; linear in the size of the page.
Discovery Discover(const Page& page);

}  // namespace pricecrew
