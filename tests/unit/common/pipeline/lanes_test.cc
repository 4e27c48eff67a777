#include "common/pipeline/lanes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/use_awaitable.hpp>
#include <random>
#include <vector>

#include "common/io/system_clock.h"
#include "tests/support/loop_runner.h"
#include "tests/support/manual_clock.h"

namespace pricecrew {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

LanePlace At(const std::string& host, std::uint32_t lane) { return {host, lane, 3, 0}; }

class LanesTest : public testing::Test {
 protected:
  /// Asks for a turn and keeps it until Leave.
  void Enter(const std::string& name, LanePlace place = At("shop.test", 1), Pace pace = {}) {
    asio::co_spawn(io_, Visit(name, std::move(place), pace), asio::detached);
    Poll();
  }
  void Leave(const std::string& name) {
    turns_.erase(name);
    Poll();
  }
  void Stop() {
    lanes_.Stop();
    Poll();
  }
  void Poll() {
    io_.restart();
    io_.poll();
  }

  asio::io_context io_{1};
  ManualClock clock_;
  Lanes lanes_{io_.get_executor(), clock_};
  std::vector<std::string> answers_;
  std::map<std::string, Lanes::Turn> turns_;

 private:
  asio::awaitable<void> Visit(std::string name, LanePlace place, Pace pace) {
    std::optional<Lanes::Turn> turn = co_await lanes_.Wait(std::move(place), pace);
    answers_.push_back(turn ? name : name + " is refused");
    if (turn) turns_.emplace(name, std::move(*turn));
  }
};

TEST_F(LanesTest, OneTurnOfALaneAtATime) {
  Enter("a");
  Enter("b");
  EXPECT_THAT(answers_, ElementsAre("a"));
  EXPECT_EQ(lanes_.under_way(), 1U);
  Leave("a");
  EXPECT_THAT(answers_, ElementsAre("a", "b"));
}

TEST_F(LanesTest, TurnsComeInTheOrderOfAsking) {
  for (const char* name : {"a", "b", "c", "d"}) Enter(name);
  Leave("a");
  Enter("e");
  for (const char* name : {"b", "c", "d"}) Leave(name);
  EXPECT_THAT(answers_, ElementsAre("a", "b", "c", "d", "e"));
}

TEST_F(LanesTest, OtherLanesAndOtherHostsDoNotWait) {
  Enter("a", At("shop.test", 1));
  Enter("b", At("shop.test", 2));
  Enter("c", At("other.test", 1));
  EXPECT_THAT(answers_, ElementsAre("a", "b", "c"));
}

TEST_F(LanesTest, ALaneThatNobodyIsInIsForgotten) {
  for (int i = 0; i < 100; ++i) {
    const std::string host = "shop" + std::to_string(i) + ".test";
    Enter("a", At(host, 1));
    Enter("b", At(host, 1));
    EXPECT_EQ(lanes_.in_use(), 1U);
    Leave("a");
    Leave("b");
  }
  EXPECT_EQ(lanes_.in_use(), 0U);
  EXPECT_EQ(lanes_.under_way(), 0U);
}

TEST_F(LanesTest, StopTellsAllWhoWaitAtOnce) {
  for (const char* name : {"a", "b", "c"}) Enter(name);
  Stop();
  EXPECT_THAT(answers_, ElementsAre("a", "b is refused", "c is refused"));
  EXPECT_EQ(lanes_.under_way(), 1U) << "the turn under way goes on";
  Leave("a");
  EXPECT_EQ(lanes_.in_use(), 0U);
}

TEST_F(LanesTest, StopEndsTheWaitForABeat) {
  const Pace slow{hours(1), milliseconds(1)};
  Enter("a", At("shop.test", 1), slow);
  Enter("b", At("shop.test", 1), slow);
  EXPECT_THAT(answers_, IsEmpty());
  Stop();
  EXPECT_THAT(answers_, testing::UnorderedElementsAre("a is refused", "b is refused"));
  EXPECT_EQ(lanes_.under_way(), 0U);
}

TEST_F(LanesTest, NobodyGetsATurnAfterStop) {
  Stop();
  Enter("a");
  EXPECT_THAT(answers_, ElementsAre("a is refused"));
  EXPECT_EQ(lanes_.in_use(), 0U);
}

TEST_F(LanesTest, ALaneHandedOverAtTheMomentOfStopGoesToNobody) {
  Enter("a");
  Enter("b");
  turns_.erase("a");  // b is woken, but has not run yet
  Stop();
  EXPECT_THAT(answers_, ElementsAre("a", "b is refused"));
  EXPECT_EQ(lanes_.under_way(), 0U);
}

TEST_F(LanesTest, ATurnWaitsForTheBeatOfTheWallClock) {
  const auto start = ManualClock::kStart.time_since_epoch() + milliseconds(5);
  const Pace pace{hours(1), start % hours(1)};
  Enter("a", At("shop.test", 1), pace);
  clock_.Advance(milliseconds(4));
  io_.restart();
  for (int timers = 0; timers < 3; ++timers) io_.run_one();
  EXPECT_THAT(answers_, IsEmpty()) << "a timer has expired, but the wall clock is not there yet";
  clock_.Advance(milliseconds(1));
  while (answers_.empty()) io_.run_one();
  EXPECT_THAT(answers_, ElementsAre("a"));
}

asio::awaitable<void> StartOnBeat(Lanes& lanes, const Clock& clock, Pace pace,
                                  std::vector<std::chrono::nanoseconds>& starts) {
  std::optional<Lanes::Turn> turn = co_await lanes.Wait(At("shop.test", 1), pace);
  if (turn) starts.push_back(clock.Wall().time_since_epoch());
}

TEST(LanesOnTheRealClock, StartOneRequestABeat) {
  asio::io_context io(1);
  const SystemClock clock;
  Lanes lanes(io.get_executor(), clock);
  const Pace pace{milliseconds(10), milliseconds(3)};
  std::vector<std::chrono::nanoseconds> starts;
  for (int i = 0; i < 6; ++i) asio::co_spawn(io, StartOnBeat(lanes, clock, pace, starts), asio::detached);
  io.run();
  ASSERT_EQ(starts.size(), 6U);
  for (std::size_t i = 1; i < starts.size(); ++i)
    EXPECT_GT((starts[i] - pace.phase) / pace.period, (starts[i - 1] - pace.phase) / pace.period);
}

struct Crowd {
  std::map<std::uint32_t, int> inside;
  int most = 0;
  int visits = 0;
};

asio::awaitable<void> VisitBriefly(Lanes& lanes, std::uint32_t lane, unsigned steps, Crowd& crowd) {
  std::optional<Lanes::Turn> turn = co_await lanes.Wait(At("shop.test", lane), {});
  crowd.most = std::max(crowd.most, ++crowd.inside[lane]);
  for (unsigned i = 0; i < steps; ++i) co_await asio::post(asio::use_awaitable);
  --crowd.inside[lane];
  ++crowd.visits;
}

TEST_F(LanesTest, ACrowdGoesThroughOneByOneAndNobodyIsForgotten) {
  std::mt19937 random(7);
  Crowd crowd;
  for (int i = 0; i < 500; ++i) {
    asio::co_spawn(io_, VisitBriefly(lanes_, random() % 3, random() % 4, crowd), asio::detached);
    if (random() % 4 == 0) io_.poll_one();
  }
  Poll();
  EXPECT_EQ(crowd.most, 1);
  EXPECT_EQ(crowd.visits, 500);
  EXPECT_EQ(lanes_.in_use(), 0U);
}

}  // namespace
}  // namespace pricecrew
