// What only a broker behind a network can do to us.
#include "common/io/rabbit_broker.h"

#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/io/rabbit_url.h"
#include "tests/support/loop_runner.h"
#include "tests/support/rabbit_for_test.h"
#include "tests/support/tcp_proxy.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

class RabbitBrokerTest : public testing::Test {
 protected:
  void SetUp() override {
    url_ = TestBrokerUrl();
    ASSERT_FALSE(url_.empty());
    const RabbitAddress address = *ParseRabbitUrl(url_);
    proxy_ = std::make_unique<TcpProxy>(address.host, address.port);
    options_.url = WithPort(url_, proxy_->port());
    options_.topology = names_.topology;
    options_.on_trouble = [this](std::string_view text) { troubles_.emplace_back(text); };
  }
  void TearDown() override {
    if (!url_.empty()) DeleteTopology(url_, names_.topology);
  }

  std::unique_ptr<RabbitBroker> Make() {
    return std::move(*RabbitBroker::Make(loop_.get_executor(), options_));
  }

  asio::awaitable<std::unique_ptr<RabbitBroker>> Connected() {
    auto broker = Make();
    const auto connected = co_await broker->Connect();
    EXPECT_TRUE(connected.ok()) << connected.error().text;
    co_return broker;
  }

  asio::awaitable<Result<void>> PublishOne(RabbitBroker& broker, const std::string& body) {
    std::vector<Message> messages;
    messages.push_back({names_.Name("tasks"), names_.Name("one"), body, {}});
    co_return co_await broker.Publish(std::move(messages));
  }

  asio::awaitable<void> PublishAndCount(RabbitBroker& broker, int number) {
    const auto published = co_await PublishOne(broker, std::to_string(number));
    EXPECT_TRUE(published.ok()) << published.error().text;
    ++confirmed_;
  }

  asio::awaitable<std::unique_ptr<Subscription>> Subscribe(RabbitBroker& broker, std::uint16_t prefetch) {
    SubscribeOptions options;
    options.queue = names_.Name("one");
    options.prefetch = prefetch;
    auto subscribed = co_await broker.Subscribe(std::move(options));
    EXPECT_TRUE(subscribed.ok());
    co_return std::move(*subscribed);
  }

  asio::awaitable<void> ConsumeInto(Subscription& subscription, std::map<std::string, int>& seen) {
    for (;;) {
      auto delivery = co_await subscription.Next();
      if (!delivery && delivery.error().code == "interrupted") continue;
      if (!delivery) co_return;
      ++seen[delivery->message().body];
      co_await SleepFor(milliseconds(1));  // so that some are unsettled when the connection goes
      delivery->Ack();
    }
  }

  /// Waits for a delivery behind exactly one interruption.
  static asio::awaitable<Result<Delivery>> NextAfterInterruption(Subscription& subscription) {
    const auto interrupted = co_await subscription.Next();
    EXPECT_FALSE(interrupted.ok()) << interrupted->message().body;
    if (!interrupted.ok()) {
      EXPECT_EQ(interrupted.error().kind, ErrorKind::kRetryLater);
      EXPECT_EQ(interrupted.error().code, "interrupted");
    }
    auto next = co_await subscription.Next();
    EXPECT_TRUE(next.ok()) << next.error().text;
    co_return next;
  }

  TestTopology names_;
  std::string url_;
  std::unique_ptr<TcpProxy> proxy_;
  RabbitBrokerOptions options_;
  std::vector<std::string> troubles_;
  asio::io_context loop_;
  int confirmed_ = 0;
};

