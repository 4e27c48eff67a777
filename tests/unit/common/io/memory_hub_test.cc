#include "common/io/memory_hub.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

constexpr ShardCounts kOneEach{1, 1};

Message TaskOf(Stage stage) {
  return {std::string(kTasksExchange), ShardQueue(stage, 0, kOneEach), "{}", {}};
}

SubscribeOptions Reading(Stage stage) {
  SubscribeOptions options;
  options.queue = ShardQueue(stage, 0, kOneEach);
  options.prefetch = 10;
  return options;
}

TEST(MemoryHubHoldBack, KeepsOneStageBackWhileTheNextHasTooMuch) {
  MemoryHub hub(MakeTopology(kOneEach), {"category.", "product.", 2});
  int woken = 0;
  const auto category = *hub.AddReader(Reading(Stage::kCategory), [&woken] { ++woken; });
  const auto product = *hub.AddReader(Reading(Stage::kProduct), [] {});
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(hub.Publish(TaskOf(Stage::kProduct)));
  ASSERT_TRUE(hub.Publish(TaskOf(Stage::kCategory)));
  EXPECT_FALSE(hub.Take(category));

  woken = 0;
  ASSERT_TRUE(hub.Take(product));
  EXPECT_EQ(woken, 0) << "three are still waiting";
  EXPECT_FALSE(hub.Take(category));
  ASSERT_TRUE(hub.Take(product));
  EXPECT_EQ(woken, 1);
  EXPECT_TRUE(hub.Take(category));
}

TEST(MemoryHubHoldBack, IsOffByDefault) {
  MemoryHub hub(MakeTopology(kOneEach));
  const auto category = *hub.AddReader(Reading(Stage::kCategory), [] {});
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(hub.Publish(TaskOf(Stage::kProduct)));
  ASSERT_TRUE(hub.Publish(TaskOf(Stage::kCategory)));
  EXPECT_TRUE(hub.Take(category));
}

}  // namespace
}  // namespace pricecrew
