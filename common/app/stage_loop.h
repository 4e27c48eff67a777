#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "common/app/health.h"
#include "common/pipeline/stage_counters.h"
#include "common/pipeline/stage_runner.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"
#include "common/ports/http_client.h"
#include "common/ports/isolated_reader.h"

namespace pricecrew {

/// How a main makes the parts that touch the world, one of each for every event loop.
struct StageParts {
  std::function<Result<std::unique_ptr<Broker>>(asio::io_context&)> broker;
  std::function<std::unique_ptr<HttpClient>(asio::io_context&)> http;
  std::function<std::unique_ptr<IsolatedReader>(asio::io_context&)> isolated;
  const Clock* clock = nullptr;  ///< borrowed
};

/// What the loops of a process tell about themselves. From any thread.
struct StageStatus {
  Health health;
  StageCounters counters;
};

/// One event loop of a stage on a thread of its own, with everything that belongs to it. Where the options
/// claim no shards, it takes the lowest free slot of its stage and asks for all shards as that slot does; it
/// moves to a lower one that becomes free, and takes another one where it lost its own with the connection.
class StageLoop {
 public:
  /// `parts.clock` and `status` outlive the loop. `name` tells the loops of a process apart.
  StageLoop(std::string name, StageOptions options, StageParts parts, ReadPage read, StageStatus& status);

  void Start();
  /// From any thread: finishes what is in flight within the grace time, then ends.
  void Stop();
  /// Waits for the end; ok where it was asked for.
  Result<void> Join();

  /// Called on the loop's thread when it ends by itself. To be set before Start.
  void OnEnd(std::function<void()> tell) { on_end_ = std::move(tell); }

 private:
  asio::awaitable<void> Serve();
  asio::awaitable<void> WatchBroker();
  asio::awaitable<Result<void>> Work();
  asio::awaitable<Result<void>> ClaimShards();
  asio::awaitable<Result<std::optional<std::uint32_t>>> ClaimSlotBelow(std::uint32_t end);
  asio::awaitable<void> KeepSlot();
  asio::awaitable<Result<void>> MoveToSlotBelow(std::uint32_t end);
  [[nodiscard]] std::string SlotQueue(std::uint32_t slot) const;
  [[nodiscard]] std::vector<ShardClaim> ClaimsOf(std::uint32_t slot) const;

  std::string name_;
  StageOptions options_;
  StageParts parts_;
  ReadPage read_;
  StageStatus& status_;
  std::unique_ptr<asio::io_context> io_ = std::make_unique<asio::io_context>(1);
  std::unique_ptr<Broker> broker_;
  std::unique_ptr<HttpClient> http_;
  std::unique_ptr<IsolatedReader> isolated_;  // where the parts have one
  std::optional<StageRunner> runner_;
  asio::steady_timer watch_{*io_};
  asio::steady_timer slot_watch_{*io_};
  std::optional<std::uint32_t> slot_;  // absent where the claims were given
  bool stopping_ = false;
  bool ended_ = false;
  Result<void> outcome_;
  std::function<void()> on_end_;
  std::jthread thread_;
};

}  // namespace pricecrew
