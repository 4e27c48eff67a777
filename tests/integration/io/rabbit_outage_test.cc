// What a broker can do to us as a whole; each test has one of its own.
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/io/rabbit_broker.h"
#include "tests/integration/io/own_broker.h"
#include "tests/support/loop_runner.h"
#include "tests/support/rabbit_for_test.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class RabbitOutageTest : public testing::Test {
 protected:
  void SetUp() override {
    own_ = OwnBroker::Start();
    if (!own_)
      GTEST_SKIP() << "no Docker engine has the broker's image, so there is no broker that may be disturbed";
    options_.url = own_->url();
    options_.topology = names_.topology;
    options_.heartbeat = seconds(1);
    options_.on_trouble = [this](std::string_view text) { troubles_.emplace_back(text); };
  }

  asio::awaitable<std::unique_ptr<RabbitBroker>> Connected() {
    auto broker = std::move(*RabbitBroker::Make(loop_.get_executor(), options_));
    const auto connected = co_await broker->Connect();
    EXPECT_TRUE(connected.ok()) << connected.error().text;
    co_return broker;
  }

  asio::awaitable<std::unique_ptr<Subscription>> Subscribe(RabbitBroker& broker) {
    SubscribeOptions options;
    options.queue = names_.Name("one");
    options.prefetch = 50;
    auto subscribed = co_await broker.Subscribe(std::move(options));
    EXPECT_TRUE(subscribed.ok());
    co_return std::move(*subscribed);
  }

  asio::awaitable<void> PublishAndCount(RabbitBroker& broker, int number) {
    std::vector<Message> messages;
    messages.push_back({names_.Name("tasks"), names_.Name("one"), std::to_string(number), {}});
    const auto published = co_await broker.Publish(std::move(messages));
    EXPECT_TRUE(published.ok()) << published.error().text;
    ++confirmed_;
  }

  asio::awaitable<void> Consume(Subscription& subscription) {
    for (;;) {
      auto delivery = co_await subscription.Next();
      if (!delivery && delivery.error().code == "interrupted") {
        ++interruptions_;
        continue;
      }
      if (!delivery) co_return;
      ++seen_[delivery->message().body];
      co_await SleepFor(milliseconds(1));  // so that some are unsettled at any time
      delivery->Ack();
    }
  }

  /// While `disturb` runs on a thread of its own, publishes and consumes; then all is there.
  void LosesNothingWhile(std::function<bool()> disturb, int interruptions) {
    RunToEnd(loop_, UnderLoad(std::move(disturb), interruptions), seconds(200));
  }
  asio::awaitable<void> UnderLoad(std::function<bool()> disturb, int interruptions) {
    auto broker = co_await Connected();
    auto subscription = co_await Subscribe(*broker);
    asio::co_spawn(loop_, Consume(*subscription), asio::detached);
    auto disturbed = std::async(std::launch::async, std::move(disturb));
    int published = 0;
    const auto over = [&] { return disturbed.wait_for(seconds(0)) == std::future_status::ready; };
    for (int after = 0; after < 500;) {
      if (published - confirmed_ < 1'000)
        asio::co_spawn(loop_, PublishAndCount(*broker, published++), asio::detached);
      if (over()) ++after;
      co_await SleepFor(milliseconds(1));
    }
    EXPECT_TRUE(disturbed.get());
    EXPECT_TRUE(co_await Eventually([&] { return confirmed_ == published; }, seconds(60))) << Troubles();
    EXPECT_TRUE(co_await Eventually([&] { return std::ssize(seen_) == published; }, seconds(60)))
        << seen_.size() << " of " << published;
    EXPECT_EQ(interruptions_, interruptions);
    EXPECT_TRUE(co_await Eventually([&] { return broker->Ready(); }));
    co_await subscription->Close();
    co_await broker->Close();
  }

  [[nodiscard]] std::string Troubles() const {
    std::string all;
    for (const std::string& trouble : troubles_) all += trouble + "\n";
    return all;
  }

  TestTopology names_;
  std::unique_ptr<OwnBroker> own_;
  RabbitBrokerOptions options_;
  std::vector<std::string> troubles_;
  asio::io_context loop_;
  int confirmed_ = 0;
  int interruptions_ = 0;
  std::map<std::string, int> seen_;
};

TEST_F(RabbitOutageTest, LosesNothingWhenTheBrokerIsKilled) {
  const auto kill = [this] {
    // Killed within a second of the first declaration of a stream, 4.0.5 never finds the stream again.
    std::this_thread::sleep_for(seconds(3));
    return own_->KillAndStart();
  };
  LosesNothingWhile(kill, 1);
}

TEST_F(RabbitOutageTest, LosesNothingWhenTheBrokerClosesItsConnections) {
  LosesNothingWhile([this] { return own_->Control("close_all_connections test"); }, 1);
}

TEST_F(RabbitOutageTest, WaitsWhileAnAlarmBlocksPublishing) {
  const auto set_watermark = [this](const std::string& watermark) {
    EXPECT_TRUE(own_->Control("set_vm_memory_high_watermark " + watermark));
  };
  RunToEnd(
      loop_,
      [this, set_watermark]() -> asio::awaitable<void> {
        auto broker = co_await Connected();
        set_watermark("0.0000001");
        asio::co_spawn(loop_, PublishAndCount(*broker, 1), asio::detached);
        EXPECT_TRUE(co_await Eventually([&] { return !broker->Ready(); }, seconds(10)));
        for (int i = 0; i < 5'000; ++i) asio::co_spawn(loop_, PublishAndCount(*broker, i), asio::detached);
        co_await SleepFor(seconds(4));
        EXPECT_EQ(confirmed_, 0);
        EXPECT_TRUE(troubles_.empty()) << troubles_.front();  // heartbeats went on
        set_watermark("0.6");
        EXPECT_TRUE(co_await Eventually([&] { return confirmed_ == 5'001 && broker->Ready(); }, seconds(30)));
        co_await broker->Close();
      }(),
      seconds(90));
}

}  // namespace
}  // namespace pricecrew
