#include "common/pipeline/control.h"

#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>

#include "common/domain/topology.h"
#include "common/io/memory_broker.h"
#include "common/pipeline/messages.h"
#include "tests/support/manual_clock.h"

namespace pricecrew {
namespace {

using What = ControlRecord::What;
using std::chrono::milliseconds;

constexpr std::int64_t kNowMs = std::chrono::duration_cast<milliseconds>(  //
                                    ManualClock::kStart.time_since_epoch())
                                    .count();

Task TaskOf(const std::string& job, std::uint32_t generation = 1) {
  Task task;
  task.job = job;
  task.generation = generation;
  return task;
}

class ControlTest : public testing::Test {
 protected:
  void Tell(What what, const std::string& job, std::int64_t for_ms = 1'000) {
    EXPECT_TRUE(hub_->Publish(ControlMessage({what, job, kNowMs + for_ms})));
    Poll();
  }
  void Start() {
    asio::co_spawn(io_, StartAndListen(), asio::detached);
    Poll();
  }
  void Poll() {
    io_.restart();
    io_.poll();
  }
  void TearDown() override {
    asio::co_spawn(io_, broker_.Close(), asio::detached);
    Poll();
    EXPECT_EQ(listening_, 0) << "Listen ends with the broker";
  }

  asio::io_context io_{1};
  std::shared_ptr<MemoryHub> hub_ = std::make_shared<MemoryHub>(MakeTopology({}));
  ManualClock clock_;
  MemoryBroker broker_{io_.get_executor(), hub_};
  Control control_{broker_, clock_};
  int listening_ = 0;

 private:
  asio::awaitable<void> StartAndListen() {
    const Result<void> started = co_await control_.Start("here");
    EXPECT_TRUE(started);
    ++listening_;
    co_await control_.Listen();
    --listening_;
  }
};

TEST_F(ControlTest, KnowsWhatWasToldBeforeTheStart) {
  Tell(What::kJobCancelled, "a");
  Start();
  EXPECT_TRUE(control_.IsCancelled(TaskOf("a")));
  EXPECT_FALSE(control_.HasEnded(TaskOf("a")));
  EXPECT_FALSE(control_.IsCancelled(TaskOf("b")));
}

TEST_F(ControlTest, HearsWhatIsToldAfterTheStart) {
  Start();
  Tell(What::kJobEnded, "a");
  EXPECT_TRUE(control_.HasEnded(TaskOf("a")));
  EXPECT_FALSE(control_.IsCancelled(TaskOf("a")));
}

TEST_F(ControlTest, TheLatestRecordOfAJobCounts) {
  Start();
  Tell(What::kJobCancelled, "a");
  Tell(What::kJobEnded, "a");
  EXPECT_TRUE(control_.HasEnded(TaskOf("a")));
  EXPECT_FALSE(control_.IsCancelled(TaskOf("a")));
}

TEST_F(ControlTest, ARecordThatHasExpiredSaysNothing) {
  Tell(What::kJobCancelled, "a", 0);
  Start();
  EXPECT_FALSE(control_.IsCancelled(TaskOf("a")));
}

TEST_F(ControlTest, RecordsAreForgottenWhenTheyExpire) {
  Start();
  Tell(What::kJobCancelled, "a", 10);
  clock_.Advance(milliseconds(10));
  Tell(What::kJobCancelled, "b", 1'000);
  EXPECT_FALSE(control_.IsCancelled(TaskOf("a")));
  EXPECT_TRUE(control_.IsCancelled(TaskOf("b")));
}

TEST_F(ControlTest, ALaterGenerationOfAJobIsNotMeant) {
  Start();
  Tell(What::kJobEnded, "a");
  EXPECT_TRUE(control_.HasEnded(TaskOf("a", 1)));
  EXPECT_FALSE(control_.HasEnded(TaskOf("a", 2)));
}

TEST_F(ControlTest, HoldsAHostUntilTheRecordExpires) {
  ControlRecord hold;
  hold.what = What::kHostHeld;
  hold.host = "shop.test";
  hold.expires_ms = kNowMs + 500;
  EXPECT_TRUE(hub_->Publish(ControlMessage(hold)));
  Start();
  EXPECT_EQ(control_.HeldUntil("shop.test"), ManualClock::kStart + milliseconds(500));
  EXPECT_FALSE(control_.HeldUntil("other.test"));
  clock_.Advance(milliseconds(500));
  EXPECT_FALSE(control_.HeldUntil("shop.test"));
}

TEST_F(ControlTest, TheLongerHoldCountsAndOnlyThatIsTold) {
  Start();
  const auto told = control_.Hold("shop.test", ManualClock::kStart + milliseconds(500));
  ASSERT_TRUE(told);
  EXPECT_EQ(told->expires_ms, kNowMs + 500);
  EXPECT_FALSE(control_.Hold("shop.test", ManualClock::kStart + milliseconds(400)));
  EXPECT_EQ(control_.HeldUntil("shop.test"), ManualClock::kStart + milliseconds(500));
}

TEST_F(ControlTest, AShorterHoldThatIsToldLaterChangesNothing) {
  Start();
  ControlRecord hold;
  hold.what = What::kHostHeld;
  hold.host = "shop.test";
  for (const std::int64_t for_ms : {500, 400}) {
    hold.expires_ms = kNowMs + for_ms;
    EXPECT_TRUE(hub_->Publish(ControlMessage(hold)));
    Poll();
  }
  EXPECT_EQ(control_.HeldUntil("shop.test"), ManualClock::kStart + milliseconds(500));
}

TEST_F(ControlTest, HasReadAllThatWasThereWhenStartEnds) {
  for (int i = 0; i < 500; ++i) Tell(What::kJobEnded, "job-" + std::to_string(i));
  bool known_at_once = false;
  const auto start = [&]() -> asio::awaitable<void> {
    const Result<void> started = co_await control_.Start("here");
    known_at_once = started.ok() && control_.HasEnded(TaskOf("job-499"));
  };
  asio::co_spawn(io_, start, asio::detached);
  Poll();
  EXPECT_TRUE(known_at_once);
}

TEST_F(ControlTest, ManyRecordsArriveWhateverThePrefetch) {
  for (int i = 0; i < 500; ++i) Tell(What::kJobEnded, "job-" + std::to_string(i));
  Start();
  for (int i = 0; i < 500; ++i) EXPECT_TRUE(control_.HasEnded(TaskOf("job-" + std::to_string(i)))) << i;
}

TEST_F(ControlTest, ARecordThatCannotBeReadDoesNotStopTheNext) {
  EXPECT_TRUE(hub_->Publish({std::string(kControlExchange), "", "nonsense", {}}));
  Tell(What::kJobEnded, "a");
  Start();
  EXPECT_TRUE(control_.HasEnded(TaskOf("a")));
}

}  // namespace
}  // namespace pricecrew
