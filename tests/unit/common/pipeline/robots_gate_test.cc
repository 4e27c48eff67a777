#include "common/pipeline/robots_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <optional>

#include "common/pipeline/fetcher.h"
#include "tests/support/fake_http.h"
#include "tests/support/manual_clock.h"

// What a fetch does about robots.txt, by RFC 9309.

namespace pricecrew {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;

constexpr const char* kRobots = "http://shop.test/robots.txt";
constexpr const char* kPage = "http://shop.test/p/1";

class RobotsTest : public testing::Test {
 protected:
  RobotsTest() {
    options_.budgets.others = {4, 0};
    http_.AnswerPage(kPage);
  }

  void Start(const std::string& url, std::optional<FetchResult>& result, std::uint32_t lane = 1) {
    Task task = *MakePageTask("job-1", Stage::kProduct, url);
    task.lane = lane;
    asio::co_spawn(io_, Fetch(std::move(task)), [&result](const std::exception_ptr&, FetchResult fetched) {
      result = std::move(fetched);
    });
    Poll();
  }
  FetchResult Result(const std::string& url = kPage, std::uint32_t lane = 1) {
    std::optional<FetchResult> result;
    Start(url, result, lane);
    return std::move(result).value();
  }
  void Poll() {
    io_.restart();
    io_.poll();
  }
  void AnswerStatus(int status, std::vector<HttpHeader> headers = {}) {
    http_.Answer(kRobots, HttpResponse{status, std::move(headers), ""});
  }
  static bool IsPage(const FetchResult& result) { return std::holds_alternative<FetchedPage>(result); }

  asio::io_context io_{1};
  ManualClock clock_;
  FetcherOptions options_;
  ShardSession session_{0, 100};
  FakeHttp http_{io_.get_executor()};
  Lanes lanes_{io_.get_executor(), clock_};
  std::optional<Fetcher> fetcher_;

