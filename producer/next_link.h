#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "producer/link_census.h"
#include "producer/page_outline.h"

namespace pricecrew {

/// The absolute URL of the page that continues this one: by link rel=next (`rel_next`, as written, empty
/// where there is none), by what links say ("next", "nächste", "›", ...) and where they stand, and by rows of
/// page numbers. Absent on the last page, and where a page is not one of several. Never the page itself.
std::optional<std::string> FindNextLink(const Outline& outline, const LinkCensus& census,
                                        const PageAddress& address, std::string_view rel_next);

}  // namespace pricecrew
