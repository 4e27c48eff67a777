#include "common/io/system_clock.h"

#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

namespace pricecrew {

std::chrono::steady_clock::time_point SystemClock::Steady() const { return std::chrono::steady_clock::now(); }

std::chrono::system_clock::time_point SystemClock::Wall() const { return std::chrono::system_clock::now(); }

asio::awaitable<void> SystemClock::Sleep(std::chrono::nanoseconds duration) {
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  // Awaiting after a cancellation would throw, and Sleep has no errors.
  if (duration <= duration.zero() || cancellation.cancelled() != asio::cancellation_type::none) co_return;
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  asio::error_code ignored;
  auto token = asio::redirect_error(asio::use_awaitable, ignored);
  co_await timer.async_wait(token);
}

}  // namespace pricecrew