 private:
  asio::awaitable<FetchResult> Fetch(Task task) {
    if (!fetcher_) fetcher_.emplace(io_.get_executor(), http_, lanes_, clock_, options_);
    co_return co_await fetcher_->Fetch(task, session_);
  }
};

TEST_F(RobotsTest, AreAskedBeforeTheFirstPageOfAnOriginAndOnlyThen) {
  http_.AnswerPage(kRobots, "User-agent: *\nDisallow: /cart");
  http_.AnswerPage("https://shop.test/p/1");
  EXPECT_TRUE(IsPage(Result()));
  EXPECT_TRUE(IsPage(Result()));
  EXPECT_TRUE(IsPage(Result("https://shop.test/p/1")));
  EXPECT_THAT(http_.Urls(),
              ElementsAre(kRobots, kPage, kPage, "https://shop.test/robots.txt", "https://shop.test/p/1"));
}

TEST_F(RobotsTest, WhatTheyForbidIsNotFetched) {
  http_.AnswerPage(kRobots, "User-agent: pricecrew\nDisallow: /p/\nUser-agent: *\nAllow: /");
  EXPECT_EQ(std::get<FetchForbidden>(Result()).reason, "robots");
  EXPECT_THAT(http_.Urls(), ElementsAre(kRobots));
}

TEST_F(RobotsTest, AreNotAskedWhereThatIsTurnedOff) {
  options_.robots = RobotsPolicy::kIgnore;
  http_.AnswerPage(kRobots, "User-agent: *\nDisallow: /");
  EXPECT_TRUE(IsPage(Result()));
  EXPECT_THAT(http_.Urls(), ElementsAre(kPage));
}

TEST_F(RobotsTest, ThatAreMissingAllowEverything2_3_1_3) {
  for (const int status : {400, 401, 403, 404, 410}) {
    fetcher_.reset();
    AnswerStatus(status);
    EXPECT_TRUE(IsPage(Result())) << status;
  }
}

TEST_F(RobotsTest, ThatCannotBeHadForbidEverythingForAWhile2_3_1_4) {
  for (const int status : {429, 500, 503}) {
    fetcher_.reset();
    AnswerStatus(status);
    EXPECT_EQ(std::get<FetchFailed>(Result()).reason, "robots_unreachable") << status;
  }
  http_.Answer(kRobots, Error{ErrorKind::kRetryLater, "no answer", "timeout"});
  fetcher_.reset();
  EXPECT_EQ(std::get<FetchFailed>(Result()).reason, "robots_unreachable");
  const std::size_t asked = http_.requests().size();
  EXPECT_EQ(std::get<FetchFailed>(Result()).reason, "robots_unreachable");
  EXPECT_EQ(http_.requests().size(), asked) << "not asked again at once";
  AnswerStatus(404);
  clock_.Advance(options_.robots_again);
  EXPECT_TRUE(IsPage(Result()));
}

TEST_F(RobotsTest, OfAHostThatIsNotThereAreNotToBlame) {
  http_.Answer(kRobots, Error{ErrorKind::kGiveUp, std::string("GET ") + kRobots + ": a private address",
                              "private_address"});
  const FetchResult result = Result();
  EXPECT_EQ(std::get<FetchFailed>(result).reason, "private_address");
  EXPECT_EQ(std::get<FetchFailed>(result).detail, std::string("GET ") + kPage + ": a private address");
}

TEST_F(RobotsTest, ThePauseThatTheyAreAnsweredWithIsGivenOn) {
  AnswerStatus(503, {{"retry-after", "9"}});
  EXPECT_EQ(std::get<FetchFailed>(Result()).retry_after, seconds(9));
}

TEST_F(RobotsTest, AreFollowedThroughFiveRedirectsWithinTheHost2_3_1_2) {
  http_.AnswerRedirect(kRobots, "/r1");
  for (int i = 1; i < 5; ++i)
    http_.AnswerRedirect("http://shop.test/r" + std::to_string(i), "/r" + std::to_string(i + 1));
  http_.AnswerPage("http://shop.test/r5", "User-agent: *\nDisallow: /");
  EXPECT_TRUE(std::holds_alternative<FetchForbidden>(Result()));
  fetcher_.reset();
  http_.AnswerRedirect(kRobots, "http://other.test/robots.txt");
  EXPECT_TRUE(IsPage(Result())) << "another host is not asked in this one's lane";
}

TEST_F(RobotsTest, AreAskedAgainAfterADay2_4) {
  http_.AnswerPage(kRobots, "User-agent: *\nDisallow: /");
  EXPECT_TRUE(std::holds_alternative<FetchForbidden>(Result()));
  AnswerStatus(404);
  clock_.Advance(std::chrono::hours(24));
  EXPECT_TRUE(IsPage(Result()));
}

TEST_F(RobotsTest, ManyTasksAtOnceAskOnce) {
  http_.AnswerPage(kRobots, "");
  http_.Hold(kRobots);
  std::optional<FetchResult> first;
  std::optional<FetchResult> second;
  Start(kPage, first, 1);
  Start(kPage, second, 2);
  EXPECT_THAT(http_.Urls(), ElementsAre(kRobots));
  http_.Open(kRobots);
  Poll();
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(IsPage(*first) && IsPage(*second));
  EXPECT_THAT(http_.Urls(), ElementsAre(kRobots, kPage, kPage));
}

TEST_F(RobotsTest, ACrawlDelayLeavesOneProductLane) {
  http_.AnswerPage(kRobots, "User-agent: *\nCrawl-delay: 0.001");
  const FetchResult moved = Result(kPage, 3);
  const Task& task = std::get<FetchElsewhere>(moved).task;
  EXPECT_EQ(PlaceTask(task, options_.budgets, {}).lane, 1U);
  EXPECT_THAT(http_.Urls(), ElementsAre(kRobots));
}

TEST_F(RobotsTest, ACrawlDelayIsTheTimeBetweenTwoRequestsOfBothStagesTogether) {
  http_.AnswerPage(kRobots, "User-agent: *\nCrawl-delay: 3");
  std::optional<FetchResult> result;
  Start(kPage, result, 1);
  EXPECT_FALSE(result) << "lane 1 of 2 has its beat at 3 s of every 6";
  const auto into = ManualClock::kStart.time_since_epoch() % seconds(6);
  clock_.Advance((seconds(9) - into) % seconds(6));
  io_.restart();
  while (!result) io_.run_one();
  EXPECT_TRUE(IsPage(*result));
}

}  // namespace
}  // namespace pricecrew
