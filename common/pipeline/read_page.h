#pragma once

#include <functional>

#include "common/domain/settlement.h"
#include "common/pipeline/fetcher.h"

namespace pricecrew {

/// What a stage makes of a page: the pure function that tells one stage from the other. The settlement's
/// children may be any number of tasks; they need no request options, which they share with `task`.
using ReadPage = std::function<Settlement(const Task& task, const FetchedPage& page)>;

}  // namespace pricecrew
