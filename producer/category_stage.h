#pragma once

#include "common/domain/settlement.h"
#include "common/pipeline/fetcher.h"

namespace pricecrew {

/// Stage 1 in one step: what a fetched category page settles its task as, with the product tasks and the next
/// page that it announces within what is left of the chain's limits. Pure.
Settlement ReadCategoryPage(const Task& task, const FetchedPage& page);

/// A chain of pages ends here whatever its links say.
inline constexpr std::uint32_t kMaxChainPages = 10'000;

}  // namespace pricecrew
