#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aggregator/finaliser.h"
#include "aggregator/inbox.h"
#include "aggregator/store.h"
#include "common/app/health.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"
#include "common/ports/loop_event.h"

namespace pricecrew {

struct CollectorOptions {
  std::uint16_t prefetch = 500;  ///< of results, each up to a quarter of a MiB; a batch has no more
  Inbox::Limits batch;
  std::chrono::milliseconds retry_wait{1'000};  ///< after the store failed
  Finaliser::Options output;
};

/// The aggregator's work: reads results and dead letters, keeps them in the store, acknowledges what is safe,
/// and ends the jobs that are done. Belongs to the event loop of its broker; what it is given must outlive
/// Run.
class Collector {
 public:
  Collector(asio::any_io_executor executor, Broker& broker, Store& store, const Clock& clock, Health& health,
            CollectorOptions options);

  /// Works until Stop (success), or until the store or a queue cannot be used any more (kStop).
  asio::awaitable<Result<void>> Run();

  /// Takes no more deliveries; Run ends once those in hand are stored and acknowledged.
  void Stop();

  /// Tells all stages that a job is cancelled, whatever its generation: to the control stream, and to the
  /// ledger.
  asio::awaitable<Result<void>> Cancel(std::string job);

 private:
  asio::awaitable<Result<void>> Subscribe();
  using TakeBatch = asio::awaitable<Result<void>> (Collector::*)(const std::vector<Delivery>&);
  asio::awaitable<void> Collect(Inbox& inbox, TakeBatch take, LoopEvent& retry);
  asio::awaitable<bool> Settle(std::vector<Delivery>& batch, TakeBatch take, LoopEvent& retry);
  asio::awaitable<void> WatchBroker();
  asio::awaitable<Result<void>> TakeResults(const std::vector<Delivery>& batch);
  asio::awaitable<Result<void>> TakeDead(const std::vector<Delivery>& batch);
  asio::awaitable<Result<void>> Bury(std::vector<Message> letters);
  Result<void> Save(const std::vector<ResultMessage>& messages);
  Result<void> KeepDead(const std::vector<Message>& letters);
  void Fail(const Error& error);
  void Start(asio::awaitable<void> loop);
  [[nodiscard]] std::int64_t NowMs() const;

  asio::any_io_executor executor_;
  Broker& broker_;
  Store& store_;
  const Clock& clock_;
  Health& health_;
  CollectorOptions options_;
  Finaliser finaliser_;
  LoopEvent results_retry_;
  LoopEvent dead_retry_;
  LoopEvent watch_;
  LoopEvent ended_;
  std::unique_ptr<Inbox> results_;
  std::unique_ptr<Inbox> dead_;
  bool stopping_ = false;
  int running_ = 0;
  std::optional<Error> failure_;
};

}  // namespace pricecrew
