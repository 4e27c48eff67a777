#pragma once

#include "common/domain/settlement.h"
#include "common/pipeline/fetcher.h"

namespace pricecrew {

/// Stage 1 in one step: what a fetched category page settles its task as, with the product tasks, the next
/// page and the subcategories that it announces within what is left of the chain's limits. A page that is a
/// sitemap is read as one. Where a chain ends although a page seems to follow, the listing's reason says why:
/// "page_seen", "products_seen", "page_number", "no_products", "too_many_pages". Pure.
Settlement ReadCategoryPage(const Task& task, const FetchedPage& page);

/// A chain of pages ends here whatever its links say.
inline constexpr std::uint32_t kMaxChainPages = 10'000;

}  // namespace pricecrew
