#include "common/domain/topology.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace pricecrew {
namespace {

const QueueSpec* FindQueue(const Topology& topology, std::string_view name) {
  const auto found = std::find_if(topology.queues.begin(), topology.queues.end(),
                                  [&](const QueueSpec& queue) { return queue.name == name; });
  return found == topology.queues.end() ? nullptr : &*found;
}

bool Has(const QueueSpec& queue, std::string_view name, const decltype(QueueArgument::value)& value) {
  return std::any_of(queue.arguments.begin(), queue.arguments.end(), [&](const QueueArgument& argument) {
    return argument.name == name && argument.value == value;
  });
}

TEST(Topology, NamesShardsByStageCountAndNumber) {
  EXPECT_EQ(ShardQueue(Stage::kProduct, 7, {16, 64}), "product.64.07");
  EXPECT_EQ(ShardQueue(Stage::kCategory, 15, {16, 64}), "category.16.15");
  EXPECT_EQ(ShardQueue(Stage::kProduct, 3, {1, 1'000}), "product.1000.003");
  EXPECT_EQ(ShardQueue(Stage::kCategory, 0, {1, 1}), "category.1.00");
}

TEST(Topology, DeclaresEveryShardBoundUnderItsOwnName) {
  const Topology topology = MakeTopology({16, 64});
  EXPECT_EQ(topology.queues.size(), 16U + 64U + 5U + kRungs.size());
  std::set<std::string> names;
  for (const QueueSpec& queue : topology.queues) names.insert(queue.name);
  EXPECT_EQ(names.size(), topology.queues.size());
  const auto bound =
      std::count_if(topology.bindings.begin(), topology.bindings.end(), [](const BindingSpec& binding) {
        return binding.exchange == kTasksExchange && binding.queue == binding.routing_key;
      });
  EXPECT_EQ(bound, 16 + 64);
}

TEST(Topology, GivesShardsOneConsumerADeliveryLimitAndADeadQueue) {
  const Topology topology = MakeTopology({2, 2});
  const QueueSpec* shard = FindQueue(topology, "product.2.01");
  ASSERT_NE(shard, nullptr);
  EXPECT_TRUE(Has(*shard, "x-queue-type", std::string("quorum")));
  EXPECT_TRUE(Has(*shard, "x-single-active-consumer", true));
  EXPECT_TRUE(Has(*shard, "x-delivery-limit", std::int64_t{20}));
  EXPECT_TRUE(Has(*shard, "x-dead-letter-exchange", std::string("pricecrew.dead")));
  EXPECT_TRUE(Has(*shard, "x-dead-letter-strategy", std::string("at-least-once")));
  EXPECT_TRUE(Has(*shard, "x-overflow", std::string("reject-publish")));
}

TEST(Topology, LosesNoResultByADeliveryLimit) {
  const Topology topology = MakeTopology({2, 2});
  for (const std::string_view name : {kResultsQueue, kDeadQueue}) {
    const QueueSpec* queue = FindQueue(topology, name);
    ASSERT_NE(queue, nullptr);
    EXPECT_TRUE(Has(*queue, "x-delivery-limit", std::int64_t{1'000'000}));
    EXPECT_TRUE(Has(*queue, "x-single-active-consumer", true));
  }
}

TEST(Topology, KeepsControlInAStreamOfSevenDays) {
  const Topology topology = MakeTopology({2, 2});
  const QueueSpec* control = FindQueue(topology, kControlQueue);
  ASSERT_NE(control, nullptr);
  EXPECT_TRUE(Has(*control, "x-queue-type", std::string("stream")));
  EXPECT_TRUE(Has(*control, "x-max-age", std::string("7D")));
}

TEST(Topology, SendsEachRungsMessagesBackUnderTheirOwnKey) {
  const Topology topology = MakeTopology({2, 2});
  for (const Rung& rung : kRungs) {
    const QueueSpec* queue = FindQueue(topology, RungExchange(rung));
    ASSERT_NE(queue, nullptr) << rung.name;
    EXPECT_EQ(queue->arguments.size(), 5U);  // above all, no key to send them back under
    EXPECT_TRUE(Has(*queue, "x-queue-type", std::string("quorum")));
    EXPECT_TRUE(Has(*queue, "x-message-ttl", std::int64_t{rung.wait.count() * 1'000}));
    EXPECT_TRUE(Has(*queue, "x-dead-letter-exchange", std::string(kTasksExchange)));
    EXPECT_TRUE(Has(*queue, "x-dead-letter-strategy", std::string("at-least-once")));
    EXPECT_TRUE(Has(*queue, "x-overflow", std::string("reject-publish")));
  }
}

TEST(Topology, FindsTheLongestRungWithinAWait) {
  EXPECT_FALSE(RungBelow(std::chrono::milliseconds(999)));
  EXPECT_EQ(RungBelow(std::chrono::seconds(1))->name, "1s");
  EXPECT_EQ(RungBelow(std::chrono::seconds(119))->name, "30s");
  EXPECT_EQ(RungBelow(std::chrono::hours(30))->name, "1h");
}

TEST(Topology, KeepsOneProbe) {
  const Topology topology = MakeTopology({2, 2});
  const QueueSpec* probe = FindQueue(topology, kProbeQueue);
  ASSERT_NE(probe, nullptr);
  EXPECT_TRUE(Has(*probe, "x-max-length", std::int64_t{1}));
}

TEST(Topology, MarksTheLayoutBeforeAllOtherQueues) {
  const Topology topology = MakeTopology({16, 64});
  EXPECT_EQ(topology.queues.front().name, kLayoutQueue);
  EXPECT_TRUE(Has(topology.queues.front(), "x-max-length", std::int64_t{16'064}));
  const ShardCounts read = LayoutOf(LayoutMark({512, 1}));
  EXPECT_EQ(read.category, 512U);
  EXPECT_EQ(read.product, 1U);
}

TEST(Topology, NamesTheSettingsThatDifferAndBothLayouts) {
  EXPECT_EQ(
      DescribeOtherLayout({16, 32}, {16, 64}),
      "--product-shards is 32 here, but 64 at the broker; its queues were laid out with --category-shards 16 "
      "--product-shards 64, this process asks for --category-shards 16 --product-shards 32. A deployment has "
      "one "
      "layout: use the broker's, or another virtual host");
  const std::string both = DescribeOtherLayout({8, 32}, {16, 64});
  EXPECT_NE(both.find("--category-shards is 8 here, but 16"), std::string::npos) << both;
  EXPECT_NE(both.find("--product-shards is 32 here, but 64"), std::string::npos) << both;
}

}  // namespace
}  // namespace pricecrew
