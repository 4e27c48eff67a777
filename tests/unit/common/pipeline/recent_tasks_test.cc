#include "common/pipeline/recent_tasks.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

Task Numbered(int number, std::uint32_t generation = 1) {
  Task task = *MakePageTask("job", Stage::kProduct, "http://shop.test/p/" + std::to_string(number));
  task.generation = generation;
  return task;
}

TEST(RecentTasks, RemembersWhatWasAdded) {
  RecentTasks recent(10);
  EXPECT_FALSE(recent.Has(Numbered(1)));
  recent.Add(Numbered(1));
  EXPECT_TRUE(recent.Has(Numbered(1)));
  EXPECT_FALSE(recent.Has(Numbered(2)));
}

TEST(RecentTasks, TheNextGenerationIsAnotherTask) {
  RecentTasks recent(10);
  recent.Add(Numbered(1, 1));
  EXPECT_FALSE(recent.Has(Numbered(1, 2)));
}

TEST(RecentTasks, TheSameUrlOfAnotherJobIsAnotherTask) {
  RecentTasks recent(10);
  recent.Add(Numbered(1));
  EXPECT_FALSE(recent.Has(*MakePageTask("other-job", Stage::kProduct, "http://shop.test/p/1")));
}

TEST(RecentTasks, ForgetsTheOldestFirst) {
  RecentTasks recent(3);
  for (int i = 1; i <= 4; ++i) recent.Add(Numbered(i));
  EXPECT_FALSE(recent.Has(Numbered(1)));
  for (int i = 2; i <= 4; ++i) EXPECT_TRUE(recent.Has(Numbered(i))) << i;
}

TEST(RecentTasks, AddingAgainTakesNoRoom) {
  RecentTasks recent(2);
  recent.Add(Numbered(1));
  for (int i = 0; i < 5; ++i) recent.Add(Numbered(2));
  EXPECT_TRUE(recent.Has(Numbered(1)));
}

}  // namespace
}  // namespace pricecrew
