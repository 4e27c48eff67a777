#include "common/pipeline/stage_runner.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/unit/common/pipeline/stage_fixture.h"

// What a stage publishes, in which order, and when it acknowledges.

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class StageRunnerTest : public StageTest {
 protected:
  /// A category stage whose every page announces `count` products.
  void StartListing(int count) {
    options_.stage = Stage::kCategory;
    read_ = [count](const Task& task, const FetchedPage&) { return Listing(task, count); };
    Start();
  }
  static Task Category() {
    Task task = *MakePageTask("job-1", Stage::kCategory, "http://shop.test/c");
    task.request.user_agent = "tester/1";
    task.generation = 3;
    return task;
  }
};

bool IsTask(const Message& message) { return message.exchange == kTasksExchange; }

template <typename T>
bool IsResult(const Message& message) {
  if (message.exchange != kResultsExchange) return false;
  const Result<ResultMessage> read = DecodeResult(message.body);
  return read && std::holds_alternative<T>(*read);
}

TEST_F(StageRunnerTest, SettlesATaskAndAcknowledgesIt) {
  Start();
  http_.AnswerPage("http://shop.test/p", "Lamp");
  Send(PageTask("/p"));
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].product->name, "Lamp");
  EXPECT_EQ(Settlements()[0].id, PageTask("/p").id);
  EXPECT_EQ(counters_.Of(Outcome::kProduct), 1U);
  End();
  EXPECT_THAT(InShard(), IsEmpty());
}

TEST_F(StageRunnerTest, PublishesChildrenBeforeTheSettlementThatAnnouncesThem) {
  StartListing(3);
  http_.AnswerPage("http://shop.test/c");
  Send(Category());
  const auto& log = broker_->log();
  ASSERT_THAT(log, SizeIs(2));
  EXPECT_THAT(log[0], testing::AllOf(SizeIs(3), testing::Each(testing::Truly(IsTask))));
  EXPECT_THAT(log[1], ElementsAre(testing::Truly(IsResult<Settlement>)));
  EXPECT_THAT(Settlements()[0].children, SizeIs(3));
}

TEST_F(StageRunnerTest, AnnouncesMoreThanAThousandChildrenInPartsOfTheirOwn) {
  StartListing(1'001);
  http_.AnswerPage("http://shop.test/c");
  Send(Category());
  const auto& log = broker_->log();
  ASSERT_THAT(log, SizeIs(3));
  EXPECT_THAT(log[0], testing::AllOf(SizeIs(1'001), testing::Each(testing::Truly(IsTask))));
  EXPECT_THAT(log[1], testing::Each(testing::Truly(IsResult<Announcement>)));
  EXPECT_THAT(log[2], ElementsAre(testing::Truly(IsResult<Settlement>)));
  std::vector<TaskId> parts;
  std::set<TaskId> announced;
  for (const Message& message : log[1]) {
    const auto part = std::get<Announcement>(DecodeResult(message.body).value());
    parts.push_back(part.part);
    for (const Task& task : part.tasks) announced.insert(task.id);
  }
  EXPECT_EQ(announced.size(), 1'001U);
  EXPECT_EQ(Settlements()[0].parts, parts);
  EXPECT_THAT(Settlements()[0].children, IsEmpty());
}

TEST_F(StageRunnerTest, AThousandChildrenTravelInTheSettlement) {
  StartListing(1'000);
  http_.AnswerPage("http://shop.test/c");
  Send(Category());
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_THAT(Settlements()[0].children, SizeIs(1'000));
}

TEST_F(StageRunnerTest, ChildrenAskAsTheirParentDoes) {
  StartListing(2);
  http_.AnswerPage("http://shop.test/c");
  Send(Category());
  const auto queued = In(ShardQueue(Stage::kProduct, 0, options_.shards));
  ASSERT_THAT(queued, SizeIs(2));
  for (const KeptMessage& kept : queued) {
    const Task child = DecodeTask(kept.message->body).value();
    EXPECT_EQ(child.request, Category().request);
    EXPECT_EQ(child.generation, 3U);
  }
}

TEST_F(StageRunnerTest, ChildrenThatAreNotSafeLeaveTheTaskUnsettled) {
  refuses_ = IsTask;
  StartListing(1'001);
  http_.AnswerPage("http://shop.test/c");
  Send(Category());
  EXPECT_THAT(In(kResultsQueue), IsEmpty());
  End();
  ASSERT_THAT(InShard(), SizeIs(1));
  EXPECT_EQ(InShard()[0].deliveries_before, 1U + 1U) << "by the stage, and by this test's look";
}

TEST_F(StageRunnerTest, AnnouncementsThatAreNotSafeLeaveTheTaskUnsettled) {
  refuses_ = IsResult<Announcement>;
  StartListing(1'001);
  http_.AnswerPage("http://shop.test/c");
  Send(Category());
  EXPECT_THAT(In(ShardQueue(Stage::kProduct, 0, options_.shards)), SizeIs(1'001));
  EXPECT_THAT(In(kResultsQueue), IsEmpty());
  End();
  EXPECT_THAT(InShard(), SizeIs(1));
}

TEST_F(StageRunnerTest, ASettlementThatIsNotSafeLeavesTheTaskToTheNextProcess) {
  refuses_ = IsResult<Settlement>;
  StartListing(2);
  http_.AnswerPage("http://shop.test/c");
  Send(Category());
  EXPECT_THAT(In(kResultsQueue), IsEmpty());
  EXPECT_EQ(counters_.Total(), 0U);
  End();
  EXPECT_THAT(InShard(), SizeIs(1));
}

TEST_F(StageRunnerTest, AListIsAnnouncedWithoutAVisit) {
  options_.stage = Stage::kCategory;
  Start();
  Task like;
  like.job = "job-1";
  Send(MakeLists(like, {"http://shop.test/1", "http://shop.test/2", "http://other.test/3"})[0]);
  const std::vector<Settlement> settlements = Settlements();
  ASSERT_FALSE(settlements.empty());
  EXPECT_EQ(settlements[0].outcome, Outcome::kListing);
  EXPECT_THAT(settlements[0].children, SizeIs(3));
  EXPECT_THAT(settlements, SizeIs(1));
  EXPECT_THAT(http_.requests(), IsEmpty());
  EXPECT_THAT(In(ShardQueue(Stage::kProduct, 0, options_.shards)), SizeIs(3));
}

TEST_F(StageRunnerTest, APageThatCannotBeHadIsSettledAsFailed) {
  Start();
  Send(PageTask("/missing"));
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].outcome, Outcome::kFailed);
  EXPECT_EQ(Settlements()[0].reason, "http_404");
  End();
  EXPECT_THAT(InShard(), IsEmpty());
}

TEST_F(StageRunnerTest, AGuessedPageThatDoesNotExistEndsItsChain) {
  options_.stage = Stage::kCategory;
  Start();
  Task guessed = Category();
  guessed.chain.guessed = true;
  guessed.chain.stated = 9;
  guessed.chain.found = 6;
  Send(guessed);
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].outcome, Outcome::kListing);
  EXPECT_EQ(Settlements()[0].reason, "no_such_page");
  EXPECT_EQ(Settlements()[0].stated, (StatedProducts{9, 6}));
}

TEST_F(StageRunnerTest, SaysWhereAShardCannotBeConsumed) {
  options_.claims = {{0, 0}, {7, 0}};
  Start();
  ASSERT_TRUE(outcome_);
  ASSERT_FALSE(*outcome_);
  EXPECT_EQ(outcome_->error().kind, ErrorKind::kStop);
}

}  // namespace
}  // namespace pricecrew