TEST_F(RabbitBrokerTest, LosesNothingWhileConnectionsAreCut) {
  RunToEnd(
      loop_,
      [this]() -> asio::awaitable<void> {
        constexpr int kMessages = 3'000;
        auto broker = co_await Connected();
        auto subscription = co_await Subscribe(*broker, 50);
        std::map<std::string, int> seen;
        asio::co_spawn(loop_, ConsumeInto(*subscription, seen), asio::detached);
        for (int i = 0; i < kMessages; ++i) {
          asio::co_spawn(loop_, PublishAndCount(*broker, i), asio::detached);
          if (i % 1'000 == 500) {
            co_await SleepFor(milliseconds(30));
            proxy_->Cut();
          }
        }
        EXPECT_TRUE(co_await Eventually([&] { return confirmed_ == kMessages; }, seconds(20))) << confirmed_;
        EXPECT_TRUE(co_await Eventually([&] { return seen.size() == kMessages; }, seconds(20)))
            << seen.size();
        EXPECT_GT(proxy_->accepted(), 2);
        EXPECT_TRUE(co_await Eventually([&] { return broker->Ready(); }));
        co_await subscription->Close();
        co_await broker->Close();
      }(),
      seconds(60));
}

TEST_F(RabbitBrokerTest, ServesHeartbeatsWhileTheLoopIsBusy) {
  options_.heartbeat = seconds(1);
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto subscription = co_await Subscribe(*broker, 1);
    std::this_thread::sleep_for(seconds(4));  // a page that takes long to parse
    const auto published = co_await PublishOne(*broker, "after");
    EXPECT_TRUE(published.ok());
    const auto delivery = co_await subscription->Next();
    EXPECT_TRUE(delivery.ok());
    EXPECT_EQ(proxy_->accepted(), 2);
    EXPECT_TRUE(troubles_.empty()) << troubles_.front();
    co_await broker->Close();
  }());
}

TEST_F(RabbitBrokerTest, NoticesASilentPeerAndComesBack) {
  options_.heartbeat = seconds(1);
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    proxy_->Stall();
    const auto began = steady_clock::now();
    EXPECT_TRUE(co_await Eventually([&] { return !broker->Ready(); }, seconds(6)));
    EXPECT_GT(steady_clock::now() - began, seconds(1));
    asio::co_spawn(loop_, PublishAndCount(*broker, 1), asio::detached);
    proxy_->Resume();
    EXPECT_TRUE(co_await Eventually([&] { return confirmed_ == 1 && broker->Ready(); }));
    co_await broker->Close();
  }());
}

TEST_F(RabbitBrokerTest, ClosesSoonWhileThePeerHangs) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    proxy_->Stall();
    auto broker = Make();
    const auto connect = [](RabbitBroker& its_broker, Result<void>& result) -> asio::awaitable<void> {
      result = co_await its_broker.Connect();
    };
    Result<void> connected;
    asio::co_spawn(loop_, connect(*broker, connected), asio::detached);
    EXPECT_TRUE(co_await Eventually([&] { return proxy_->accepted() == 2; }));
    const auto began = steady_clock::now();
    co_await broker->Close();
    EXPECT_LT(steady_clock::now() - began, seconds(2));
    EXPECT_TRUE(co_await Eventually([&] { return !connected.ok(); }));
    EXPECT_EQ(connected.error().kind, ErrorKind::kCancelled);
  }());
}

TEST_F(RabbitBrokerTest, GivesUpConnectingInTimeAndHidesThePassword) {
  options_.url = "amqp://guest:verysecret@127.0.0.1:1/";
  options_.connect_timeout = milliseconds(600);
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = Make();
    const auto connected = co_await broker->Connect();
    EXPECT_FALSE(connected.ok());
    if (connected.ok()) co_return;
    EXPECT_EQ(connected.error().kind, ErrorKind::kRetryLater);
    EXPECT_NE(connected.error().text.find("127.0.0.1:1"), std::string::npos) << connected.error().text;
    for (const std::string& text : troubles_) EXPECT_EQ(text.find("verysecret"), std::string::npos) << text;
  }());
}

