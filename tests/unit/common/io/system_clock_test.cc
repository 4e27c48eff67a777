#include "common/io/system_clock.h"

#include <gtest/gtest.h>

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/this_coro.hpp>

namespace pricecrew {
namespace {

using namespace std::chrono_literals;

struct Slept {
  std::chrono::nanoseconds time{};
  bool ended = false;
};

asio::awaitable<void> Sleep(SystemClock& clock, std::chrono::nanoseconds duration, Slept& slept) {
  const auto start = clock.Steady();
  co_await clock.Sleep(duration);
  slept = {clock.Steady() - start, true};
}

TEST(SystemClockTest, SleepsAsLongAsAsked) {
  asio::io_context io;
  SystemClock clock;
  Slept slept;
  asio::co_spawn(io, Sleep(clock, 20ms, slept), asio::detached);
  io.run();
  EXPECT_TRUE(slept.ended);
  EXPECT_GE(slept.time, 20ms);
}

TEST(SystemClockTest, DoesNotSleepForNothing) {
  asio::io_context io;
  SystemClock clock;
  Slept slept;
  asio::co_spawn(io, Sleep(clock, -1h, slept), asio::detached);
  io.poll();
  EXPECT_TRUE(slept.ended);
}

TEST(SystemClockTest, CancelledSleepEndsEarlyWithoutAnError) {
  asio::io_context io;
  SystemClock clock;
  Slept slept;
  asio::cancellation_signal signal;
  std::exception_ptr thrown;
  asio::co_spawn(
      io, Sleep(clock, 1h, slept),
      asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr error) { thrown = error; }));
  io.poll();
  signal.emit(asio::cancellation_type::terminal);
  io.poll();
  EXPECT_TRUE(slept.ended);
  EXPECT_EQ(thrown, nullptr);
}

asio::awaitable<void> SleepWhenCancelled(SystemClock& clock, asio::cancellation_signal& signal,
                                         Slept& slept) {
  co_await asio::this_coro::throw_if_cancelled(false);
  signal.emit(asio::cancellation_type::terminal);
  co_await Sleep(clock, std::chrono::hours(1), slept);
}

TEST(SystemClockTest, SleepAfterACancellationEndsAtOnce) {
  asio::io_context io;
  SystemClock clock;
  Slept slept;
  asio::cancellation_signal signal;
  asio::co_spawn(io, SleepWhenCancelled(clock, signal, slept),
                 asio::bind_cancellation_slot(signal.slot(), asio::detached));
  io.poll();
  EXPECT_TRUE(slept.ended);
}

}  // namespace
}  // namespace pricecrew
