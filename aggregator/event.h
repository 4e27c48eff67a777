#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <utility>

namespace pricecrew {

/// What one coroutine of an event loop waits for and others of the same loop tell. Waking is remembered by
/// nobody: the waiter looks at its condition before it waits again.
class Event {
 public:
  explicit Event(const asio::any_io_executor& executor) : timer_(executor) {}

  void Wake() { timer_.cancel(); }

  /// Until woken, or `until`.
  asio::awaitable<void> Wait(
      std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max()) {
    timer_.expires_at(until);
    asio::error_code ignored;
    auto quietly = asio::redirect_error(asio::use_awaitable, ignored);
    co_await timer_.async_wait(quietly);
  }
  asio::awaitable<void> WaitFor(std::chrono::milliseconds duration) {
    return Wait(std::chrono::steady_clock::now() + duration);
  }

 private:
  asio::steady_timer timer_;
};

}  // namespace pricecrew
