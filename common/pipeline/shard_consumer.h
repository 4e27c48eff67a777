#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "common/pipeline/shard_session.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// One shard, as its event loop consumes it. Each delivery is handled by a coroutine of its own and
/// acknowledged where that says so. Belongs to the loop, and outlives every coroutine that it started.
class ShardConsumer {
 public:
  /// True where the delivery may be acknowledged.
  using Handle = std::function<asio::awaitable<bool>(const Delivery&, const ShardSession&)>;
  /// Told when what is in hand may be another's by now: its requests are to be aborted.
  using OnInterruption = std::function<void(std::uint64_t group)>;

  /// `number` tells the shards of a loop apart; all is borrowed but the functions.
  ShardConsumer(asio::any_io_executor executor, Broker& broker, std::uint32_t number,
                SubscribeOptions options, Handle handle, OnInterruption on_interruption);

  /// Subscribes, and consumes from then on. Nothing while it does so already.
  asio::awaitable<Result<void>> Take();
  /// Starts nothing more, waits for what is under way, gives the rest back.
  asio::awaitable<void> Leave();
  /// Leaves, and takes the shard again at another priority.
  asio::awaitable<Result<void>> ChangePriority(std::int32_t priority);

  /// Starts nothing more.
  void Pause();
  /// Gives back what is in hand, at once.
  asio::awaitable<void> Close();

  /// Called when nothing is in hand any more.
  void OnIdle(std::function<void()> tell) { on_idle_ = std::move(tell); }
  [[nodiscard]] std::size_t in_hand() const { return in_hand_; }
  [[nodiscard]] std::int32_t priority() const { return options_.priority.value_or(0); }

 private:
  asio::awaitable<void> Consume();
  asio::awaitable<void> HandleOne(Delivery delivery, std::shared_ptr<ShardSession> session);
  void BeginSession();
  void Interrupt();

  asio::any_io_executor executor_;
  Broker& broker_;
  std::uint32_t number_;
  SubscribeOptions options_;
  Handle handle_;
  OnInterruption on_interruption_;
  std::function<void()> on_idle_;
  std::unique_ptr<Subscription> subscription_;
  std::shared_ptr<ShardSession> session_;  // shared with the tasks that came in it
  std::uint32_t sessions_ = 0;
  std::size_t in_hand_ = 0;  // of all sessions
  bool consuming_ = false;
  asio::steady_timer changed_;  // in_hand_ or consuming_ reached nothing
};

}  // namespace pricecrew
