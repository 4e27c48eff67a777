#include "common/pipeline/lane_backlog.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using std::chrono::seconds;

constexpr LaneBacklog::Time kNow{seconds(1'700'000'000)};

TEST(LaneBacklog, TurnsComeOneAfterTheOther) {
  LaneBacklog backlog;
  EXPECT_EQ(backlog.NextTurn(kNow, seconds(2)), kNow + seconds(2));
  EXPECT_EQ(backlog.NextTurn(kNow, seconds(2)), kNow + seconds(4));
  EXPECT_EQ(backlog.NextTurn(kNow + seconds(1), seconds(3)), kNow + seconds(7));
}

TEST(LaneBacklog, BeginsAnewOnceAllTurnsHavePassed) {
  LaneBacklog backlog;
  backlog.NextTurn(kNow, seconds(2));
  EXPECT_FALSE(backlog.IsOver(kNow + seconds(2)));
  EXPECT_TRUE(backlog.IsOver(kNow + seconds(3)));
  EXPECT_EQ(backlog.NextTurn(kNow + seconds(10), seconds(2)), kNow + seconds(12));
}

}  // namespace
}  // namespace pricecrew
