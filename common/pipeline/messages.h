#pragma once

#include <string_view>
#include <vector>

#include "common/domain/budget.h"
#include "common/domain/codec.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// A task on its way to its lane's shard. Sets the task's lane in the body.
Message TaskMessage(Task task, const HostBudgets& budgets, const ShardCounts& shards);

/// A message for the aggregator.
Message ResultMessageOf(const JobOpened& opened);
Message ResultMessageOf(const Announcement& announcement);
Message ResultMessageOf(const Settlement& settlement);
Message ResultMessageOf(const JobCancelled& cancelled);

Message ControlMessage(const ControlRecord& record);

/// A delivery that nobody can use, as it came, with the reason.
Message DeadMessage(const Message& delivered, std::string_view reason);

}  // namespace pricecrew
