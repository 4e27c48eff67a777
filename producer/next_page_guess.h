#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "common/domain/url.h"
#include "producer/stated_count.h"

namespace pricecrew {

/// The address that the page after `page` would have, where `counts` say that there is one: more pages than
/// this one's number, or more products than pages like this one, with `listed` of them, have shown up to
/// here. Absent where nothing says so. A guess: the shop may number its pages otherwise, or not at all.
std::optional<std::string> GuessNextPage(const Url& page, const StatedCounts& counts, std::size_t listed);

}  // namespace pricecrew
