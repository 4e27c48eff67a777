#include <gmock/gmock.h>

#include "tests/unit/common/pipeline/stage_fixture.h"

// How a stage ends.

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class StageStopTest : public StageTest {
 protected:
  /// Long enough for the stage to look once whether it can publish.
  void RunAMoment() {
    io_.restart();
    io_.run_for(std::chrono::milliseconds(1'200));
  }
  /// One page is being fetched, two more wait behind it.
  void StartWithOneInFlight() {
    Start();
    http_.Hold("http://shop.test/1");
    for (const char* path : {"/1", "/2", "/3"}) {
      http_.AnswerPage(kShop + std::string(path));
      Send(PageTask(path));
    }
    EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/1"));
  }
};

TEST_F(StageStopTest, AnIdleStageEndsAtOnce) {
  Start();
  EXPECT_FALSE(outcome_);
  runner_->Stop();
  Poll();
  ASSERT_TRUE(outcome_);
  EXPECT_TRUE(*outcome_);
}

TEST_F(StageStopTest, LeavesItsShardsToOthersWhileNothingCanBePublishedForLong) {
  options_.blocked_patience = std::chrono::minutes(10);
  Start();
  http_.AnswerPage("http://shop.test/1");
  const int before = broker_->subscriptions();
  broker_->Block(true);
  RunAMoment();
  clock_.Advance(std::chrono::minutes(9));
  RunAMoment();
  clock_.Advance(std::chrono::minutes(2));
  RunAMoment();
  Send(PageTask("/1"));
  EXPECT_THAT(InShard(), SizeIs(1)) << "for others to take";
  broker_->RefuseSubscriptions(1);
  broker_->Block(false);
  RunAMoment();
  RunAMoment();
  EXPECT_EQ(broker_->subscriptions(), before + 2) << "refused once, then taken";
  EXPECT_THAT(SettledPaths(), ElementsAre("/1"));
}

TEST_F(StageStopTest, KeepsItsShardsWhileNothingCanBePublishedForAMoment) {
  options_.blocked_patience = std::chrono::minutes(10);
  Start();
  const int before = broker_->subscriptions();
  broker_->Block(true);
  clock_.Advance(std::chrono::minutes(9));
  RunAMoment();
  broker_->Block(false);
  RunAMoment();
  EXPECT_EQ(broker_->subscriptions(), before);
}

TEST_F(StageStopTest, FinishesWhatIsInFlightAndFetchesNothingMore) {
  StartWithOneInFlight();
  runner_->Stop();
  Poll();
  EXPECT_FALSE(outcome_) << "a page is in flight";
  http_.Open("http://shop.test/1");
  Poll();
  EXPECT_TRUE(outcome_);
  EXPECT_THAT(SettledPaths(), ElementsAre("/1"));
  EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/1"));
}

TEST_F(StageStopTest, GivesBackWhatItDidNotBegin) {
  StartWithOneInFlight();
  runner_->Stop();
  http_.Open("http://shop.test/1");
  Poll();
  ASSERT_TRUE(outcome_);
  EXPECT_THAT(InShard(), SizeIs(2));
  runner_.reset();
  broker_.reset();
  Resume();
  EXPECT_THAT(SettledPaths(), ElementsAre("/1", "/2", "/3"));
}

TEST_F(StageStopTest, TakesNothingThatArrivesAfterwards) {
  StartWithOneInFlight();
  runner_->Stop();
  Send(PageTask("/4"));
  End();
  const std::vector<KeptMessage> back = InShard();
  ASSERT_THAT(back, SizeIs(4));
  EXPECT_EQ(back[3].deliveries_before, 0U) << "/4 was never handed out";
}

TEST_F(StageStopTest, AfterTheGraceTimeWhatIsInFlightGoesBackToo) {
  options_.grace = std::chrono::seconds(0);
  StartWithOneInFlight();
  runner_->Stop();
  RunUntilEnded();
  EXPECT_THAT(InShard(), SizeIs(3));
  http_.Open("http://shop.test/1");  // too late: the shard is somebody else's
  Poll();
  End();
  EXPECT_THAT(InShard(), SizeIs(3));
}

TEST_F(StageStopTest, AnAbortedRequestIsNotSettledAsFailed) {
  StartWithOneInFlight();
  End();
  EXPECT_THAT(Settlements(), IsEmpty());
  EXPECT_THAT(InShard(), SizeIs(3));
}

TEST_F(StageStopTest, StoppingTwiceIsStoppingOnce) {
  StartWithOneInFlight();
  runner_->Stop();
  runner_->Stop();
  http_.Open("http://shop.test/1");
  Poll();
  EXPECT_TRUE(outcome_);
}

TEST_F(StageStopTest, ATaskThatWaitsForItsBeatGoesBack) {
  options_.budgets.others = {2, 0.25};
  Start();
  http_.AnswerPage("http://shop.test/1");
  Send(PageTask("/1"));
  runner_->Stop();
  Poll();
  EXPECT_TRUE(outcome_);
  EXPECT_THAT(http_.requests(), IsEmpty());
  EXPECT_THAT(InShard(), SizeIs(1));
}

}  // namespace
}  // namespace pricecrew
