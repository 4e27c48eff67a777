#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <vector>

#include "common/domain/budget.h"
#include "common/domain/retry.h"
#include "common/domain/settlement.h"
#include "common/pipeline/control.h"
#include "common/pipeline/fetcher.h"
#include "common/pipeline/lease.h"
#include "common/pipeline/read_page.h"
#include "common/pipeline/recent_tasks.h"
#include "common/pipeline/shard_consumer.h"
#include "common/pipeline/stage_counters.h"
#include "common/ports/broker.h"
#include "common/ports/isolated_reader.h"

namespace pricecrew {

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
  RetryPolicy retry;
  RobotsPolicy robots = RobotsPolicy::kObey;
  Lease::Options lease;
  std::chrono::milliseconds blocked_patience{
      std::chrono::minutes(10)};  ///< then the shards are left to others
};

/// One event loop of a stage: takes tasks from its shards, fetches each page in its lane, reads it, publishes
/// the children, then the settlement, and only then acknowledges the task. What has to wait goes to the
/// ladder.
class StageRunner {
 public:
  /// The broker is connected; all references are borrowed and outlive the runner. `isolated` reads the pages
  /// of tasks that were delivered before without being settled; null: they are read here, too.
  StageRunner(asio::any_io_executor executor, Broker& broker, HttpClient& http, const Clock& clock,
              StageCounters& counters, StageOptions options, ReadPage read,
              IsolatedReader* isolated = nullptr);

  /// Consumes until Stop, then returns. Errors of kind kStop where a queue cannot be consumed.
  asio::awaitable<Result<void>> Run();

  /// Starts nothing more; what is in flight is finished within the grace time, the rest goes back to the
  /// broker. To be called on the event loop.
  void Stop();

  /// Asks for the same shards at other priorities, each once what is in flight of it has ended. To be called
  /// on the event loop.
  void ChangePriorities(const std::vector<ShardClaim>& claims);

 private:
  void AddShard(const ShardClaim& claim);
  asio::awaitable<Result<void>> TakeShards();
  asio::awaitable<bool> TakeAgain();
  void OnLeaseExpiry();
  asio::awaitable<void> LeaveWhileBlocked();
  asio::awaitable<bool> Process(const Delivery& delivery, const ShardSession& session);
  asio::awaitable<bool> ProcessTask(const Task& task, const ShardSession& session);
  asio::awaitable<bool> SetAside(const Message& message, const Error& why);
  asio::awaitable<bool> Answer(const Task& task, FetchResult fetched);
  asio::awaitable<bool> AnswerPage(const Task& task, FetchedPage page);
  asio::awaitable<bool> AnswerAlone(const Task& task, FetchedPage page);
  asio::awaitable<bool> Fail(const Task& task, FetchFailed failed);
  asio::awaitable<bool> PutOff(Task task, FetchLater later);
  asio::awaitable<bool> Settle(const Task& task, Settlement settlement);
  asio::awaitable<bool> PublishOne(Message message);
  asio::awaitable<bool> PublishAll(std::vector<Message> messages);
  asio::awaitable<void> Drain();
  [[nodiscard]] std::size_t InHand() const;
  [[nodiscard]] bool MayStart() const { return broker_.Ready() && lease_.IsValid(); }
  [[nodiscard]] FetcherOptions OptionsOfFetcher();

  asio::any_io_executor executor_;
  Broker& broker_;
  HttpClient& http_;
  const Clock& clock_;
  StageCounters& counters_;
  StageOptions options_;
  ReadPage read_;
  IsolatedReader* isolated_;
  Lease lease_;
  Lanes lanes_;
  Control control_;
  Fetcher fetcher_;
  RecentTasks recent_;
  std::vector<std::unique_ptr<ShardConsumer>> shards_;  // in the order of the claims; they stay in place
  std::minstd_rand random_;                             // of jitter
  asio::steady_timer stop_;  // waits for Stop; then for the end of what is in flight
  asio::steady_timer watch_;
  bool stopping_ = false;
};

}  // namespace pricecrew
