// What the stages rely on in RabbitMQ: the topology's arguments, the ladder, takeover by priority.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/domain/slots.h"
#include "common/domain/topology.h"
#include "common/io/rabbit_broker.h"
#include "common/io/rabbit_connection.h"
#include "tests/support/loop_runner.h"
#include "tests/support/rabbit_for_test.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using testing::HasSubstr;

constexpr std::uint32_t kShards = 64;

/// The whole topology under names that no other run has.
Topology WithPrefix(Topology topology, const std::string& prefix) {
  for (ExchangeSpec& exchange : topology.exchanges) exchange.name.insert(0, prefix);
  for (QueueSpec& queue : topology.queues) {
    queue.name.insert(0, prefix);
    for (QueueArgument& argument : queue.arguments)
      if (argument.name == "x-dead-letter-exchange") std::get<std::string>(argument.value).insert(0, prefix);
  }
  for (BindingSpec& binding : topology.bindings) {
    binding.exchange.insert(0, prefix);
    binding.queue.insert(0, prefix);
    if (!binding.routing_key.empty()) binding.routing_key.insert(0, prefix);
  }
  return topology;
}

class RabbitTopologyTest : public testing::Test {
 protected:
  void SetUp() override {
    url_ = TestBrokerUrl();
    ASSERT_FALSE(url_.empty());
    version_ = Version();
    std::cout << "RabbitMQ " << version_ << '\n';
  }
  void TearDown() override {
    if (!url_.empty()) DeleteTopology(url_, topology_);
  }

  [[nodiscard]] std::string Version() const {
    SocketAbort abort;
    RabbitConnectionOptions options;
    options.address = *ParseRabbitUrl(url_);
    auto opened = RabbitConnection::Open(options, abort);
    return opened ? (*opened)->ServerVersion() : "";
  }
  [[nodiscard]] bool HandsOverByPriority() const { return std::atoi(version_.c_str()) >= 4; }

  std::unique_ptr<RabbitBroker> Make(const Topology& topology) {
    RabbitBrokerOptions options;
    options.url = url_;
    options.topology = topology;
    options.on_trouble = [this](std::string_view text) { troubles_.emplace_back(text); };
    return std::move(*RabbitBroker::Make(loop_.get_executor(), options));
  }
  asio::awaitable<std::unique_ptr<RabbitBroker>> Connected() {
    auto broker = Make(topology_);
    const auto connected = co_await broker->Connect();
    EXPECT_TRUE(connected.ok()) << connected.error().text;
    co_return broker;
  }
  asio::awaitable<std::unique_ptr<Subscription>> Subscribe(Broker& broker, std::string queue,
                                                           std::optional<std::int32_t> priority = {}) {
    SubscribeOptions options;
    options.queue = std::move(queue);
    options.prefetch = 10;
    options.priority = priority;
    auto subscribed = co_await broker.Subscribe(std::move(options));
    EXPECT_TRUE(subscribed.ok()) << subscribed.error().text;
    co_return std::move(*subscribed);
  }
  static asio::awaitable<void> Publish(Broker& broker, Message message) {
    std::vector<Message> messages{std::move(message)};
    const auto published = co_await broker.Publish(std::move(messages));
    EXPECT_TRUE(published.ok()) << published.error().text;
  }

  static asio::awaitable<void> Collect(Subscription& subscription, std::vector<std::string>& bodies) {
    for (;;) {
      auto delivery = co_await subscription.Next();
      if (!delivery) co_return;
      bodies.push_back(delivery->message().body);
      delivery->Ack();
    }
  }

  [[nodiscard]] std::string Shard(std::uint32_t shard) const {
    return names_.Name(ShardQueue(Stage::kProduct, shard, {1, kShards}));
  }
  [[nodiscard]] std::string OnRung(const Rung& rung) const { return names_.Name(RungExchange(rung)); }

  TestTopology names_;
  Topology topology_ = WithPrefix(MakeTopology({1, kShards}), names_.prefix);
  std::string url_;
  std::string version_;
  asio::io_context loop_;
  std::vector<std::string> troubles_;
};

TEST_F(RabbitTopologyTest, IsDeclaredByEveryoneAndMeansTheSameAgain) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    for (int i = 0; i < 2; ++i) {
      auto broker = co_await Connected();
      co_await broker->Close();
    }
  }());
}

