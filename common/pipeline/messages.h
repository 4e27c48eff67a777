#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "common/domain/budget.h"
#include "common/domain/codec.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// A task on its way to its lane's shard. Sets the task's lane in the body.
Message TaskMessage(Task task, const HostBudgets& budgets, const ShardCounts& shards);

/// The same by way of the ladder, so that it is not delivered before about `wait` has passed: up to half of
/// it remains to be waited for. At once below a second.
Message LaterMessage(Task task, std::chrono::milliseconds wait, const HostBudgets& budgets,
                     const ShardCounts& shards);

/// A delivered task that only a newer version of this program can read, for a later look.
Message PutAside(const Message& delivered);

/// A message for the aggregator.
Message ResultMessageOf(const JobOpened& opened);
Message ResultMessageOf(const Announcement& announcement);
Message ResultMessageOf(const Settlement& settlement);
Message ResultMessageOf(const JobCancelled& cancelled);

Message ControlMessage(const ControlRecord& record);

/// A delivery that nobody can use, as it came, with the reason.
Message DeadMessage(const Message& delivered, std::string_view reason);

}  // namespace pricecrew
