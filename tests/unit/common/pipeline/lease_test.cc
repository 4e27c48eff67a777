#include "common/pipeline/lease.h"

#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>

#include "common/domain/topology.h"
#include "common/io/system_clock.h"
#include "tests/support/loop_runner.h"
#include "tests/support/watched_broker.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

/// A broker whose confirms stay away while it is silent.
class SilentBroker : public WatchedBroker {
 public:
  using WatchedBroker::WatchedBroker;
  bool silent = false;
  int probes = 0;
  asio::awaitable<Result<void>> Publish(std::vector<Message> messages) override {
    ++probes;
    while (silent) co_await SleepFor(milliseconds(1));
    co_return co_await WatchedBroker::Publish(std::move(messages));
  }
};

class LeaseTest : public testing::Test {
 public:  // for the coroutines
  LeaseTest() { asio::co_spawn(io_, lease_.Run(), asio::detached); }
  void Run(asio::awaitable<void> work) { RunToEnd(io_, std::move(work)); }

  asio::io_context io_{1};
  SystemClock clock_;
  SilentBroker broker_{io_.get_executor(), std::make_shared<MemoryHub>(MakeTopology({1, 1}))};
  int expired_ = 0;
  Lease lease_{
      io_.get_executor(), broker_, clock_, {milliseconds(10), milliseconds(60)}, [this] { ++expired_; }};
};

TEST_F(LeaseTest, StaysValidWhileTheBrokerConfirms) {
  Run([](LeaseTest& test) -> asio::awaitable<void> {
    EXPECT_TRUE(co_await Eventually([&] { return test.broker_.probes >= 12; }));
    EXPECT_TRUE(test.lease_.IsValid());
    EXPECT_EQ(test.expired_, 0);
    test.lease_.Stop();
  }(*this));
}

TEST_F(LeaseTest, RunsOutOnceWhenNothingIsConfirmedAndIsValidAgainAfterwards) {
  Run([](LeaseTest& test) -> asio::awaitable<void> {
    test.broker_.silent = true;
    EXPECT_TRUE(co_await Eventually([&] { return !test.lease_.IsValid(); }));
    EXPECT_TRUE(co_await Eventually([&] { return test.expired_ > 0; }));
    co_await SleepFor(milliseconds(100));
    EXPECT_EQ(test.expired_, 1);
    test.broker_.silent = false;
    EXPECT_TRUE(co_await Eventually([&] { return test.lease_.IsValid(); }));
    test.broker_.silent = true;
    EXPECT_TRUE(co_await Eventually([&] { return test.expired_ > 1; }));
    test.broker_.silent = false;
    test.lease_.Stop();
  }(*this));
}

}  // namespace
}  // namespace pricecrew
