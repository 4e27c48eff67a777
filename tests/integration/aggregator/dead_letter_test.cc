// What RabbitMQ itself puts into the dead queue, as the aggregator understands it.
#include "aggregator/dead_letter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/io_context.hpp>
#include <memory>
#include <utility>

#include "common/domain/codec.h"
#include "common/io/rabbit_broker.h"
#include "tests/support/loop_runner.h"
#include "tests/support/rabbit_for_test.h"

namespace pricecrew {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

constexpr std::int64_t kDeliveryLimit = 2;

class BrokersDeadLetterTest : public testing::Test {
 protected:
  void SetUp() override {
    url_ = TestBrokerUrl();
    ASSERT_FALSE(url_.empty());
    const std::string shard = names_.Name("shard");
    const std::string rung = names_.Name("rung");
    const std::string dead = names_.Name("dead");
    const std::string tasks = names_.Name("tasks");
    const QueueArgument quorum{"x-queue-type", std::string("quorum")};
    const QueueArgument strategy{"x-dead-letter-strategy", std::string("at-least-once")};
    const QueueArgument overflow{"x-overflow", std::string("reject-publish")};
    topology_.exchanges = {
        {tasks, ExchangeKind::kDirect}, {rung, ExchangeKind::kFanout}, {dead, ExchangeKind::kFanout}};
    topology_.queues = {{shard,
                         {quorum,
                          strategy,
                          overflow,
                          {"x-delivery-limit", kDeliveryLimit},
                          {"x-dead-letter-exchange", dead}}},
                        {rung,
                         {quorum,
                          strategy,
                          overflow,
                          {"x-message-ttl", std::int64_t{50}},
                          {"x-dead-letter-exchange", tasks}}},
                        {dead, {quorum}}};
    topology_.bindings = {{tasks, shard, shard}, {rung, rung, ""}, {dead, dead, ""}};
    task_ = *MakePageTask("20260131-235959-k3x9q2", Stage::kProduct, "http://shop.test/p");
    task_.generation = 3;
  }
  void TearDown() override {
    if (!url_.empty()) DeleteTopology(url_, topology_);
  }

  asio::awaitable<std::unique_ptr<Broker>> Connected() {
    RabbitBrokerOptions options;
    options.url = url_;
    options.topology = topology_;
    std::unique_ptr<Broker> broker = std::move(*RabbitBroker::Make(loop_.get_executor(), std::move(options)));
    const Result<void> connected = co_await broker->Connect();
    EXPECT_TRUE(connected.ok()) << connected.error().text;
    co_return broker;
  }

  asio::awaitable<void> Publish(Broker& broker, std::string exchange) {
    std::vector<Message> messages{{std::move(exchange),
                                   names_.Name("shard"),
                                   Encode(task_),
                                   {{"job", task_.job}, {"task", task_.id.Hex()}, {"stage", "product"}}}};
    const Result<void> published = co_await broker.Publish(std::move(messages));
    EXPECT_TRUE(published.ok());
  }

  static asio::awaitable<std::unique_ptr<Subscription>> Subscribe(Broker& broker, std::string queue) {
    SubscribeOptions options;
    options.queue = std::move(queue);
    Result<std::unique_ptr<Subscription>> subscribed = co_await broker.Subscribe(std::move(options));
    EXPECT_TRUE(subscribed.ok());
    co_return std::move(*subscribed);
  }

  /// Takes the message as often as the broker gives it, and settles it never.
  asio::awaitable<void> LetItDie(Broker& broker) {
    for (int deliveries = 0; deliveries <= kDeliveryLimit; ++deliveries) {
      std::unique_ptr<Subscription> shard = co_await Subscribe(broker, names_.Name("shard"));
      const Result<Delivery> delivery = co_await shard->Next();
      EXPECT_TRUE(delivery.ok());
      co_await shard->Close();
    }
  }

  asio::awaitable<Message> TakeDead(Broker& broker) {
    std::unique_ptr<Subscription> dead = co_await Subscribe(broker, names_.Name("dead"));
    Result<Delivery> delivery = co_await dead->Next();
    EXPECT_TRUE(delivery.ok());
    delivery->Ack();
    Message message = delivery->message();
    co_await dead->Close();
    co_return message;
  }

  void ExpectGivenUp(const std::string& exchange) {
    RunToEnd(
        loop_,
        [this](std::string to) -> asio::awaitable<void> {
          std::unique_ptr<Broker> broker = co_await Connected();
          co_await Publish(*broker, std::move(to));
          co_await LetItDie(*broker);
          const Message dead = co_await TakeDead(*broker);
          EXPECT_THAT(DeadReason(dead.headers), HasSubstr("given up by the broker"));
          EXPECT_EQ(dead.routing_key, names_.Name("shard"));
          const std::optional<Settlement> poison = PoisonSettlement(dead);
          EXPECT_TRUE(poison && poison->id == task_.id && poison->generation == 3);
          co_await broker->Close();
        }(exchange),
        seconds(60));
  }

  TestTopology names_;
  Topology topology_;
  Task task_;
  std::string url_;
  asio::io_context loop_;
};

TEST_F(BrokersDeadLetterTest, NamesTheDeliveryLimit) { ExpectGivenUp(names_.Name("tasks")); }

TEST_F(BrokersDeadLetterTest, NamesTheDeliveryLimitAfterAWaitOnTheLadder) {
  ExpectGivenUp(names_.Name("rung"));
}

}  // namespace
}  // namespace pricecrew
