#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "common/domain/budget.h"
#include "common/domain/settlement.h"
#include "common/pipeline/control.h"
#include "common/pipeline/fetcher.h"
#include "common/pipeline/recent_tasks.h"
#include "common/pipeline/stage_counters.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// What a stage makes of a page: the pure function that tells one stage from the other. The settlement's
/// children may be any number of tasks; they need no request options, which they share with `task`.
using ReadPage = std::function<Settlement(const Task& task, const FetchedPage& page)>;

/// A shard to consume, with the x-priority to ask for it.
struct ShardClaim {
  std::uint32_t shard = 0;
  std::int32_t priority = 0;
};

struct StageOptions {
  Stage stage = Stage::kProduct;
  ShardCounts shards;
  HostBudgets budgets;
  std::vector<ShardClaim> claims;
  std::uint16_t prefetch = 16;             ///< tasks of one shard in the hands of this loop
  std::size_t remembered_tasks = 200'000;  ///< see RecentTasks
  std::chrono::seconds grace{25};          ///< how long Stop waits for what is in flight
};

/// One event loop of a stage: takes tasks from its shards, fetches each page in its lane, reads it, publishes
/// the children, then the settlement, and only then acknowledges the task.
class StageRunner {
 public:
  /// The broker is connected; all references are borrowed and outlive the runner.
  StageRunner(asio::any_io_executor executor, Broker& broker, HttpClient& http, const Clock& clock,
              StageCounters& counters, StageOptions options, ReadPage read);

  /// Consumes until Stop, then returns. Errors of kind kStop where a queue cannot be consumed.
  asio::awaitable<Result<void>> Run();

  /// Starts nothing more; what is in flight is finished within the grace time, the rest goes back to the
  /// broker. To be called on the event loop.
  void Stop();

 private:
  asio::awaitable<Result<void>> SubscribeAll();
  asio::awaitable<void> Consume(Subscription& shard);
  asio::awaitable<void> Handle(Delivery delivery);
  asio::awaitable<bool> Process(const Delivery& delivery);
  asio::awaitable<bool> Settle(const Task& task, Settlement settlement);
  asio::awaitable<bool> Answer(const Task& task, FetchResult fetched);
  asio::awaitable<bool> PublishAll(std::vector<Message> messages);
  asio::awaitable<void> Drain();

  asio::any_io_executor executor_;
  Broker& broker_;
  StageCounters& counters_;
  StageOptions options_;
  ReadPage read_;
  Lanes lanes_;
  Fetcher fetcher_;
  Control control_;
  RecentTasks recent_;
  std::vector<std::unique_ptr<Subscription>> shards_;
  asio::steady_timer stop_;  // waits for Stop; then for the end of what is in flight
  std::size_t in_flight_ = 0;
  bool stopping_ = false;
};

}  // namespace pricecrew