TEST_F(RabbitBrokerTest, StopsAtCredentialsThatAreRefused) {
  const RabbitAddress address = *ParseRabbitUrl(url_);
  options_.url = "amqp://nobody:verysecret@127.0.0.1:" + std::to_string(proxy_->port()) + "/%2f";
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = Make();
    const auto connected = co_await broker->Connect();
    EXPECT_FALSE(connected.ok());
    if (connected.ok()) co_return;
    EXPECT_EQ(connected.error().kind, ErrorKind::kStop);
    EXPECT_EQ(connected.error().code, "access_refused");
    EXPECT_EQ(connected.error().text.find("verysecret"), std::string::npos) << connected.error().text;
  }());
}

TEST_F(RabbitBrokerTest, NamesTheQueueThatIsDeclaredOtherwise) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await broker->Close();
    options_.topology.queues[1].arguments.push_back({"x-delivery-limit", std::int64_t{7}});
    auto other = Make();
    const auto connected = co_await other->Connect();
    EXPECT_FALSE(connected.ok());
    if (connected.ok()) co_return;
    EXPECT_EQ(connected.error().kind, ErrorKind::kStop);
    EXPECT_EQ(connected.error().code, "precondition_failed");
    const std::string& text = connected.error().text;
    EXPECT_NE(text.find("queue '" + names_.Name("two") + "'"), std::string::npos) << text;
    EXPECT_NE(text.find("x-delivery-limit=7"), std::string::npos) << text;
    EXPECT_NE(text.find("inequivalent"), std::string::npos) << text;
  }());
}

TEST_F(RabbitBrokerTest, DeclaresAgainWhatWasDeletedUnderItsSubscriptions) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto subscription = co_await Subscribe(*broker, 1);
    for (int i = 0; i < 2; ++i) {
      DeleteTopology(url_, names_.topology);  // the broker cancels the consumer
      const auto interrupted = co_await subscription->Next();
      EXPECT_FALSE(interrupted.ok());
      if (interrupted.ok()) co_return;
      EXPECT_EQ(interrupted.error().code, "interrupted");
      EXPECT_TRUE(co_await Eventually([&] { return proxy_->accepted() == 3 + i; }));
      const auto published = co_await PublishOne(*broker, "x");
      EXPECT_TRUE(published.ok()) << published.error().text;
      auto delivery = co_await subscription->Next();
      EXPECT_TRUE(delivery.ok()) << delivery.error().text;
      if (delivery.ok()) delivery->Ack();
    }
    EXPECT_EQ(proxy_->accepted(), 4) << "only the publishing connection is made anew";
    co_await broker->Close();
  }());
}

TEST_F(RabbitBrokerTest, DeclaresAgainTheQueueThatItPublishesTo) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    Topology only_one;
    only_one.queues = {names_.topology.queues[0]};
    DeleteTopology(url_, only_one);
    const auto published = co_await PublishOne(*broker, "x");
    EXPECT_TRUE(published.ok()) << published.error().text;
    auto subscription = co_await Subscribe(*broker, 1);
    const auto delivery = co_await subscription->Next();
    EXPECT_EQ(delivery->message().body, "x");
    co_await broker->Close();
  }());
}

TEST_F(RabbitBrokerTest, TellsOfAnInterruptionBeforeTheBrokerIsBackAndDropsWhatWaited) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto subscription = co_await Subscribe(*broker, 2);
    for (const char* body : {"x", "y"}) EXPECT_TRUE((co_await PublishOne(*broker, body)).ok());
    const auto held = co_await subscription->Next();
    EXPECT_TRUE(held.ok());
    co_await SleepFor(milliseconds(200));  // "y" waits in the subscription
    proxy_->Refuse();
    proxy_->Cut();
    EXPECT_TRUE(co_await Eventually([&] { return troubles_.size() >= 2; }));  // both connections
    const auto interrupted = co_await subscription->Next();
    EXPECT_FALSE(interrupted.ok()) << interrupted->message().body;
    EXPECT_FALSE(broker->Ready());
    proxy_->Welcome();
    for (const char* body : {"x", "y"}) {
      auto again = co_await subscription->Next();
      EXPECT_TRUE(again.ok());
      if (!again.ok()) co_return;
      EXPECT_EQ(again->message().body, body);
      again->Ack();
    }
    co_await broker->Close();
  }());
}

