#include <gmock/gmock.h>

#include "common/pipeline/isolated_page.h"
#include "tests/unit/common/pipeline/stage_fixture.h"

// What a stage does with tasks that are to wait, and with those that were delivered before.

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// A child that reads as the process would, and says of what; or dies of everything.
class FakeChild : public IsolatedReader {
 public:
  asio::awaitable<Result<std::string>> Read(std::string request) override {
    ++reads;
    if (dies) co_return Error{ErrorKind::kGiveUp, "the process died of signal 6", "poison"};
    co_return AnswerIsolated(request, StageReader);
  }
  void Close() override {}

  static Settlement StageReader(const Task& task, const FetchedPage&) {
    Settlement settlement = SettlementOf(task);
    settlement.outcome = Outcome::kProduct;
    settlement.product.emplace().name = "read by the child";
    return settlement;
  }

  int reads = 0;
  bool dies = false;
};

class StageRetryTest : public StageTest {
 protected:
  StageRetryTest() { options_.retry = {3, seconds(5)}; }

  /// The tasks on a rung.
  std::vector<Task> On(std::string_view rung) {
    std::vector<Task> tasks;
    for (const KeptMessage& kept : In("pricecrew.retry." + std::string(rung)))
      tasks.push_back(DecodeTask(kept.message->body).value());
    return tasks;
  }
  static std::int64_t Ms(ManualClock& clock) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.Wall().time_since_epoch()).count();
  }
  /// The last record of the control stream.
  ControlRecord LastTold() {
    SubscribeOptions reading;
    reading.queue = kControlQueue;
    reading.prefetch = 100;
    reading.from_first_message = true;
    const auto reader = hub_->AddReader(reading, [] {}).value();
    ControlRecord last;
    while (auto taken = hub_->Take(reader)) last = DecodeControl(taken->kept.message->body).value();
    hub_->RemoveReader(reader);
    return last;
  }
  void AnswerStatus(const std::string& path, int status, std::vector<HttpHeader> headers = {}) {
    http_.Answer(kShop + path, HttpResponse{status, std::move(headers), ""});
  }
};

TEST_F(StageRetryTest, AFailureThatMayPassGoesToTheLadderAsTheNextAttempt) {
  Start();
  AnswerStatus("/p", 500);
  Send(PageTask("/p"));
  EXPECT_THAT(Settlements(), IsEmpty());
  std::vector<Task> waiting = On("1s");
  for (const Task& task : On("5s")) waiting.push_back(task);
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_EQ(waiting[0].attempt, 2U);
  EXPECT_NEAR(static_cast<double>(waiting[0].not_before_ms - Ms(clock_)), 5'000, 1'250);
  EXPECT_EQ(counters_.retries(), 1U);
  End();
  EXPECT_THAT(InShard(), IsEmpty());
}

TEST_F(StageRetryTest, AnAttemptThatComesAgainAfterItsSuccessorWasSentIsNotVisited) {
  Start();
  AnswerStatus("/p", 500);
  Send(PageTask("/p"));
  Send(PageTask("/p"));
  EXPECT_THAT(http_.requests(), SizeIs(1));
  EXPECT_EQ(On("1s").size() + On("5s").size(), 1U);
}

TEST_F(StageRetryTest, TheLastAttemptIsSettled) {
  Start();
  AnswerStatus("/p", 500);
  Task task = PageTask("/p");
  task.attempt = 3;
  Send(task);
  ASSERT_THAT(Settlements(), SizeIs(1));
  EXPECT_EQ(Settlements()[0].reason, "http_500");
}

TEST_F(StageRetryTest, ARetryThatIsNotSafeLeavesTheTaskToTheNextProcess) {
  refuses_ = [](const Message& message) { return message.exchange.starts_with("pricecrew.retry."); };
  Start();
  AnswerStatus("/p", 500);
  Send(PageTask("/p"));
  End();
  EXPECT_THAT(InShard(), SizeIs(1));
}

TEST_F(StageRetryTest, ATaskThatComesBackEarlyGoesToTheLadderAgainUnfetched) {
  Start();
  Task task = PageTask("/p");
  task.not_before_ms = Ms(clock_) + 31'000;
  Send(task);
  EXPECT_THAT(http_.requests(), IsEmpty());
  ASSERT_THAT(On("30s"), SizeIs(1));
  EXPECT_EQ(On("30s")[0].not_before_ms, task.not_before_ms);
}

