#pragma once

#include "common/domain/settlement.h"
#include "common/pipeline/fetcher.h"

namespace pricecrew {

// What faults-worker and faults-producer read pages with, in the place of the functions of nearly the same
// name. A page that holds
//
//     pricecrew-test-crash    aborts
//     pricecrew-test-hang     is never done
//     pricecrew-test-memory   takes 2 GiB, then aborts
//
// and every other is read as it is. The programs that are shipped have none of this.

Settlement ReadProductPageOrDie(const Task& task, const FetchedPage& page);
Settlement ReadCategoryPageOrDie(const Task& task, const FetchedPage& page);

}  // namespace pricecrew
