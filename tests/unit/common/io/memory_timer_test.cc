#include "common/io/memory_timer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <optional>

namespace pricecrew {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

TEST(MemoryTimer, CallsAtTheEarliestOfItsTimes) {
  std::promise<Clock::time_point> called;
  MemoryTimer timer([&]() -> std::optional<Clock::time_point> {
    called.set_value(Clock::now());
    return std::nullopt;
  });
  const auto start = Clock::now();
  timer.Arm(start + hours(1));
  timer.Arm(start + milliseconds(30));
  timer.Arm(start + hours(2));
  auto future = called.get_future();
  ASSERT_EQ(future.wait_for(std::chrono::seconds(20)), std::future_status::ready);
  EXPECT_GE(future.get(), start + milliseconds(30));
}

TEST(MemoryTimer, CallsAgainWhenItsCallSays) {
  std::promise<void> third;
  int calls = 0;
  MemoryTimer timer([&]() -> std::optional<Clock::time_point> {
    if (++calls < 3) return Clock::now() + milliseconds(1);
    third.set_value();
    return std::nullopt;
  });
  timer.Arm(Clock::now());
  EXPECT_EQ(third.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
}

TEST(MemoryTimer, EndsWithoutItsTimeHavingCome) {
  const auto start = Clock::now();
  {
    MemoryTimer timer([]() -> std::optional<Clock::time_point> { return std::nullopt; });
    timer.Arm(start + hours(1));
  }
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace pricecrew
