#include "common/pipeline/lanes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/use_awaitable.hpp>
#include <random>
#include <variant>
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

/// The beat of a lane that comes so long after the start of the test's clock.
Pace BeatIn(milliseconds wait, std::chrono::nanoseconds period) {
  return {period, (ManualClock::kStart.time_since_epoch() + wait) % period};
}

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
  void TearDown() override {
    Stop();
    turns_.clear();
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
  std::size_t most_waiting_ = 1'000;
  std::chrono::system_clock::time_point earliest_{};
  std::chrono::system_clock::time_point turn_{};

 private:
  asio::awaitable<void> Visit(std::string name, LanePlace place, Pace pace) {
    LaneWish wish{std::move(place), pace};
    wish.most_waiting = most_waiting_;
    wish.earliest = earliest_;
    wish.turn = turn_;
    Lanes::Outcome outcome = co_await lanes_.Wait(std::move(wish));
    auto* turn = std::get_if<Lanes::Turn>(&outcome);
    const auto* later = std::get_if<Lanes::ComeBack>(&outcome);
    answers_.push_back(turn    ? name
                       : later ? name + " in " + std::to_string(later->wait.count()) + " ms"
                               : name + " is refused");
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
  const Pace slow = BeatIn(milliseconds(9'000), hours(1));
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
  Enter("a", At("shop.test", 1), BeatIn(milliseconds(255), hours(1)));
  clock_.Advance(milliseconds(254));
  io_.restart();
  for (int timers = 0; timers < 3; ++timers) io_.run_one();
  EXPECT_THAT(answers_, IsEmpty()) << "a timer has expired, but the wall clock is not there yet";
  clock_.Advance(milliseconds(1));
  while (answers_.empty()) io_.run_one();
  EXPECT_THAT(answers_, ElementsAre("a"));
}

asio::awaitable<void> StartOnBeat(Lanes& lanes, const Clock& clock, Pace pace,
                                  std::vector<std::chrono::nanoseconds>& starts) {
  LaneWish wish{At("shop.test", 1), pace};
  wish.most_waiting = 100;
  const Lanes::Outcome outcome = co_await lanes.Wait(std::move(wish));
  if (std::holds_alternative<Lanes::Turn>(outcome)) starts.push_back(clock.Wall().time_since_epoch());
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

TEST_F(LanesTest, TheFirstTurnOfALaneThatWasIdleIsNotOnABeatThatIsAboutToCome) {
  Enter("a", At("shop.test", 1), BeatIn(milliseconds(200), milliseconds(1'000)));
  clock_.Advance(milliseconds(1'199));
  io_.restart();
  io_.run_one();
  EXPECT_THAT(answers_, IsEmpty()) << "the owner before may have had the beat at 200 ms";
  clock_.Advance(milliseconds(1));
  while (answers_.empty()) io_.run_one();
  EXPECT_THAT(answers_, ElementsAre("a"));
}

TEST_F(LanesTest, WhoWouldWaitInLineForSecondsIsSentAway) {
  most_waiting_ = 2;
  const Pace pace = BeatIn(milliseconds(400), milliseconds(2'000));
  for (const char* name : {"a", "b", "c", "d"}) Enter(name, At("shop.test", 1), pace);
  EXPECT_THAT(answers_, ElementsAre("d in 6000 ms")) << "a waits for its beat, b and c behind it";
  Enter("e", At("shop.test", 1), pace);
  EXPECT_THAT(answers_, ElementsAre("d in 6000 ms", "e in 8000 ms"));
}

TEST_F(LanesTest, WhoComesBackTooEarlyKeepsItsTurnUnlessTheLaneHasRoom) {
  most_waiting_ = 1;
  turn_ = ManualClock::kStart + std::chrono::seconds(40);
  const Pace pace = BeatIn(milliseconds(400), milliseconds(2'000));
  for (const char* name : {"a", "b", "c", "d"}) Enter(name, At("shop.test", 1), pace);
  EXPECT_THAT(answers_, ElementsAre("c in 40000 ms", "d in 40000 ms"));
}

TEST_F(LanesTest, NobodyIsSentAwayFromALaneThatIsQuick) {
  most_waiting_ = 0;
  for (const char* name : {"a", "b", "c", "d", "e"}) Enter(name, At("shop.test", 1), {milliseconds(100), {}});
  EXPECT_THAT(answers_, IsEmpty());
}

TEST_F(LanesTest, WhoWaitsInLineIsSentAwayOnceTheRequestBeforeTakesLong) {
  most_waiting_ = 1;
  for (const char* name : {"a", "b", "c"}) Enter(name);
  EXPECT_THAT(answers_, ElementsAre("a"));
  clock_.Advance(std::chrono::seconds(3));
  io_.restart();
  while (answers_.size() < 2) io_.run_one();
  EXPECT_THAT(answers_, ElementsAre("a", "c in 3000 ms"));
}

TEST_F(LanesTest, ABeatThatIsFarOffIsNotWaitedFor) {
  Enter("a", At("shop.test", 1), BeatIn(milliseconds(12'000), hours(1)));
  EXPECT_THAT(answers_, ElementsAre("a in 12000 ms"));
  EXPECT_EQ(lanes_.in_use(), 0U);
}

TEST_F(LanesTest, NobodyStartsBeforeTheTimeThatWasAskedFor) {
  earliest_ = ManualClock::kStart + milliseconds(300);
  Enter("a");
  EXPECT_THAT(answers_, IsEmpty());
  clock_.Advance(milliseconds(300));
  io_.restart();
  while (answers_.empty()) io_.run_one();
  EXPECT_THAT(answers_, ElementsAre("a"));
}

asio::awaitable<void> TakeATurn(Lanes& lanes, bool& started) {
  LaneWish wish{At("shop.test", 1), {}};
  const Lanes::Outcome outcome = co_await lanes.Wait(std::move(wish));
  started = std::holds_alternative<Lanes::Turn>(outcome);
}

TEST(LanesThatClose, NoTurnBeginsUntilTheyOpen) {
  asio::io_context io(1);
  const SystemClock clock;
  bool open = false;
  bool started = false;
  Lanes lanes(io.get_executor(), clock, [&open] { return open; });
  asio::co_spawn(io, TakeATurn(lanes, started), asio::detached);
  for (int looks = 0; looks < 3; ++looks) io.run_one();
  EXPECT_FALSE(started);
  open = true;
  io.run();
  EXPECT_TRUE(started);
}

struct Crowd {
  std::map<std::uint32_t, int> inside;
  int most = 0;
  int visits = 0;
};

asio::awaitable<void> VisitBriefly(Lanes& lanes, std::uint32_t lane, unsigned steps, Crowd& crowd) {
  LaneWish wish{At("shop.test", lane), {}};
  const Lanes::Outcome outcome = co_await lanes.Wait(std::move(wish));
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
