#include "common/pipeline/lane_backlog.h"

#include <gtest/gtest.h>

#include <map>
#include <queue>

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr LaneBacklog::Time kStart{};

TEST(LaneBacklog, GivesTheShortestRungNoMoreThanTheLaneCanStartInItsTime) {
  LaneBacklog backlog;
  std::map<milliseconds, int> sent;
  for (int i = 0; i < 100; ++i) ++sent[backlog.StayAway(kStart, milliseconds(500))];
  EXPECT_EQ(sent[seconds(1)], 2);
  EXPECT_EQ(sent[seconds(5)], 10);
  EXPECT_EQ(sent[seconds(30)], 60);
  EXPECT_EQ(sent[seconds(120)], 28);
}

TEST(LaneBacklog, ASlowLaneHasNoUseForShortRungs) {
  LaneBacklog backlog;
  EXPECT_EQ(backlog.StayAway(kStart, seconds(20)), seconds(30));
  EXPECT_EQ(backlog.StayAway(kStart, seconds(20)), seconds(120));
}

TEST(LaneBacklog, ARungHasRoomAgainWhenItsTimeHasPassed) {
  LaneBacklog backlog;
  EXPECT_EQ(backlog.StayAway(kStart, milliseconds(1'000)), seconds(1));
  EXPECT_EQ(backlog.StayAway(kStart, milliseconds(1'000)), seconds(5));
  EXPECT_EQ(backlog.StayAway(kStart + seconds(1), milliseconds(1'000)), seconds(1));
}

TEST(LaneBacklog, IsStaleOnceTheLongestRungHasGivenEverythingBack) {
  LaneBacklog backlog;
  backlog.StayAway(kStart, seconds(1));
  EXPECT_FALSE(backlog.IsStale(kStart + std::chrono::hours(1)));
  EXPECT_TRUE(backlog.IsStale(kStart + std::chrono::hours(1) + seconds(1)));
}

/// A lane that starts one task every two seconds, has room for two more, and is given 1,000 at once.
TEST(LaneBacklog, TheLaneIsNeverIdleWhileTasksAreAwayAndFewAreSentAwayOften) {
  LaneBacklog backlog;
  std::priority_queue<seconds, std::vector<seconds>, std::greater<>> away;
  int waiting = 1'000;
  int sent_away = 0;
  int done = 0;
  seconds now{0};
  for (; done < 1'000 && now < seconds(20'000); now += seconds(2)) {
    while (!away.empty() && away.top() <= now) {
      away.pop();
      ++waiting;
    }
    for (; waiting > 3; --waiting, ++sent_away)
      away.push(now + std::chrono::duration_cast<seconds>(backlog.StayAway(kStart + now, seconds(2))));
    if (waiting > 0) {
      --waiting;
      ++done;
    }
  }
  EXPECT_EQ(done, 1'000);
  EXPECT_LT(now, seconds(2 * 1'000 * 21 / 20)) << "idle for less than a twentieth of the time";
  EXPECT_LT(sent_away, 6 * 1'000);
}

}  // namespace
}  // namespace pricecrew