TEST_F(StageRetryTest, RetryAfterHoldsTheHostForAllAndAllWait) {
  Start();
  AnswerStatus("/p", 429, {{"retry-after", "60"}});
  http_.AnswerPage("http://shop.test/q");
  Send(PageTask("/p"));
  Send(PageTask("/q"));
  EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/p"));
  ASSERT_THAT(On("30s"), SizeIs(2));
  EXPECT_GE(On("30s")[0].not_before_ms, Ms(clock_) + 60'000);
  EXPECT_EQ(On("30s")[1].attempt, 1U) << "to wait is no attempt";
  const ControlRecord told = LastTold();
  EXPECT_EQ(told.what, ControlRecord::What::kHostHeld);
  EXPECT_EQ(told.host, "shop.test");
  EXPECT_EQ(told.expires_ms, Ms(clock_) + 60'000);
}

TEST_F(StageRetryTest, AHoldThatAnotherLoopToldIsKept) {
  ControlRecord hold;
  hold.what = ControlRecord::What::kHostHeld;
  hold.host = "shop.test";
  hold.expires_ms = Ms(clock_) + 6'000;
  Start();
  SendMessage(ControlMessage(hold));
  http_.AnswerPage("http://shop.test/p");
  Send(PageTask("/p"));
  EXPECT_THAT(http_.requests(), IsEmpty());
  EXPECT_THAT(On("5s"), SizeIs(1));
}

TEST_F(StageRetryTest, ARedeliveredTaskIsPublishedAnewToBeReadAlone) {
  options_.claims.clear();
  Start();
  Send(PageTask("/p"));
  EXPECT_THAT(InShard(), SizeIs(1));  // this look delivers it once
  runner_->Stop();
  Poll();
  runner_.reset();
  broker_.reset();
  options_.claims = {{0, 0}};
  bool alone = false;
  read_ = [&alone](const Task& task, const FetchedPage& page) {
    alone = task.alone;
    return OneProduct(task, page);
  };
  http_.AnswerPage("http://shop.test/p");
  Resume();
  EXPECT_TRUE(alone);
  EXPECT_THAT(Settlements(), SizeIs(1));
  End();
  EXPECT_THAT(InShard(), IsEmpty());
}

TEST_F(StageRetryTest, APageThatIsToBeReadAloneIsReadByTheChild) {
  FakeChild child;
  isolated_ = &child;
  read_ = [](const Task& task, const FetchedPage&) { return Failed(task, "read_here"); };
  Start();
  http_.AnswerPage("http://shop.test/p");
  Task task = PageTask("/p");
  task.alone = true;
  Send(task);
  EXPECT_EQ(child.reads, 1);
  ASSERT_THAT(Settlements(), SizeIs(1));
  ASSERT_TRUE(Settlements()[0].product);
  EXPECT_EQ(Settlements()[0].product->name, "read by the child");
}

TEST_F(StageRetryTest, APageThatKillsTheChildIsPoisonAndTheNextIsRead) {
  FakeChild child;
  child.dies = true;
  isolated_ = &child;
  Start();
  http_.AnswerPage("http://shop.test/killer");
  http_.AnswerPage("http://shop.test/p");
  Task killer = PageTask("/killer");
  killer.alone = true;
  Send(killer);
  Send(PageTask("/p"));
  ASSERT_THAT(Settlements(), SizeIs(2));
  EXPECT_EQ(Settlements()[0].reason, "poison");
  EXPECT_EQ(Settlements()[1].outcome, Outcome::kProduct);
  EXPECT_EQ(child.reads, 1);
}

TEST_F(StageRetryTest, WhatANewerVersionSentComesAgainLater) {
  Start();
  Message newer = TaskMessage(PageTask("/p"), options_.budgets, options_.shards);
  newer.body.replace(newer.body.find("\"v\":1"), 5, "\"v\":9");
  SendMessage(newer);
  EXPECT_THAT(In(kDeadQueue), IsEmpty());
  ASSERT_THAT(In("pricecrew.retry.2m"), SizeIs(1));
  EXPECT_EQ(In("pricecrew.retry.2m")[0].message->body, newer.body);
}

TEST_F(StageRetryTest, ASlowHostKeepsNoRoomThatAFastOneNeeds) {
  options_.prefetch = 8;
  options_.budgets.by_host["slow.test"] = {2, 0.5};
  Start();
  for (int i = 0; i < 40; ++i) {
    Task task = *MakePageTask("job-1", Stage::kProduct, "http://slow.test/" + std::to_string(i));
    EXPECT_TRUE(hub_->Publish(TaskMessage(task, options_.budgets, options_.shards)));
  }
  http_.AnswerPage("http://shop.test/p");
  Send(PageTask("/p"));
  EXPECT_THAT(SettledPaths(), ElementsAre("/p"));
  EXPECT_GE(counters_.put_aside(), 32U);
}

TEST_F(StageRetryTest, WhatIsInFlightIsAbortedWhenTheBrokerConfirmsNothingForLong) {
  options_.lease = {milliseconds(10), seconds(15)};
  bool deaf = false;
  refuses_ = [&deaf](const Message& message) { return deaf && message.exchange.empty(); };
  Start();
  http_.Hold("http://shop.test/p");
  http_.AnswerPage("http://shop.test/p");
  Send(PageTask("/p"));
  deaf = true;
  clock_.Advance(seconds(15));
  const auto run_until = [this](const std::function<bool()>& done) {
    io_.restart();
    for (int i = 0; i < 500 && !done(); ++i) io_.run_for(milliseconds(10));
    return done();
  };
  EXPECT_TRUE(run_until([this] { return http_.aborted() > 0; }));
  EXPECT_THAT(http_.requests(), SizeIs(1)) << "and nothing is started";
  deaf = false;
  clock_.Advance(milliseconds(10));  // until the next probe
  http_.Open("http://shop.test/p");
  EXPECT_TRUE(run_until([this] { return !Settlements().empty(); }));
  EXPECT_THAT(http_.requests(), SizeIs(2));
  EXPECT_THAT(SettledPaths(), ElementsAre("/p"));
}

TEST_F(StageRetryTest, WhatIsInFlightIsAbortedWhenTheShardMayBeAnothers) {
  Start();
  http_.Hold("http://shop.test/p");
  http_.AnswerPage("http://shop.test/p");
  Send(PageTask("/p"));
  EXPECT_THAT(http_.requests(), SizeIs(1));
  broker_->Reconnect();
  Poll();
  EXPECT_THAT(Settlements(), IsEmpty());
  http_.Open("http://shop.test/p");
  Poll();
  EXPECT_THAT(http_.requests(), SizeIs(2)) << "the task came again, and was visited again";
  EXPECT_THAT(SettledPaths(), ElementsAre("/p"));
}

}  // namespace
}  // namespace pricecrew
