#pragma once

#include <gtest/gtest.h>

#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <utility>

namespace pricecrew {

/// Runs `work` on `loop` until it ends; fails the test where that takes longer than `limit`.
inline void RunToEnd(asio::io_context& loop, asio::awaitable<void> work,
                     std::chrono::seconds limit = std::chrono::seconds(40)) {
  bool ended = false;
  asio::co_spawn(loop, std::move(work), [&ended](const std::exception_ptr& thrown) {
    ended = true;
    if (thrown) std::rethrow_exception(thrown);
  });
  const auto until = std::chrono::steady_clock::now() + limit;
  loop.restart();
  while (!ended && std::chrono::steady_clock::now() < until) loop.run_one_for(std::chrono::milliseconds(100));
  ASSERT_TRUE(ended) << "not done within " << limit.count() << " s";
}

inline asio::awaitable<void> SleepFor(std::chrono::milliseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(asio::use_awaitable);
}

/// Looks every few milliseconds; false where `holds` does not come true in time.
template <typename Predicate>
asio::awaitable<bool> Eventually(Predicate holds, std::chrono::milliseconds limit = std::chrono::seconds(15)) {
  const auto until = std::chrono::steady_clock::now() + limit;
  while (!holds()) {
    if (std::chrono::steady_clock::now() >= until) co_return false;
    co_await SleepFor(std::chrono::milliseconds(5));
  }
  co_return true;
}

}  // namespace pricecrew
