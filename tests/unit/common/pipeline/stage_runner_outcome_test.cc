#include <gmock/gmock.h>

#include "tests/unit/common/pipeline/stage_fixture.h"

// What becomes of tasks that are moved, repeated, cancelled, ended or unreadable.

namespace pricecrew {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using What = ControlRecord::What;

class StageOutcomeTest : public StageTest {};

TEST_F(StageOutcomeTest, ARedirectToAnotherHostGoesToThatHostsShardAsTheSameTask) {
  options_.shards = {1, 64};
  const Task task = PageTask("/p");
  Task hop = task;
  hop.hop = "http://elsewhere.test/p";
  const LanePlace from = PlaceTask(task, options_.budgets, options_.shards);
  const LanePlace to = PlaceTask(hop, options_.budgets, options_.shards);
  ASSERT_NE(from.shard, to.shard);
  options_.claims = {{from.shard, 0}};
  Start();
  http_.AnswerRedirect("http://shop.test/p", "http://elsewhere.test/p");
  Send(task);
  const auto queued = In(ShardQueue(Stage::kProduct, to.shard, options_.shards));
  ASSERT_THAT(queued, SizeIs(1));
  const Task moved = DecodeTask(queued[0].message->body).value();
  EXPECT_EQ(moved.id, task.id);
  EXPECT_EQ(moved.url, "http://shop.test/p");
  EXPECT_EQ(moved.FetchUrl(), "http://elsewhere.test/p");
  EXPECT_EQ(moved.hops, 1U);
  EXPECT_THAT(Settlements(), IsEmpty());
  EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/p"));
  End();
  EXPECT_THAT(In(ShardQueue(Stage::kProduct, from.shard, options_.shards)), IsEmpty());
}

TEST_F(StageOutcomeTest, ATaskThatMovedIsVisitedWhereItWent) {
  Start();
  http_.AnswerRedirect("http://shop.test/p", "http://elsewhere.test/q");
  http_.AnswerPage("http://elsewhere.test/q", "Lamp");
  Task task = PageTask("/p");
  task.request.headers = {{"Authorization", "secret"}};
  Send(task);
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].url, "http://shop.test/p");
  EXPECT_EQ(Settlements()[0].final_url, "http://elsewhere.test/q");
  ASSERT_THAT(http_.requests(), SizeIs(2));
  EXPECT_THAT(http_.requests()[0].headers, Contains(Pair("Authorization", "secret")));
  EXPECT_THAT(http_.requests()[1].headers, IsEmpty());
}

TEST_F(StageOutcomeTest, HostsThatRedirectToEachOtherAreGivenUp) {
  Start();
  http_.AnswerRedirect("http://shop.test/p", "http://elsewhere.test/p");
  http_.AnswerRedirect("http://elsewhere.test/p", "http://shop.test/p");
  Send(PageTask("/p"));
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].reason, "redirect_loop");
  EXPECT_THAT(http_.requests(), SizeIs(kMaxRedirects + 1));
}

TEST_F(StageOutcomeTest, ATaskThatIsDeliveredAgainIsNotVisitedAgain) {
  Start();
  http_.AnswerPage("http://shop.test/p");
  Send(PageTask("/p"));
  Send(PageTask("/p"));
  EXPECT_THAT(http_.requests(), SizeIs(1));
  EXPECT_THAT(Settlements(), SizeIs(1));
  End();
  EXPECT_THAT(InShard(), IsEmpty());
}

TEST_F(StageOutcomeTest, TheNextGenerationIsVisitedAgain) {
  Start();
  http_.AnswerPage("http://shop.test/p");
  Task task = PageTask("/p");
  Send(task);
  task.generation = 2;
  Send(task);
  EXPECT_THAT(http_.requests(), SizeIs(2));
  ASSERT_THAT(Settlements(), SizeIs(2));
  EXPECT_EQ(Settlements()[1].generation, 2U);
}

TEST_F(StageOutcomeTest, TasksOfACancelledJobAreSkippedUnfetched) {
  Start();
  Tell(What::kJobCancelled);
  Send(PageTask("/p"));
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].outcome, Outcome::kSkipped);
  EXPECT_EQ(Settlements()[0].reason, "cancelled");
  EXPECT_THAT(http_.requests(), IsEmpty());
}

TEST_F(StageOutcomeTest, TasksOfAnEndedJobAreAcknowledgedUnfetched) {
  Start();
  Tell(What::kJobEnded);
  Send(PageTask("/p"));
  EXPECT_THAT(Settlements(), IsEmpty());
  EXPECT_THAT(http_.requests(), IsEmpty());
  End();
  EXPECT_THAT(InShard(), IsEmpty());
}

TEST_F(StageOutcomeTest, TasksOfOtherJobsGoOn) {
  Start();
  Tell(What::kJobCancelled);
  http_.AnswerPage("http://shop.test/p");
  Send(*MakePageTask("job-2", Stage::kProduct, "http://shop.test/p"));
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].outcome, Outcome::kProduct);
}

TEST_F(StageOutcomeTest, AMalformedMessageIsSetAsideWithItsReason) {
  Start();
  Message bad = TaskMessage(PageTask("/p"), options_.budgets, options_.shards);
  bad.body = "not json";
  SendMessage(bad);
  const auto dead = In(kDeadQueue);
  ASSERT_THAT(dead, SizeIs(1));
  EXPECT_EQ(dead[0].message->body, "not json");
  EXPECT_THAT(dead[0].message->headers, Contains(Pair("job", "job-1")));
  EXPECT_THAT(dead[0].message->headers, Contains(Pair("reason", DecodeTask("not json").error().text)));
  End();
  EXPECT_THAT(InShard(), IsEmpty());
}

TEST_F(StageOutcomeTest, AMalformedMessageThatCannotBeSetAsideIsKept) {
  refuses_ = [](const Message& message) { return message.exchange == kDeadExchange; };
  Start();
  Message bad = TaskMessage(PageTask("/p"), options_.budgets, options_.shards);
  bad.body = "not json";
  SendMessage(bad);
  End();
  EXPECT_THAT(InShard(), SizeIs(1));
}

TEST_F(StageOutcomeTest, AHostGetsNoMoreRequestsAtOnceThanItHasLanes) {
  options_.budgets.others.concurrency = 4;
  options_.shards = {1, 1};
  Start();
  for (int i = 0; i < 40; ++i) {
    const std::string path = "/p/" + std::to_string(i);
    http_.AnswerPage(kShop + path);
    http_.Hold(kShop + path);
    Send(PageTask(path));
  }
  EXPECT_EQ(http_.MostAtOnce("shop.test"), 3U) << "all lanes but the category stage's";
  for (int i = 0; i < 40; ++i) http_.Open(kShop + ("/p/" + std::to_string(i)));
  Poll();
  EXPECT_THAT(Settlements(), SizeIs(40));
  EXPECT_EQ(http_.MostAtOnce("shop.test"), 3U);
}

}  // namespace
}  // namespace pricecrew
