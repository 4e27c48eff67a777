#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/faults/shop/plan.h"

namespace pricecrew::shop {

/// [{"host","robots","crawl_delay"}], the delay in seconds, 0 where there is none.
std::string HostsJson(const Hosts& hosts);

/// All pages of a category that a visitor of its first `max_pages` pages can find, each once:
/// {"path","stage","trouble","allowed":["outcome:reason"]}, for a listing with "products" and "next" (paths;
/// null where the chain ends) and "optional" (true where the page shows just what the ones before it showed),
/// for a product with "name","price","currency". What robots.txt says of a page is in "allowed".
std::string TruthJson(const Plan& plan, const Host& host, std::uint64_t category, std::size_t max_pages);

}  // namespace pricecrew::shop
