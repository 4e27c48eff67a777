// What the port promises, asked of both implementations.
#include <gtest/gtest.h>

#include <array>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/io/memory_broker.h"
#include "common/io/rabbit_broker.h"
#include "tests/support/loop_runner.h"
#include "tests/support/rabbit_for_test.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

enum class Kind { kMemory, kRabbit };

class BrokerTest : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::kRabbit) {
      url_ = TestBrokerUrl();
      ASSERT_FALSE(url_.empty());
    } else {
      hub_ = std::make_shared<MemoryHub>(names_.topology);
    }
  }
  void TearDown() override {
    if (!url_.empty()) DeleteTopology(url_, names_.topology);
  }

  std::unique_ptr<Broker> Make() {
    if (hub_) return std::make_unique<MemoryBroker>(loop_.get_executor(), hub_);
    RabbitBrokerOptions options;
    options.url = url_;
    options.topology = names_.topology;
    return std::move(*RabbitBroker::Make(loop_.get_executor(), options));
  }

  asio::awaitable<std::unique_ptr<Broker>> Connected() {
    auto broker = Make();
    const auto connected = co_await broker->Connect();
    EXPECT_TRUE(connected.ok()) << connected.error().text;
    EXPECT_TRUE(broker->Ready());
    co_return broker;
  }

  [[nodiscard]] Message Task(const std::string& queue, const std::string& body) const {
    return {names_.Name("tasks"), names_.Name(queue), body, {}};
  }

  asio::awaitable<void> Publish(Broker& broker, const std::string& queue, int count) {
    std::vector<Message> messages;
    for (int i = 0; i < count; ++i) messages.push_back(Task(queue, std::to_string(i)));
    const auto published = co_await broker.Publish(std::move(messages));
    EXPECT_TRUE(published.ok());
  }

  asio::awaitable<void> Announce(Broker& broker, const std::string& body) {
    std::vector<Message> messages;
    messages.push_back({names_.Name("control"), "", body, {}});
    const auto published = co_await broker.Publish(std::move(messages));
    EXPECT_TRUE(published.ok());
  }

  static asio::awaitable<void> ExpectNext(Subscription& subscription, const std::string& body) {
    Delivery delivery = co_await Next(subscription);
    EXPECT_EQ(delivery.message().body, body);
    delivery.Ack();
  }

  static asio::awaitable<void> ExpectInterruption(Subscription& subscription) {
    const auto interrupted = co_await subscription.Next();
    EXPECT_FALSE(interrupted.ok()) << interrupted->message().body;
    if (interrupted.ok()) co_return;
    EXPECT_EQ(interrupted.error().kind, ErrorKind::kRetryLater);
    EXPECT_EQ(interrupted.error().code, "interrupted");
  }

  asio::awaitable<std::unique_ptr<Subscription>> Subscribe(Broker& broker, const std::string& queue,
                                                           std::uint16_t prefetch = 10) {
    SubscribeOptions options;
    options.queue = names_.Name(queue);
    options.prefetch = prefetch;
    options.from_first_message = queue == "control";
    auto subscribed = co_await broker.Subscribe(std::move(options));
    EXPECT_TRUE(subscribed.ok());
    co_return std::move(*subscribed);
  }

  /// Nullptr stands for "nothing came in that time".
  asio::awaitable<std::unique_ptr<Delivery>> NextWithin(Subscription& subscription, milliseconds limit) {
    std::unique_ptr<Delivery> next;
    bool ended = false;
    asio::cancellation_signal cancel;
    asio::co_spawn(loop_, Fetch(subscription, next, ended),
                   asio::bind_cancellation_slot(cancel.slot(), asio::detached));
    const bool in_time = co_await Eventually([&ended] { return ended; }, limit);
    if (!in_time) cancel.emit(asio::cancellation_type::terminal);
    const bool ended_at_last = co_await Eventually([&ended] { return ended; });
    EXPECT_TRUE(ended_at_last);
    co_return next;
  }

  static asio::awaitable<void> Fetch(Subscription& subscription, std::unique_ptr<Delivery>& next,
                                     bool& ended) {
    auto delivery = co_await subscription.Next();
    if (delivery) next = std::make_unique<Delivery>(std::move(*delivery));
    ended = true;
  }

  static asio::awaitable<Delivery> Next(Subscription& subscription) {
    auto delivery = co_await subscription.Next();
    EXPECT_TRUE(delivery.ok()) << delivery.error().text;
    co_return std::move(*delivery);
  }

  TestTopology names_;
  std::string url_;
  asio::io_context loop_;
  std::shared_ptr<MemoryHub> hub_;
};

INSTANTIATE_TEST_SUITE_P(Both, BrokerTest, testing::Values(Kind::kMemory, Kind::kRabbit),
                         [](const auto& test) { return test.param == Kind::kMemory ? "Memory" : "Rabbit"; });

