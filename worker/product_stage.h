#pragma once

#include "common/domain/settlement.h"
#include "common/pipeline/fetcher.h"

namespace pricecrew {

/// Stage 2 in one step: what a fetched product page settles its task as. Pure.
Settlement ReadProductPage(const Task& task, const FetchedPage& page);

}  // namespace pricecrew
