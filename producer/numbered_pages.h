#pragma once

#include <cstddef>
#include <vector>

#include "producer/link_census.h"
#include "producer/page_outline.h"

namespace pricecrew {

/// What the rows of page numbers ("1 [2] 3 4 … 12") on a page say.
struct NumberedPages {
  std::vector<std::size_t> next;       ///< links (indices into the census) to the page after the current one
  std::vector<std::size_t> elsewhere;  ///< links to any other page of a row
};

/// Finds rows of links whose texts are rising numbers, and the current page in them: the number that is no
/// link to another page, or is marked as current, or stands in the page's own URL.
NumberedPages FindNumberedPages(const Outline& outline, const LinkCensus& census, const Url& page);

}  // namespace pricecrew