TEST_P(BrokerTest, CarriesAMessageWithItsHeadersAndForgetsItOnceAcknowledged) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    Message message = Task("one", R"({"v":1,"text":"grün"})");
    message.headers = {{"job", "j1"}, {"stage", "product"}};
    std::vector<Message> messages{message};
    EXPECT_TRUE((co_await broker->Publish(std::move(messages))).ok());
    auto subscription = co_await Subscribe(*broker, "one");
    Delivery delivery = co_await Next(*subscription);
    EXPECT_EQ(delivery.message().body, message.body);
    EXPECT_EQ(delivery.message().exchange, message.exchange);
    EXPECT_EQ(delivery.message().routing_key, message.routing_key);
    EXPECT_EQ(delivery.message().headers, message.headers);
    EXPECT_EQ(delivery.deliveries_before(), 0U);
    delivery.Ack();
    delivery.Ack();  // harmless
    co_await subscription->Close();
    auto again = co_await Subscribe(*broker, "one");
    EXPECT_EQ(co_await NextWithin(*again, milliseconds(300)), nullptr);
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, RefusesAMessageThatReachesNoQueueButDeliversItsCompanions) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    const std::vector<std::string> exchanges{names_.Name("tasks"), "test.no-such-exchange"};
    for (const std::string& exchange : exchanges) {
      std::vector<Message> messages{Task("one", "a"), {exchange, "nowhere", "b", {}}, Task("one", "c")};
      const auto published = co_await broker->Publish(std::move(messages));
      EXPECT_FALSE(published.ok());
      if (published.ok()) co_return;
      EXPECT_EQ(published.error().kind, ErrorKind::kGiveUp);
      EXPECT_EQ(published.error().code, "unroutable");
    }
    auto subscription = co_await Subscribe(*broker, "one");
    for (int i = 0; i < 4; ++i) {
      Delivery delivery = co_await Next(*subscription);
      EXPECT_EQ(delivery.message().body, i % 2 == 0 ? "a" : "c");
    }
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, HandsOutNoMoreThanThePrefetchUntilSomethingIsAcknowledged) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await Publish(*broker, "one", 5);
    auto subscription = co_await Subscribe(*broker, "one", 2);
    Delivery first = co_await Next(*subscription);
    Delivery second = co_await Next(*subscription);
    EXPECT_EQ(co_await NextWithin(*subscription, milliseconds(300)), nullptr);
    first.Ack();
    Delivery third = co_await Next(*subscription);
    EXPECT_EQ(third.message().body, "2");
    EXPECT_EQ(co_await NextWithin(*subscription, milliseconds(300)), nullptr);
    second.Ack();
    co_await ExpectNext(*subscription, "3");
    co_await ExpectNext(*subscription, "4");
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, KeepsTheOrderOfAQueueAndAcknowledgesARun) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await Publish(*broker, "one", 500);
    auto subscription = co_await Subscribe(*broker, "one", 100);
    for (int i = 0; i < 500; ++i) {
      Delivery delivery = co_await Next(*subscription);
      EXPECT_EQ(delivery.message().body, std::to_string(i));
      if (i % 50 == 49) delivery.AckAllUpToThis();
    }
    co_await subscription->Close();
    auto again = co_await Subscribe(*broker, "one");
    EXPECT_EQ(co_await NextWithin(*again, milliseconds(300)), nullptr);
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, AcknowledgesOutOfOrder) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await Publish(*broker, "one", 6);
    auto subscription = co_await Subscribe(*broker, "one", 6);
    std::vector<Delivery> held;
    for (int i = 0; i < 6; ++i) held.push_back(co_await Next(*subscription));
    const std::array<std::size_t, 4> order{2, 5, 0, 1};
    for (const std::size_t index : order) {
      held[index].Ack();
      co_await SleepFor(milliseconds(20));
    }
    held[2].AckAllUpToThis();
    co_await subscription->Close();
    auto again = co_await Subscribe(*broker, "one");
    co_await ExpectNext(*again, "3");
    co_await ExpectNext(*again, "4");
    EXPECT_EQ(co_await NextWithin(*again, milliseconds(300)), nullptr);
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, DeliversAgainWhatWasUnsettledAtCloseAndCountsIt) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await Publish(*broker, "one", 2);
    for (std::uint32_t before = 0; before < 3; ++before) {
      auto subscription = co_await Subscribe(*broker, "one");
      Delivery first = co_await Next(*subscription);
      Delivery second = co_await Next(*subscription);
      EXPECT_EQ(first.message().body, "0");
      EXPECT_EQ(second.message().body, "1");
      EXPECT_EQ(first.deliveries_before(), before);
      EXPECT_EQ(second.deliveries_before(), before);
      co_await subscription->Close();
      first.Ack();  // too late
    }
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, GivesAQueueToOneConsumerAndToTheNextWhenThatCloses) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto first_broker = co_await Connected();
    auto second_broker = co_await Connected();
    auto owner = co_await Subscribe(*first_broker, "one");
    auto heir = co_await Subscribe(*second_broker, "one");
    co_await Publish(*second_broker, "one", 2);
    Delivery held = co_await Next(*owner);
    Delivery settled = co_await Next(*owner);
    settled.Ack();
    EXPECT_EQ(co_await NextWithin(*heir, milliseconds(300)), nullptr);
    co_await owner->Close();
    co_await ExpectNext(*heir, "0");
    EXPECT_EQ(co_await NextWithin(*heir, milliseconds(300)), nullptr);
    co_await first_broker->Close();
    co_await second_broker->Close();
  }());
}

