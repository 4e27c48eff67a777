#include "common/pipeline/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/io/memory_hub.h"

namespace pricecrew {
namespace {

using testing::Contains;
using testing::Pair;

const ShardCounts kShards{4, 8};

HostBudgets Budgets(std::uint32_t concurrency) {
  HostBudgets budgets;
  budgets.others.concurrency = concurrency;
  return budgets;
}

Task ProductTask(int number) {
  return *MakePageTask("job-1", Stage::kProduct, "http://shop.test/p/" + std::to_string(number));
}

TEST(TaskMessage, GoesToTheShardOfItsLaneAndNamesTheLane) {
  std::set<std::uint32_t> lanes;
  for (int i = 0; i < 50; ++i) {
    const Task task = ProductTask(i);
    const LanePlace place = PlaceTask(task, Budgets(5), kShards);
    const Message message = TaskMessage(task, Budgets(5), kShards);
    EXPECT_EQ(message.exchange, kTasksExchange);
    EXPECT_EQ(message.routing_key, ShardQueue(Stage::kProduct, place.shard, kShards));
    const Result<Task> sent = DecodeTask(message.body);
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->id, task.id);
    EXPECT_EQ(sent->lane, place.lane);
    EXPECT_EQ(sent->lanes, 5U);
    lanes.insert(sent->lane);
  }
  EXPECT_EQ(lanes, (std::set<std::uint32_t>{1, 2, 3, 4})) << "lane 0 is the category stage's";
}

TEST(TaskMessage, CategoryPagesHaveTheFirstLane) {
  const Task page = *MakePageTask("job-1", Stage::kCategory, "http://shop.test/c");
  const Result<Task> sent = DecodeTask(TaskMessage(page, Budgets(5), kShards).body);
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->lane, 0U);
}

TEST(TaskMessage, SaysInItsHeadersWhoseTaskItIs) {
  const Task task = ProductTask(1);
  const Message message = TaskMessage(task, Budgets(2), kShards);
  EXPECT_THAT(message.headers, Contains(Pair("job", "job-1")));
  EXPECT_THAT(message.headers, Contains(Pair("task", task.id.Hex())));
  EXPECT_THAT(message.headers, Contains(Pair("stage", "product")));
}

TEST(ResultMessages, ReachTheAggregatorsQueueAsTheyAre) {
  MemoryHub hub(MakeTopology(kShards));
  JobOpened opened;
  opened.job = "job-1";
  const std::vector<ResultMessage> sent{opened, MakeAnnouncements("job-1", {ProductTask(1)})[0],
                                        Failed(ProductTask(2), "timeout"), JobCancelled{"job-1", 5}};
  for (const ResultMessage& one : sent)
    EXPECT_TRUE(hub.Publish(std::visit([](const auto& content) { return ResultMessageOf(content); }, one)));
  SubscribeOptions reading;
  reading.queue = kResultsQueue;
  reading.prefetch = 10;
  const auto reader = hub.AddReader(reading, [] {});
  ASSERT_TRUE(reader);
  for (const ResultMessage& one : sent) {
    const auto taken = hub.Take(*reader);
    ASSERT_TRUE(taken);
    const Result<ResultMessage> read = DecodeResult(taken->kept.message->body);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, one);
    EXPECT_THAT(taken->kept.message->headers, Contains(Pair("job", "job-1")));
  }
}

TEST(DeadMessage, KeepsTheMessageAndSaysWhy) {
  Message delivered{"somewhere", "product.8.01", "not json", {{"job", "job-1"}, {"x-other", "1"}}};
  const Message dead = DeadMessage(delivered, "malformed");
  EXPECT_EQ(dead.body, "not json");
  EXPECT_EQ(dead.routing_key, "product.8.01") << "where it came from";
  EXPECT_THAT(dead.headers, testing::ElementsAre(Pair("job", "job-1"), Pair("reason", "malformed")));
}

TEST(DeadMessage, IsKeptWhereverItCameFrom) {
  MemoryHub hub(MakeTopology(kShards));
  for (const char* key : {"product.8.01", "results", "", "no-such-queue"})
    EXPECT_TRUE(hub.Publish(DeadMessage({"x", key, "body", {}}, "malformed"))) << key;
}

}  // namespace
}  // namespace pricecrew