TEST_F(RabbitTopologyTest, RefusesEachQueueThatIsDeclaredWithAnotherArgument) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    co_await broker->Close();
    const std::vector<std::string> queues{Shard(0),
                                          OnRung(kRungs[0]),
                                          names_.Name("results"),
                                          names_.Name("dead"),
                                          names_.Name(std::string(kProbeQueue)),
                                          names_.Name(std::string(kControlQueue))};
    for (const QueueSpec& queue : topology_.queues) {
      if (std::find(queues.begin(), queues.end(), queue.name) == queues.end()) continue;
      for (std::size_t i = 0; i < queue.arguments.size(); ++i) {
        Topology other;
        other.queues = {queue};
        other.queues[0].arguments.erase(other.queues[0].arguments.begin() + static_cast<std::ptrdiff_t>(i));
        auto refused = Make(other);
        const auto connected = co_await refused->Connect();
        EXPECT_FALSE(connected.ok()) << queue.name << " without " << queue.arguments[i].name;
        if (connected.ok()) continue;
        EXPECT_EQ(connected.error().kind, ErrorKind::kStop) << connected.error().text;
        EXPECT_THAT(connected.error().text, HasSubstr("'" + queue.name + "'"));
      }
    }
  }());
}

TEST_F(RabbitTopologyTest, StopsTheStartOfAnotherLayout) {
  const auto only_the_mark = [](const ShardCounts& counts) {
    Topology topology;
    topology.queues = {MakeTopology(counts).queues.front()};
    return topology;
  };
  RunToEnd(loop_, [this, only_the_mark]() -> asio::awaitable<void> {
    auto first = Make(only_the_mark({16, 64}));  // the defaults: another test may have set them
    const auto connected = co_await first->Connect();
    EXPECT_TRUE(connected.ok()) << connected.error().text;
    auto other = Make(only_the_mark({16, 32}));
    const auto refused = co_await other->Connect();
    EXPECT_FALSE(refused.ok());
    if (refused.ok()) co_return;
    EXPECT_EQ(refused.error().kind, ErrorKind::kStop);
    EXPECT_EQ(refused.error().text, DescribeOtherLayout({16, 32}, {16, 64}));
  }());
}

TEST_F(RabbitTopologyTest, BringsARetryBackToItsShardAfterEachWait) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto broker = co_await Connected();
    auto shard = co_await Subscribe(*broker, Shard(7));
    Message task{{}, Shard(7), "{}", {{"job", "j"}, {"attempt", "1"}}};
    const std::array rungs{kRungs[0], kRungs[1], kRungs[0]};  // the same one twice is no cycle
    for (const Rung& rung : rungs) {
      task.exchange = OnRung(rung);
      const auto began = steady_clock::now();
      co_await Publish(*broker, task);
      auto back = co_await shard->Next();
      EXPECT_TRUE(back.ok());
      if (!back.ok()) co_return;
      const auto waited = steady_clock::now() - began;
      EXPECT_GE(waited, rung.wait - milliseconds(10));
      EXPECT_LT(waited, rung.wait + seconds(3));
      EXPECT_EQ(back->message().exchange, names_.Name(std::string(kTasksExchange)));
      EXPECT_EQ(back->message().routing_key, Shard(7));
      EXPECT_EQ(back->deliveries_before(), 0U);
      std::map<std::string, std::string> headers(back->message().headers.begin(),
                                                 back->message().headers.end());
      EXPECT_EQ(headers["job"], "j");
      EXPECT_EQ(headers["x-first-death-queue"], OnRung(rung)) << "of this life, not of the one before";
      task = back->message();  // with all of its headers
      back->Ack();
    }
    task.exchange = names_.Name(std::string(kTasksExchange));
    co_await Publish(*broker, task);
    auto fresh = co_await shard->Next();
    EXPECT_TRUE(fresh.ok());
    if (!fresh.ok()) co_return;
    for (const auto& [name, text] : fresh->message().headers) EXPECT_FALSE(name.starts_with("x-")) << name;
    fresh->Ack();
    co_await broker->Close();
  }());
}

TEST_F(RabbitTopologyTest, HandsAShardOverOnceItsOwnerHasSettledAndNotBefore) {
  if (!HandsOverByPriority()) GTEST_SKIP() << "RabbitMQ " << version_ << " hands nothing over by priority";
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    auto owning = co_await Connected();
    auto joining = co_await Connected();
    auto owner = co_await Subscribe(*owning, Shard(0), 0);
    Message task{names_.Name(std::string(kTasksExchange)), Shard(0), "first", {}};
    co_await Publish(*owning, task);
    auto held = co_await owner->Next();
    auto heir = co_await Subscribe(*joining, Shard(0), 5);
    std::vector<std::string> to_owner;
    std::vector<std::string> to_heir;
    asio::co_spawn(loop_, Collect(*owner, to_owner), asio::detached);
    asio::co_spawn(loop_, Collect(*heir, to_heir), asio::detached);
    task.body = "later";
    for (int i = 0; i < 4; ++i) co_await Publish(*joining, task);
    co_await SleepFor(seconds(2));
    EXPECT_TRUE(to_owner.empty() && to_heir.empty());
    held->Ack();
    EXPECT_TRUE(co_await Eventually([&] { return to_heir.size() == 4; }));
    EXPECT_TRUE(to_owner.empty());
    co_await joining->Close();
    co_await Publish(*owning, task);
    EXPECT_TRUE(co_await Eventually([&] { return to_owner.size() == 1; }));
    co_await owning->Close();
  }());
}