TEST_P(BrokerTest, BuriesWhatCameBackMoreOftenThanTheLimit) {
  QueueSpec& one = names_.topology.queues[0];
  one.arguments.push_back({"x-delivery-limit", std::int64_t{2}});
  one.arguments.push_back({"x-dead-letter-exchange", names_.Name("graves")});
  names_.topology.exchanges.push_back({names_.Name("graves"), ExchangeKind::kFanout});
  names_.topology.bindings.push_back({names_.Name("graves"), names_.Name("shared"), ""});
  if (hub_) hub_ = std::make_shared<MemoryHub>(names_.topology);
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await Publish(*broker, "one", 1);
    for (std::uint32_t before = 0; before <= 2; ++before) {
      auto subscription = co_await Subscribe(*broker, "one");
      const Delivery delivery = co_await Next(*subscription);
      EXPECT_EQ(delivery.deliveries_before(), before);
      co_await subscription->Close();
    }
    auto graves = co_await Subscribe(*broker, "shared", 1);
    const Delivery dead = co_await Next(*graves);
    EXPECT_EQ(dead.message().exchange, names_.Name("graves"));
    EXPECT_EQ(dead.message().routing_key, names_.Name("one"));
    auto again = co_await Subscribe(*broker, "one");
    EXPECT_EQ(co_await NextWithin(*again, milliseconds(300)), nullptr);
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, BringsAMessageOnWhenItsTimeHasPassed) {
  names_.topology.exchanges.push_back({names_.Name("rung"), ExchangeKind::kFanout});
  names_.topology.queues.push_back({names_.Name("rung"),
                                    {{"x-queue-type", std::string("quorum")},
                                     {"x-message-ttl", std::int64_t{400}},
                                     {"x-dead-letter-exchange", names_.Name("tasks")},
                                     {"x-dead-letter-strategy", std::string("at-least-once")},
                                     {"x-overflow", std::string("reject-publish")}}});
  names_.topology.bindings.push_back({names_.Name("rung"), names_.Name("rung"), ""});
  if (hub_) hub_ = std::make_shared<MemoryHub>(names_.topology);
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto subscription = co_await Subscribe(*broker, "one");
    std::vector<Message> messages{{names_.Name("rung"), names_.Name("one"), "x", {{"job", "j"}}}};
    const auto began = std::chrono::steady_clock::now();
    EXPECT_TRUE((co_await broker->Publish(std::move(messages))).ok());
    Delivery delivery = co_await Next(*subscription);
    EXPECT_GE(std::chrono::steady_clock::now() - began, milliseconds(390));
    EXPECT_EQ(delivery.message().exchange, names_.Name("tasks"));
    EXPECT_EQ(delivery.message().headers.front(), std::make_pair(std::string("job"), std::string("j")));
    delivery.Ack();
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, ReplaysAStreamToEveryoneAndThenFollowsIt) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await Announce(*broker, "a");
    co_await Announce(*broker, "b");
    auto one = co_await Subscribe(*broker, "control", 1);
    auto two = co_await Subscribe(*broker, "control", 1);
    co_await ExpectNext(*one, "a");
    co_await ExpectNext(*one, "b");
    co_await ExpectNext(*two, "a");
    co_await ExpectNext(*two, "b");
    co_await Announce(*broker, "c");
    co_await ExpectNext(*one, "c");
    co_await ExpectNext(*two, "c");
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, ConfirmsTwoThousandPublishesAtATime) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    int confirmed = 0;
    const auto publish = [&](int i) -> asio::awaitable<void> {
      std::vector<Message> messages{Task("one", std::to_string(i))};
      if (co_await broker->Publish(std::move(messages))) ++confirmed;
    };
    for (int i = 0; i < 2'000; ++i) asio::co_spawn(loop_, publish(i), asio::detached);
    EXPECT_TRUE(co_await Eventually([&] { return confirmed == 2'000; }));
    auto subscription = co_await Subscribe(*broker, "one", 200);
    for (int i = 0; i < 2'000; ++i) {
      Delivery delivery = co_await Next(*subscription);
      EXPECT_EQ(delivery.message().body, std::to_string(i));
      delivery.Ack();
    }
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, PauseEndsNextAndLeavesTimeToAcknowledge) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await Publish(*broker, "one", 3);
    auto subscription = co_await Subscribe(*broker, "one", 2);
    Delivery held = co_await Next(*subscription);
    subscription->Pause();
    const auto refused = co_await subscription->Next();
    EXPECT_FALSE(refused.ok());
    if (refused.ok()) co_return;
    EXPECT_EQ(refused.error().kind, ErrorKind::kCancelled);
    held.Ack();
    co_await subscription->Close();
    auto again = co_await Subscribe(*broker, "one");
    co_await ExpectNext(*again, "1");
    co_await ExpectNext(*again, "2");
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, ReconnectInterruptsEverySubscriptionAndComesBack) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto one = co_await Subscribe(*broker, "one");
    auto two = co_await Subscribe(*broker, "two");
    for (std::uint32_t before = 1; before < 4; ++before) {
      co_await Publish(*broker, "one", 2);
      Delivery held = co_await Next(*one);
      broker->Reconnect();
      co_await ExpectInterruption(*one);
      co_await ExpectInterruption(*two);
      held.Ack();  // too late
      for (const char* body : {"0", "1"}) {
        Delivery again = co_await Next(*one);
        EXPECT_EQ(again.message().body, body);
        EXPECT_EQ(again.deliveries_before(), *body == '0' ? 1U : again.deliveries_before());
        again.Ack();
      }
      co_await Publish(*broker, "two", 1);
      co_await ExpectNext(*two, "0");
      EXPECT_TRUE(co_await Eventually([&] { return broker->Ready(); }));
    }
    co_await broker->Close();
  }());
}

