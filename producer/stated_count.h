#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "producer/page_outline.h"
#include "producer/page_regions.h"

namespace pricecrew {

/// What a category page says of its own size; absent what it does not say.
struct StatedCounts {
  std::optional<std::uint32_t>
      products;                       ///< "23 products", "Showing 1–9 of 23 results", "12 von 45 Artikeln"
  std::optional<std::uint32_t> page;  ///< "Page 2 of 9", "Seite 2 von 9"
  std::optional<std::uint32_t> pages;
};

/// Reads a whole text of a page; nothing where it says anything else as well.
StatedCounts CountsIn(std::string_view text);

/// What the page says outside of `cards` (elements of products, in order) and of links. The first element
/// that says it has the word; fewer products than there are cards are of something else.
StatedCounts FindStatedCounts(const Outline& outline, const std::vector<Region>& regions,
                              const std::vector<std::size_t>& cards);

}  // namespace pricecrew
