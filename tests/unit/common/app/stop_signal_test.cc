#include "common/app/stop_signal.h"

#include <gtest/gtest.h>

#include <asio/io_context.hpp>
#include <csignal>

namespace pricecrew {
namespace {

TEST(StopSignal, EitherSignalAsksForAnEnd) {
  for (const int signal : {SIGTERM, SIGINT}) {
    asio::io_context io(1);
    int asked = 0;
    StopSignal stop(io.get_executor(), [&asked] { ++asked; });
    io.poll();
    EXPECT_EQ(asked, 0);
    std::raise(signal);
    while (asked == 0) io.run_one();
    EXPECT_EQ(asked, 1);
    stop.Cancel();
    io.run();  // nothing keeps the loop alive
  }
}

int AskTwice() {
  asio::io_context io(1);
  StopSignal stop(io.get_executor(), [] { std::raise(SIGINT); });
  std::raise(SIGTERM);
  io.run();
  return 0;
}

TEST(StopSignalDeathTest, TheSecondSignalEndsTheProcessAtOnce) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(AskTwice(), testing::ExitedWithCode(128 + SIGINT), "");
}

void RaiseAfterCancel() {
  asio::io_context io(1);
  StopSignal stop(io.get_executor(), [] {});
  stop.Cancel();
  io.run();
  std::raise(SIGTERM);
}

TEST(StopSignalDeathTest, CancelGivesTheSignalsBack) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(RaiseAfterCancel(), testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace pricecrew