TEST_P(BrokerTest, GivesAClaimUpForAnotherToHaveAtOnce) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto first = co_await Connected();
    auto second = co_await Connected();
    const std::string slot = names_.Name("slot.0");
    EXPECT_FALSE(first->Holds(slot));
    EXPECT_TRUE(*co_await first->Claim(slot));
    EXPECT_TRUE(*co_await first->Claim(slot));  // has it already
    EXPECT_TRUE(first->Holds(slot));
    EXPECT_FALSE(*co_await second->Claim(slot));
    EXPECT_FALSE(second->Holds(slot));
    co_await first->GiveUp(slot);
    EXPECT_FALSE(first->Holds(slot));
    EXPECT_TRUE(*co_await second->Claim(slot));
    EXPECT_TRUE(second->Holds(slot));
    EXPECT_FALSE(*co_await first->Claim(slot));
    co_await first->GiveUp(slot);  // not its own
    EXPECT_TRUE(second->Holds(slot));
    co_await second->Close();
    EXPECT_TRUE(*co_await first->Claim(slot));
    co_await first->Close();
  }());
}

TEST_P(BrokerTest, ClaimsAgainAfterReconnect) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto first = co_await Connected();
    auto second = co_await Connected();
    auto subscription = co_await Subscribe(*first, "one");
    const std::string slot = names_.Name("slot.0");
    EXPECT_TRUE(*co_await first->Claim(slot));
    for (int i = 0; i < 5; ++i) {
      first->Reconnect();
      co_await ExpectInterruption(*subscription);
      EXPECT_TRUE(co_await Eventually([&] { return first->Holds(slot); }));
      EXPECT_FALSE(*co_await second->Claim(slot));
    }
    co_await first->Close();
    co_await second->Close();
  }());
}

TEST_P(BrokerTest, EverythingThatWaitsIsCancelledByTheEnd) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    for (int run = 0; run < 2; ++run) {
      const bool orderly = run == 0;
      auto broker = co_await Connected();
      auto subscription = co_await Subscribe(*broker, "two");
      const auto kind = std::make_shared<std::optional<ErrorKind>>();
      const auto wait = [](Subscription& waiting, auto ended_with) -> asio::awaitable<void> {
        const auto next = co_await waiting.Next();
        if (!next) *ended_with = next.error().kind;
      };
      asio::co_spawn(loop_, wait(*subscription, kind), asio::detached);
      co_await SleepFor(milliseconds(20));
      if (orderly) {
        co_await broker->Close();
        std::vector<Message> late{Task("one", "x")};
        const auto refused = co_await broker->Publish(std::move(late));
        EXPECT_FALSE(refused.ok());
      }
      broker.reset();
      EXPECT_TRUE(co_await Eventually([&] { return kind->has_value(); }));
      EXPECT_EQ(**kind, ErrorKind::kCancelled);
      co_await subscription->Close();
    }
  }());
}

}  // namespace
}  // namespace pricecrew
