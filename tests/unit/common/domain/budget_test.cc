#include "common/domain/budget.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

Task ProductAt(const std::string& url) { return *MakePageTask("job-1", Stage::kProduct, url); }

TEST(PlaceTask, KeepsLaneZeroForTheCategoryStage) {
  const HostBudgets budgets;
  const Task category = *MakePageTask("job-1", Stage::kCategory, "https://shop.test/c");
  EXPECT_EQ(PlaceTask(category, budgets, {}).lane, 0U);
  for (int i = 0; i < 100; ++i) {
    const LanePlace place = PlaceTask(ProductAt("https://shop.test/p/" + std::to_string(i)), budgets, {});
    EXPECT_GE(place.lane, 1U);
    EXPECT_LT(place.lane, budgets.others.concurrency);
  }
}

TEST(PlaceTask, PutsALaneInExactlyOneShard) {
  HostBudgets budgets;
  budgets.others = {16, 0};
  std::set<std::pair<std::uint32_t, std::uint32_t>> places;
  std::set<std::uint32_t> shards;
  for (int i = 0; i < 2'000; ++i) {
    const LanePlace place = PlaceTask(ProductAt("https://shop.test/p/" + std::to_string(i)), budgets, {});
    places.insert({place.lane, place.shard});
    shards.insert(place.shard);
  }
  EXPECT_EQ(places.size(), 15U);  // 15 product lanes, each in one shard
  EXPECT_EQ(shards.size(), 15U);  // and no two in the same
}

TEST(PlaceTask, PutsEveryNameOfAHostInTheSameLanes) {
  const HostBudgets budgets;
  Task with = ProductAt("https://www.shop.test/p");
  Task without = ProductAt("http://shop.test/p");
  without.id = with.id;
  EXPECT_EQ(PlaceTask(with, budgets, {}).host, PlaceTask(without, budgets, {}).host);
  EXPECT_EQ(PlaceTask(with, budgets, {}).shard, PlaceTask(without, budgets, {}).shard);
}

TEST(PlaceTask, NarrowsAJobToTheFirstLanes) {
  HostBudgets budgets;
  budgets.others = {16, 0};
  for (int i = 0; i < 200; ++i) {
    Task task = ProductAt("https://shop.test/p/" + std::to_string(i));
    task.request.concurrency = 3;
    EXPECT_LT(PlaceTask(task, budgets, {}).lane, 3U);
    task.request.concurrency = 1;  // is raised to 2
    EXPECT_EQ(PlaceTask(task, budgets, {}).lane, 1U);
    task.request.concurrency = 100;  // cannot widen the budget
    EXPECT_LT(PlaceTask(task, budgets, {}).lane, 16U);
  }
}

TEST(PlaceTask, PutsARedirectedTaskInItsNewHostsLanes) {
  Task task = ProductAt("https://shop.test/p");
  task.hop = "https://other.test/p";
  EXPECT_EQ(PlaceTask(task, {}, {}).host, "other.test");
}

/// All starts of a host's lanes within `span`, each lane starting as often as its pace lets it.
std::size_t Starts(const Budget& budget, const RequestOptions& job, std::uint32_t lanes_used,
                   milliseconds span) {
  std::size_t starts = 0;
  for (std::uint32_t lane = 0; lane < lanes_used; ++lane) {
    const Pace pace = PaceOf(budget, {"shop.test", lane, budget.concurrency, 0}, job);
    system_clock::time_point now{};
    while (true) {
      now = NextBeat(pace, now + std::chrono::nanoseconds(1));
      if (now >= system_clock::time_point{} + span) break;
      ++starts;
    }
  }
  return starts;
}

TEST(Pace, LetsAllLanesTogetherStartAtTheRate) {
  const Budget budget{4, 8};
  EXPECT_NEAR(static_cast<double>(Starts(budget, {}, 4, milliseconds(60'000))), 480.0, 4.0);
}

TEST(Pace, OfAJobNeverExceedsItsRateNorTheLanesDistance) {
  const Budget budget{4, 8};
  for (const double rate : {0.1, 1.0, 3.0, 7.0, 100.0}) {
    RequestOptions job;
    job.rate = rate;
    EXPECT_LE(static_cast<double>(Starts(budget, job, 4, milliseconds(60'000))),
              60.0 * std::min(rate, 8.0) + 4)
        << rate;
    const Pace pace = PaceOf(budget, {"shop.test", 1, 4, 0}, job);
    EXPECT_EQ(pace.period.count() % std::chrono::nanoseconds(milliseconds(500)).count(), 0) << rate;
  }
}

TEST(Pace, WithoutALimitStartsAtOnce) {
  const Pace pace = PaceOf({4, 0}, {"shop.test", 1, 4, 0}, {});
  const auto now = system_clock::time_point(milliseconds(12'345));
  EXPECT_EQ(NextBeat(pace, now), now);
}

TEST(NextBeat, IsTheSameForWhoeverAsks) {
  const Pace pace{milliseconds(1'000), milliseconds(250)};
  const auto at = [](int ms) { return system_clock::time_point(milliseconds(ms)); };
  EXPECT_EQ(NextBeat(pace, at(5'000)), at(5'250));
  EXPECT_EQ(NextBeat(pace, at(5'250)), at(5'250));
  EXPECT_EQ(NextBeat(pace, at(5'251)), at(6'250));
}

TEST(ParseHostBudgets, ReadsHostsAndNamesTheLineThatIsWrong) {
  const auto budgets = ParseHostBudgets("# comment\nshop.test 8 2.5\n\nother.test 2 0 # none\n");
  ASSERT_TRUE(budgets);
  EXPECT_EQ(budgets->at("shop.test").concurrency, 8U);
  EXPECT_EQ(budgets->at("shop.test").rate, 2.5);
  for (const char* bad : {"\nshop.test", "\nshop.test 1 1", "\nshop.test 4 -1", "\nshop.test 4 1 x"}) {
    const auto refused = ParseHostBudgets(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_NE(refused.error().text.find("line 2"), std::string::npos);
  }
}

}  // namespace
}  // namespace pricecrew
