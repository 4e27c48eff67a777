#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "common/domain/result.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// Gathers the deliveries of a subscription into batches. Holds at most what the subscription's prefetch lets
/// through. Belongs to one event loop.
class Inbox {
 public:
  struct Limits {
    std::size_t messages = 500;
    std::size_t bytes = std::size_t{16} << 20;  ///< of bodies; one message may be larger
    std::chrono::milliseconds wait{50};         ///< for more, after the first
  };

  /// Begins to read.
  Inbox(const asio::any_io_executor& executor, std::unique_ptr<Subscription> subscription);
  ~Inbox();
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;
  Inbox(Inbox&&) = delete;
  Inbox& operator=(Inbox&&) = delete;

  /// Waits for a delivery, then for the batch to fill up, `limits.wait` at most. In order; empty once the
  /// subscription has ended and all was taken. An interruption of the subscription drops what waits.
  asio::awaitable<std::vector<Delivery>> Take(Limits limits);

  /// Why the subscription ended; absent while it has not, or where it was asked to.
  [[nodiscard]] std::optional<Error> Failure() const;

  /// Reads no more: what has come can still be taken.
  void Pause();
  /// Gives back what is not acknowledged.
  asio::awaitable<void> Close();

 private:
  struct State;
  static asio::awaitable<void> Gather(State& state, Limits limits);
  static asio::awaitable<void> Pump(std::shared_ptr<State> state);

  std::shared_ptr<State>
      state_;  // shared with Pump, which ends later than the inbox where the loop is stopped
};

}  // namespace pricecrew