TEST_F(RabbitBrokerTest, DoesNotConsumeAgainForAPausedSubscription) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto paused = co_await Subscribe(*broker, 2);
    EXPECT_TRUE((co_await PublishOne(*broker, "x")).ok());
    const auto held = co_await paused->Next();
    EXPECT_TRUE(held.ok());
    paused->Pause();
    proxy_->Cut();
    EXPECT_TRUE(co_await Eventually([&] { return troubles_.size() >= 2; }));
    EXPECT_TRUE(co_await Eventually([&] { return broker->Ready(); }));
    co_await SleepFor(milliseconds(300));  // time to come back in
    auto heir = co_await Subscribe(*broker, 2);
    const auto next = co_await heir->Next();
    EXPECT_TRUE(next.ok());
    co_await paused->Close();
    co_await broker->Close();
  }());
}

TEST_F(RabbitBrokerTest, TellsOfNoInterruptionAfterPause) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto subscription = co_await Subscribe(*broker, 2);
    subscription->Pause();
    proxy_->Cut();
    EXPECT_TRUE(co_await Eventually([&] { return !broker->Ready(); }));
    EXPECT_TRUE(co_await Eventually([&] { return broker->Ready(); }));
    const auto next = co_await subscription->Next();
    EXPECT_FALSE(next.ok());
    if (next.ok()) co_return;
    EXPECT_EQ(next.error().kind, ErrorKind::kCancelled);
    co_await broker->Close();
  }());
}

TEST_F(RabbitBrokerTest, LosesAClaimToWhoIsFasterAndMayAskAgain) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto slow = co_await Connected();
    options_.url = url_;
    auto fast = co_await Connected();
    const std::string slot = names_.Name("slot.0");
    EXPECT_TRUE(*co_await slow->Claim(slot));
    proxy_->Refuse();
    proxy_->Cut();
    EXPECT_TRUE(co_await Eventually([&] { return !slow->Holds(slot); }));
    bool claimed = false;
    for (int i = 0; i < 100 && !claimed; ++i) {
      claimed = *co_await fast->Claim(slot);
      if (!claimed) co_await SleepFor(milliseconds(20));
    }
    EXPECT_TRUE(claimed);
    proxy_->Welcome();
    EXPECT_TRUE(co_await Eventually([&] { return slow->Ready(); }));
    EXPECT_FALSE(*co_await slow->Claim(slot));
    EXPECT_FALSE(slow->Holds(slot));
    co_await fast->GiveUp(slot);
    EXPECT_TRUE(*co_await slow->Claim(slot));
    EXPECT_TRUE(slow->Holds(slot));
    co_await slow->Close();
    co_await fast->Close();
  }());
}

TEST_F(RabbitBrokerTest, IgnoresAcknowledgementsOfAConnectionThatHasGone) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto subscription = co_await Subscribe(*broker, 1);
    const auto published = co_await PublishOne(*broker, "x");
    EXPECT_TRUE(published.ok());
    auto first = co_await subscription->Next();
    proxy_->Cut();
    auto second = co_await NextAfterInterruption(*subscription);
    EXPECT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(second->deliveries_before(), 1U);
    first->Ack();  // the same tag, in the channel before
    const auto another = co_await PublishOne(*broker, "y");
    EXPECT_TRUE(another.ok());
    co_await subscription->Close();
    auto again = co_await Subscribe(*broker, 2);
    auto third = co_await again->Next();
    EXPECT_EQ(third->message().body, "x");
    co_await broker->Close();
  }());
}

}  // namespace
}  // namespace pricecrew
