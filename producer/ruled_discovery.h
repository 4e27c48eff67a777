#pragma once

#include <string>
#include <vector>

#include "common/html/page.h"
#include "common/rules/rules.h"
#include "producer/discover.h"

namespace pricecrew {

/// Discover with what the rules for the page's host say in its place. `product_links` that find any are the
/// products; else those that Discover found. `keep` and `drop` then decide about each. Where there are rules
/// for the next page, it is theirs alone: what they do not find is the end of the chain. Links to other shops
/// are none, as in Discover.
Discovery DiscoverWithRules(const Page& page, const std::vector<std::string>& hosts, const Rules& rules);

}  // namespace pricecrew