TEST_F(RabbitTopologyTest, WarnsOfABrokerThatHandsNothingOver) {
  RunToEnd(loop_, [this]() -> asio::awaitable<void> {
    EXPECT_FALSE(version_.empty());
    for (int i = 0; i < 2; ++i) {
      auto broker = co_await Connected();
      auto shard = co_await Subscribe(*broker, Shard(0), 1);
      co_await broker->Close();
    }
    if (HandsOverByPriority())
      EXPECT_TRUE(troubles_.empty()) << troubles_.front();
    else
      EXPECT_THAT(troubles_, testing::ElementsAre(HasSubstr("RabbitMQ " + version_ + " is older than 4.0")));
  }());
}

/// Consumers of all shards, each in its slot; who gets the messages of which shard.
class RabbitSharesTest : public RabbitTopologyTest {
 protected:
  using Owned = std::map<std::size_t, std::set<std::uint32_t>>;

  struct Consumer {
    std::unique_ptr<RabbitBroker> broker;
    std::vector<std::unique_ptr<Subscription>> shards;
  };

  asio::awaitable<void> Join() {
    const std::size_t slot = consumers_.size();
    consumers_.emplace_back().broker = co_await Connected();
    const auto priorities = ShardPriorities(static_cast<std::uint32_t>(slot), kShards);
    for (std::uint32_t shard = 0; shard < kShards; ++shard) {
      auto subscription = co_await Subscribe(*consumers_[slot].broker, Shard(shard), priorities[shard]);
      asio::co_spawn(loop_, Note(*subscription, slot, shard), asio::detached);
      consumers_[slot].shards.push_back(std::move(subscription));
    }
  }

  asio::awaitable<void> Note(Subscription& subscription, std::size_t slot, std::uint32_t shard) {
    for (;;) {
      auto delivery = co_await subscription.Next();
      if (!delivery) co_return;
      owned_[slot].insert(shard);
      ++noted_;
      delivery->Ack();
    }
  }

  /// By one message for each shard.
  asio::awaitable<Owned> Look() {
    owned_.clear();
    noted_ = 0;
    std::vector<Message> messages;
    for (std::uint32_t shard = 0; shard < kShards; ++shard)
      messages.push_back({names_.Name(std::string(kTasksExchange)), Shard(shard), "{}", {}});
    const auto published = co_await consumers_.front().broker->Publish(std::move(messages));
    EXPECT_TRUE(published.ok());
    EXPECT_TRUE(co_await Eventually([this] { return noted_ == kShards; })) << noted_;
    co_return owned_;
  }

  std::vector<Consumer> consumers_;
  Owned owned_;
  std::uint32_t noted_ = 0;
};

TEST_F(RabbitSharesTest, AreEqualAndAJoinerTakesJustItsOwn) {
  if (!HandsOverByPriority()) GTEST_SKIP() << "RabbitMQ " << version_ << " hands nothing over by priority";
  RunToEnd(
      loop_,
      [this]() -> asio::awaitable<void> {
        Owned before;
        const std::array<std::size_t, 4> counts{1, 2, 4, 8};
        for (const std::size_t count : counts) {
          while (consumers_.size() < count) co_await Join();
          Owned now = co_await Look();
          for (std::size_t slot = 0; slot < count; ++slot)
            EXPECT_EQ(now[slot].size(), kShards / count) << slot;
          for (const auto& [slot, shards] : before)
            for (const std::uint32_t shard : now[slot]) EXPECT_TRUE(before[slot].contains(shard)) << shard;
          before = std::move(now);
        }
        co_await consumers_.back().broker->Close();
        Owned after = co_await Look();
        for (std::size_t slot = 0; slot < 7; ++slot)
          for (const std::uint32_t shard : before[slot]) EXPECT_TRUE(after[slot].contains(shard)) << shard;
        EXPECT_FALSE(after.contains(7));
        for (Consumer& consumer : consumers_) co_await consumer.broker->Close();
      }(),
      seconds(100));
}

}  // namespace
}  // namespace pricecrew
