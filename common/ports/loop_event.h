#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <utility>

namespace pricecrew {

/// Something that coroutines of one event loop wait for. Whoever is woken looks again at what it waited for:
/// wake-ups may be early, and one that nobody waits for is forgotten.
class LoopEvent {
 public:
  explicit LoopEvent(const asio::any_io_executor& executor) : timer_(executor) {}

  void WakeAll() { timer_.cancel(); }

  /// False when the waiting coroutine was cancelled, or `until` has passed.
  asio::awaitable<bool> Wait(
      std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max()) {
    if (timer_.expiry() != until) timer_.expires_at(until);
    asio::error_code error;
    auto quietly = asio::redirect_error(asio::use_awaitable, error);
    co_await timer_.async_wait(quietly);
    const auto state = co_await asio::this_coro::cancellation_state;
    co_return error == asio::error::operation_aborted&& state.cancelled() == asio::cancellation_type::none;
  }
  asio::awaitable<bool> WaitFor(std::chrono::milliseconds duration) {
    return Wait(std::chrono::steady_clock::now() + duration);
  }

 private:
  asio::steady_timer timer_;
};

}  // namespace pricecrew
