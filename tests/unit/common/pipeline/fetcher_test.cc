#include "common/pipeline/fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <optional>

#include "tests/support/fake_http.h"
#include "tests/support/manual_clock.h"

namespace pricecrew {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::Pair;

Task PageTask(const std::string& url) {
  Task task = *MakePageTask("job", Stage::kProduct, url);
  task.lane = 1;
  return task;
}

class FetcherTest : public testing::Test {
 protected:
  FetcherTest() {
    options_.budgets.others.rate = 0;
    options_.robots = RobotsPolicy::kIgnore;
  }

  /// Starts a fetch; its result appears in `result`, which outlives the test's loop.
  void Start(Task task, std::optional<FetchResult>& result) {
    if (!fetcher_) fetcher_.emplace(io_.get_executor(), http_, lanes_, clock_, options_);
    asio::co_spawn(io_, Fetch(std::move(task)), [&result](const std::exception_ptr&, FetchResult fetched) {
      result = std::move(fetched);
    });
    Poll();
  }
  FetchResult Result(Task task) {
    std::optional<FetchResult> result;
    Start(std::move(task), result);
    return result.value();
  }
  std::string FailureOf(const std::string& url) {
    return std::get<FetchFailed>(Result(PageTask(url))).reason;
  }
  void Poll() {
    io_.restart();
    io_.poll();
  }

  asio::io_context io_{1};
  ManualClock clock_;
  FetcherOptions options_;
  ShardSession session_{0, 100};
  FakeHttp http_{io_.get_executor()};
  Lanes lanes_{io_.get_executor(), clock_};
  std::optional<Fetcher> fetcher_;  // made at the first fetch

 private:
  asio::awaitable<FetchResult> Fetch(Task task) { co_return co_await fetcher_->Fetch(task, session_); }
};

TEST_F(FetcherTest, GivesThePageAndWhereItCameFrom) {
  http_.AnswerPage("http://shop.test/p/1", "<h1>Lamp</h1>");
  const FetchResult result = Result(PageTask("http://shop.test/p/1"));
  const auto& page = std::get<FetchedPage>(result);
  EXPECT_EQ(page.url.Href(), "http://shop.test/p/1");
  EXPECT_EQ(page.View().body, "<h1>Lamp</h1>");
  EXPECT_EQ(page.View().content_type, "text/html");
}

TEST_F(FetcherTest, NamesWhyAPageCannotBeHad) {
  http_.Answer("http://shop.test/gone", HttpResponse{410, {}, ""});
  http_.Answer("http://shop.test/slow", Error{ErrorKind::kRetryLater, "no answer", "timeout"});
  http_.Answer("http://shop.test/300", HttpResponse{302, {}, ""});
  http_.AnswerRedirect("http://shop.test/mail", "mailto:a@shop.test");
  EXPECT_EQ(FailureOf("http://shop.test/gone"), "http_410");
  EXPECT_EQ(FailureOf("http://shop.test/slow"), "timeout");
  EXPECT_EQ(FailureOf("http://shop.test/300"), "http_302") << "a redirect without a target";
  EXPECT_EQ(FailureOf("http://shop.test/mail"), "bad_redirect");
  Task bad = PageTask("http://shop.test/");
  bad.url = "ftp://shop.test/";
  EXPECT_EQ(std::get<FetchFailed>(Result(bad)).reason, "bad_url");
}

TEST_F(FetcherTest, FollowsRedirectsWithinTheHost) {
  http_.AnswerRedirect("http://shop.test/p/1", "/p/one#top");
  http_.AnswerRedirect("http://shop.test/p/one", "http://www.shop.test/p/1.html");
  http_.AnswerPage("http://www.shop.test/p/1.html");
  const FetchResult result = Result(PageTask("http://shop.test/p/1"));
  EXPECT_EQ(std::get<FetchedPage>(result).url.Href(), "http://www.shop.test/p/1.html");
}

TEST_F(FetcherTest, GivesUpOnALoopOfRedirects) {
  http_.AnswerRedirect("http://shop.test/a", "/b");
  http_.AnswerRedirect("http://shop.test/b", "/a");
  EXPECT_EQ(FailureOf("http://shop.test/a"), "redirect_loop");
  EXPECT_EQ(http_.requests().size(), kMaxRedirects + 1);
}

TEST_F(FetcherTest, CountsTheRedirectsThatOtherHostsMadeBefore) {
  http_.AnswerRedirect("http://other.test/a", "http://shop.test/b");
  Task task = PageTask("http://shop.test/a");
  task.hop = "http://other.test/a";
  task.hops = kMaxRedirects;
  const FetchResult moved = Result(task);
  EXPECT_EQ(std::get<FetchElsewhere>(moved).task.hops, kMaxRedirects + 1);
  task.hops = std::get<FetchElsewhere>(moved).task.hops;
  EXPECT_EQ(std::get<FetchFailed>(Result(task)).reason, "redirect_loop");
  EXPECT_EQ(http_.requests().size(), 1U);
}

TEST_F(FetcherTest, LeavesAnotherHostToWhoeverHasItsLanes) {
  http_.AnswerRedirect("http://shop.test/p/1", "/p/one");
  http_.AnswerRedirect("http://shop.test/p/one", "https://other.test/p#x");
  const FetchResult result = Result(PageTask("http://shop.test/p/1"));
  const Task& moved = std::get<FetchElsewhere>(result).task;
  EXPECT_EQ(moved.hop, "https://other.test/p");
  EXPECT_EQ(moved.hops, 2U);
  EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/p/1", "http://shop.test/p/one"));
}

TEST_F(FetcherTest, ARedirectWaitsForItsTurnBehindWhoWasThereBefore) {
  http_.Hold("http://shop.test/a");
  http_.AnswerRedirect("http://shop.test/a", "/a2");
  http_.Hold("http://shop.test/b");
  http_.AnswerPage("http://shop.test/a2");
  http_.AnswerPage("http://shop.test/b");
  std::optional<FetchResult> first;
  std::optional<FetchResult> second;
  Start(PageTask("http://shop.test/a"), first);
  Start(PageTask("http://shop.test/b"), second);
  http_.Open("http://shop.test/a");
  Poll();
  EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/a", "http://shop.test/b"));
  http_.Open("http://shop.test/b");
  Poll();
  EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/a", "http://shop.test/b", "http://shop.test/a2"));
  EXPECT_EQ(http_.MostAtOnce("shop.test"), 1U);
  EXPECT_TRUE(first && second);
}

TEST_F(FetcherTest, GivesThePauseThatTheHostAsksFor) {
  http_.Answer("http://shop.test/busy", HttpResponse{503, {{"retry-after", "7"}}, ""});
  const FetchResult result = Result(PageTask("http://shop.test/busy"));
  const auto& failed = std::get<FetchFailed>(result);
  EXPECT_EQ(failed.reason, "http_503");
  EXPECT_EQ(failed.host, "shop.test");
  EXPECT_EQ(failed.retry_after, std::chrono::seconds(7));
}

TEST_F(FetcherTest, SendsNothingToAHostThatIsHeld) {
  options_.guards.held_until = [](const std::string& host) {
    return host == "shop.test" ? std::optional(ManualClock::kStart + std::chrono::seconds(9)) : std::nullopt;
  };
  http_.AnswerPage("http://other.test/p");
  const FetchResult result = Result(PageTask("http://shop.test/p"));
  EXPECT_EQ(std::get<FetchLater>(result).wait, std::chrono::seconds(9));
  EXPECT_FALSE(std::get<FetchLater>(result).turn);
  EXPECT_TRUE(std::holds_alternative<FetchedPage>(Result(PageTask("http://other.test/p"))));
  EXPECT_THAT(http_.Urls(), ElementsAre("http://other.test/p"));
}

TEST_F(FetcherTest, AHoldThatComesDuringTheWaitForATurnCounts) {
  bool held = false;
  options_.guards.held_until = [&held](const std::string&) {
    return held ? std::optional(ManualClock::kStart + std::chrono::seconds(9)) : std::nullopt;
  };
  http_.Hold("http://shop.test/a");
  http_.AnswerPage("http://shop.test/a");
  std::optional<FetchResult> first;
  std::optional<FetchResult> second;
  Start(PageTask("http://shop.test/a"), first);
  Start(PageTask("http://shop.test/b"), second);
  held = true;
  http_.Open("http://shop.test/a");
  Poll();
  ASSERT_TRUE(second);
  EXPECT_FALSE(std::get<FetchLater>(*second).turn);
  EXPECT_THAT(http_.Urls(), ElementsAre("http://shop.test/a"));
}

TEST_F(FetcherTest, StartsNothingForAShardThatIsLeft) {
  session_.closing = true;
  EXPECT_TRUE(std::holds_alternative<FetchStopped>(Result(PageTask("http://shop.test/"))));
  EXPECT_TRUE(http_.requests().empty());
}

TEST_F(FetcherTest, ItsRequestsEndWithTheirShard) {
  session_.group = 5;
  http_.Hold("http://shop.test/");
  std::optional<FetchResult> result;
  Start(PageTask("http://shop.test/"), result);
  http_.Abort(4);
  Poll();
  EXPECT_FALSE(result);
  http_.Abort(5);
  Poll();
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<FetchStopped>(*result));
}

