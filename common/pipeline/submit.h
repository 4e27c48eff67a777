#pragma once

#include <asio/awaitable.hpp>
#include <cstdint>
#include <string>

#include "common/domain/budget.h"
#include "common/domain/job.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// Publishes a job: `job opened` with its roots to the aggregator, all confirmed, and only then the roots'
/// tasks.
asio::awaitable<Result<void>> Submit(Broker& broker, OpenedJob job, const HostBudgets& budgets,
                                     const ShardCounts& shards);

/// Tells all stages, and the aggregator, that a job is cancelled.
asio::awaitable<Result<void>> Cancel(Broker& broker, std::string job, std::int64_t now_ms);

/// How long a record about a job stays on the control stream, which keeps its messages as long.
inline constexpr std::int64_t kControlRecordMs = std::int64_t{7} * 24 * 3600 * 1000;

}  // namespace pricecrew
