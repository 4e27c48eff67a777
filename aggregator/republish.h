#pragma once

#include <asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "common/domain/budget.h"
#include "common/domain/result.h"
#include "common/ports/broker.h"

namespace pricecrew {

struct RepublishOptions {
  std::string store_path;
  HostBudgets budgets;  ///< the deployment's, by which tasks find their lanes
  ShardCounts shards;
  std::size_t page = 1'000;         ///< tasks in memory at a time, or fewer where they are large
  std::uint32_t retried_since = 0;  ///< only tasks that a retry of this generation took back; 0: all
};

struct Republished {
  std::uint64_t published = 0;
  std::uint32_t generation = 1;
};

/// Publishes every task of a job that is announced and not settled, under the generation that stands in the
/// store, each page confirmed before the next; so it can be done again where it died half-way. `room` is
/// awaited before each page, with the number of those published before; false ends it with kCancelled. It may
/// be empty. Errors besides as of StoreReader and of Broker::Publish.
using AwaitRoom = std::function<asio::awaitable<bool>(std::uint64_t published)>;
asio::awaitable<Result<Republished>> Republish(Broker& broker, RepublishOptions options, std::string job,
                                               AwaitRoom room = {});

}  // namespace pricecrew