Task TaskWithSecrets() {
  Task task = PageTask("http://shop.test/p/1");
  task.request.headers = {{"Authorization", "secret"}};
  task.request.user_agent = "tester/1";
  task.request.accept_language = "de";
  Cookie cookie;
  cookie.domain = "shop.test";
  cookie.name = "sid";
  cookie.value = "1";
  task.request.cookies = {cookie};
  return task;
}

TEST_F(FetcherTest, SendsWhatTheJobAsksFor) {
  Result(TaskWithSecrets());
  EXPECT_THAT(http_.requests()[0].headers,
              testing::UnorderedElementsAre(Pair("Authorization", "secret"), Pair("User-Agent", "tester/1"),
                                            Pair("Accept-Language", "de"), Pair("Cookie", "sid=1")));
}

TEST_F(FetcherTest, SendsNoHeaderOrCookieOfTheJobToAnotherHost) {
  Task task = TaskWithSecrets();
  task.hop = "http://other.test/p";
  Result(task);
  EXPECT_THAT(http_.requests()[0].headers, Not(Contains(Pair("Authorization", testing::_))));
  EXPECT_THAT(http_.requests()[0].headers, Not(Contains(Pair("Cookie", testing::_))));
  EXPECT_THAT(http_.requests()[0].headers, Contains(Pair("User-Agent", "tester/1")));
}

TEST_F(FetcherTest, FetchesNothingOnceTheLanesAreStopped) {
  lanes_.Stop();
  EXPECT_TRUE(std::holds_alternative<FetchStopped>(Result(PageTask("http://shop.test/"))));
  EXPECT_TRUE(http_.requests().empty());
}

TEST_F(FetcherTest, AnAbortedRequestIsNoFailureOfThePage) {
  http_.Hold("http://shop.test/");
  std::optional<FetchResult> result;
  Start(PageTask("http://shop.test/"), result);
  http_.Close();
  Poll();
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<FetchStopped>(*result));
}

}  // namespace
}  // namespace pricecrew
