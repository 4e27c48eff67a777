#include "aggregator/inbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "common/domain/topology.h"
#include "common/io/memory_broker.h"
#include "tests/support/loop_runner.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

class InboxTest : public testing::Test {
 protected:
  void Publish(const std::string& body) {
    ASSERT_TRUE(hub_->Publish({std::string(kResultsExchange), std::string(kResultsQueue), body, {}}));
  }

  asio::awaitable<std::unique_ptr<Inbox>> Open(MemoryBroker& broker) {
    SubscribeOptions options;
    options.queue = kResultsQueue;
    options.prefetch = 10;
    auto subscription = co_await broker.Subscribe(std::move(options));
    co_return std::make_unique<Inbox>(loop_.get_executor(), std::move(*subscription));
  }

  static asio::awaitable<std::vector<Delivery>> Take(Inbox& inbox, milliseconds wait) {
    Inbox::Limits limits;
    limits.messages = 5;
    limits.wait = wait;
    return inbox.Take(limits);
  }

  static std::vector<std::string> Bodies(const std::vector<Delivery>& batch) {
    std::vector<std::string> bodies;
    for (const Delivery& delivery : batch) bodies.push_back(delivery.message().body);
    return bodies;
  }

  asio::io_context loop_;
  std::shared_ptr<MemoryHub> hub_ = std::make_shared<MemoryHub>(MakeTopology({}));
  MemoryBroker broker_{loop_.get_executor(), hub_};
};

TEST_F(InboxTest, TakesAgainWhatAnInterruptionTookBack) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto inbox = co_await Open(broker_);
    for (const char* body : {"a", "b", "c"}) Publish(body);
    co_await SleepFor(milliseconds(1));  // lets the inbox read
    broker_.Reconnect();
    Publish("d");
    std::vector<Delivery> batch = co_await Take(*inbox, milliseconds(20));
    EXPECT_THAT(Bodies(batch), ElementsAre("a", "b", "c", "d"));
    EXPECT_EQ(batch.front().deliveries_before(), 1U);
    batch.back().AckAllUpToThis();
    co_await inbox->Close();
    EXPECT_FALSE(inbox->Failure().has_value());
    auto again = co_await Open(broker_);
    Publish("e");
    EXPECT_THAT(Bodies(co_await Take(*again, milliseconds(1))), ElementsAre("e"));
    co_await again->Close();
  }());
}

TEST_F(InboxTest, GivesNoEmptyBatchWhereAnInterruptionTookAll) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto inbox = co_await Open(broker_);
    Publish("a");
    co_await SleepFor(milliseconds(1));
    MemoryBroker other(loop_.get_executor(), hub_);
    auto heir = co_await Open(other);
    std::vector<Delivery> batch;
    bool taken = false;
    const auto take = [&](Inbox& from) -> asio::awaitable<void> {
      batch = co_await Take(from, milliseconds(20));
      taken = true;
    };
    asio::co_spawn(loop_, take(*inbox), asio::detached);
    co_await SleepFor(milliseconds(1));  // it has "a" and waits for more
    broker_.Reconnect();                 // "a" goes to the heir
    co_await SleepFor(milliseconds(60));
    EXPECT_FALSE(taken) << "would be taken for the end";
    co_await heir->Close();
    EXPECT_TRUE(co_await Eventually([&] { return taken; }));
    EXPECT_THAT(Bodies(batch), ElementsAre("a"));
    co_await inbox->Close();
  }());
}

}  // namespace
}  // namespace pricecrew
