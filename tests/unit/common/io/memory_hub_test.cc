#include "common/io/memory_hub.h"

#include <gtest/gtest.h>

#include <chrono>
#include <semaphore>

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

class MemoryHubLadderTest : public testing::Test {
 protected:
  static Message OnRung(const Rung& rung, const std::string& body) {
    return {RungExchange(rung), ShardQueue(Stage::kProduct, 0, kOneEach), body, {{"job", "j"}}};
  }
  [[nodiscard]] std::optional<MemoryQueue::Taken> Take() { return hub_.Take(product_); }

  MemoryHub hub_{MakeTopology(kOneEach)};
  int woken_ = 0;
  std::uint64_t product_ = *hub_.AddReader(Reading(Stage::kProduct), [this] { ++woken_; });
};

TEST_F(MemoryHubLadderTest, BringsATaskBackToItsShardAfterTheWait) {
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(hub_.Publish(OnRung(kRungs[3], "two minutes")));
  ASSERT_TRUE(hub_.Publish(OnRung(kRungs[2], "half a minute")));
  hub_.ExpireDue(start + kRungs[2].wait - std::chrono::seconds(1));
  EXPECT_FALSE(Take());
  woken_ = 0;
  const auto next = hub_.ExpireDue(start + kRungs[2].wait + std::chrono::seconds(1));
  EXPECT_EQ(woken_, 1);
  const auto first = Take();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->kept.message->body, "half a minute");
  EXPECT_EQ(first->kept.message->exchange, kTasksExchange);
  EXPECT_EQ(first->kept.message->headers, OnRung(kRungs[2], "").headers);
  EXPECT_EQ(first->kept.deliveries_before, 0U);
  EXPECT_FALSE(Take());
  ASSERT_TRUE(next);
  EXPECT_GE(*next, start + kRungs[3].wait);
  EXPECT_FALSE(hub_.ExpireDue(*next));
  EXPECT_EQ(Take()->kept.message->body, "two minutes");
}

TEST(MemoryHub, MovesOnWhatIsDueByItself) {
  MemoryHub hub(MakeTopology(kOneEach));
  std::binary_semaphore woken(0);
  const auto reader = *hub.AddReader(Reading(Stage::kProduct), [&woken] { woken.release(); });
  ASSERT_TRUE(
      hub.Publish({RungExchange(kRungs[0]), ShardQueue(Stage::kProduct, 0, kOneEach), "a second", {}}));
  ASSERT_TRUE(woken.try_acquire_for(std::chrono::seconds(20)));
  EXPECT_TRUE(hub.Take(reader));
}

TEST(MemoryHub, SettlesWhatIsDeliveredTooOftenAsDead) {
  MemoryHub hub(MakeTopology(kOneEach));
  ASSERT_TRUE(hub.Publish(TaskOf(Stage::kProduct)));
  for (std::uint32_t before = 0; before <= 20; ++before) {
    const auto reader = *hub.AddReader(Reading(Stage::kProduct), [] {});
    const auto taken = hub.Take(reader);
    ASSERT_TRUE(taken) << before;
    EXPECT_EQ(taken->kept.deliveries_before, before);
    hub.RemoveReader(reader);
  }
  EXPECT_FALSE(hub.Take(*hub.AddReader(Reading(Stage::kProduct), [] {})));
  SubscribeOptions dead;
  dead.queue = kDeadQueue;
  const auto taken = hub.Take(*hub.AddReader(dead, [] {}));
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->kept.message->routing_key, ShardQueue(Stage::kProduct, 0, kOneEach));
}

TEST(MemoryHub, KeepsTheLastProbeOnly) {
  MemoryHub hub(MakeTopology(kOneEach));
  for (const char* body : {"1", "2", "3"}) ASSERT_TRUE(hub.Publish({"", std::string(kProbeQueue), body, {}}));
  SubscribeOptions options;
  options.queue = kProbeQueue;
  options.prefetch = 10;
  const auto reader = *hub.AddReader(options, [] {});
  const auto taken = hub.Take(reader);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->kept.message->body, "3");
  EXPECT_FALSE(hub.Take(reader));
}

TEST(MemoryHub, WakesTheHeirWhenTheOwnerHasSettledItsLast) {
  MemoryHub hub(MakeTopology(kOneEach));
  int owner_woken = 0;
  int heir_woken = 0;
  SubscribeOptions options = Reading(Stage::kProduct);
  const auto owner = *hub.AddReader(options, [&] { ++owner_woken; });
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(hub.Publish(TaskOf(Stage::kProduct)));
  const auto held = hub.Take(owner);
  ASSERT_TRUE(held);
  options.priority = 1;
  const auto heir = *hub.AddReader(options, [&] { ++heir_woken; });
  EXPECT_FALSE(hub.Take(heir));
  EXPECT_FALSE(hub.Take(owner));
  hub.Settle(owner, held->tag, Acknowledger::How::kThis);
  EXPECT_EQ(heir_woken, 1);
  EXPECT_TRUE(hub.Take(heir));
}

}  // namespace
}  // namespace pricecrew
