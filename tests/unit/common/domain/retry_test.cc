#include "common/domain/retry.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace pricecrew {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr double kMiddle = 0.5;
constexpr auto kMany = std::numeric_limits<std::uint32_t>::max();

RetryAdvice Advise(std::string_view reason, std::uint32_t attempt = 1,
                   std::optional<milliseconds> retry_after = std::nullopt, double jitter = kMiddle,
                   const RetryPolicy& policy = {}) {
  return AdviseRetry(reason, attempt, retry_after, jitter, policy);
}

TEST(AdviseRetry, TriesAgainWhatMayHeal) {
  for (const char* reason :
       {"http_408", "http_425", "http_429", "http_500",  "http_502",     "http_503",
        "http_504", "http_520", "http_529", "timeout",   "reset",        "dns",
        "connect",  "tls",      "proxy",    "truncated", "bad_encoding", "robots_unreachable",
        "memory",   "stalled"})
    EXPECT_EQ(Advise(reason).wait, seconds(5)) << reason;
}

TEST(AdviseRetry, GivesUpWhatWillNotHeal) {
  for (const char* reason :
       {"http_400", "http_401",      "http_403",     "http_404",       "http_410",  "http_418",
        "http_451", "http_501",      "http_505",     "http_511",       "http_530",  "http_204",
        "http_52",  "http_5200",     "http_52x",     "bad_url",        "too_large", "private_address",
        "not_http", "redirect_loop", "bad_redirect", "internal_error", "poison",    "no_such_word",
        "",         "time",          "timeouts"}) {
    const RetryAdvice advice = Advise(reason, 1, seconds(5));
    EXPECT_EQ(advice.wait, std::nullopt) << reason;
    EXPECT_EQ(advice.hold, std::nullopt) << reason;
  }
}

TEST(AdviseRetry, WaitsLongerEachTime) {
  const RetryPolicy policy{kMany, seconds(10)};
  const auto wait = [&policy](std::uint32_t attempt) {
    return Advise("timeout", attempt, std::nullopt, kMiddle, policy).wait;
  };
  EXPECT_EQ(wait(0), seconds(10)) << "an attempt that nobody counted";
  EXPECT_EQ(wait(1), seconds(10));
  EXPECT_EQ(wait(2), minutes(1));
  EXPECT_EQ(wait(3), minutes(4));
  EXPECT_EQ(wait(4), minutes(4));
  EXPECT_EQ(wait(4'000'000'000), minutes(4));
}

TEST(AdviseRetry, GivesUpAfterTheLastAttempt) {
  EXPECT_EQ(Advise("timeout", 3).wait, minutes(2));
  EXPECT_EQ(Advise("timeout", 4).wait, std::nullopt);
  EXPECT_EQ(Advise("timeout", 5).wait, std::nullopt);
  for (const std::uint32_t attempts : {0U, 1U})
    EXPECT_EQ(Advise("timeout", 1, std::nullopt, kMiddle, {attempts}).wait, std::nullopt) << attempts;
}

TEST(AdviseRetry, TriesABadEncodingOrAnUnknownNameTwiceAtMost) {
  for (const char* reason : {"bad_encoding", "dns"}) {
    EXPECT_EQ(Advise(reason, 1).wait, seconds(5)) << reason;
    EXPECT_EQ(Advise(reason, 2).wait, std::nullopt) << reason;
  }
  EXPECT_EQ(Advise("bad_encoding", 1, std::nullopt, kMiddle, {1}).wait, std::nullopt);
}

TEST(AdviseRetry, SpreadsWaitsByAQuarter) {
  const auto wait = [](double jitter) { return Advise("timeout", 1, std::nullopt, jitter).wait; };
  EXPECT_EQ(wait(0), milliseconds(3'750));
  EXPECT_EQ(wait(0.25), milliseconds(4'375));
  EXPECT_EQ(wait(1), milliseconds(6'250));
  EXPECT_EQ(wait(-7), wait(0));
  EXPECT_EQ(wait(7), wait(1));
}

TEST(AdviseRetry, NeverWaitsLessThanRetryAfter) {
  for (const char* reason : {"http_503", "http_429", "http_500", "http_408"}) {
    EXPECT_EQ(Advise(reason, 1, seconds(30), 0).wait, seconds(30)) << reason;
    EXPECT_EQ(Advise(reason, 1, seconds(1)).wait, seconds(5)) << reason;
    EXPECT_EQ(Advise(reason, 3, seconds(30)).wait, minutes(2)) << reason;
  }
}

TEST(AdviseRetry, NeverWaitsLongerThanAnHour) {
  EXPECT_EQ(Advise("http_503", 1, hours(2)).wait, hours(1));
  EXPECT_EQ(Advise("http_503", 1, hours(2)).hold, hours(1));
  EXPECT_EQ(Advise("http_503", 1, milliseconds::max()).hold, hours(1));
  EXPECT_EQ(Advise("timeout", 3, std::nullopt, 1, {4, minutes(10)}).wait, hours(1));
  EXPECT_EQ(Advise("timeout", 3, std::nullopt, 1, {4, milliseconds::max()}).wait, hours(1));
  EXPECT_EQ(Advise("timeout", 1, std::nullopt, 1, {4, milliseconds::min()}).wait, seconds(0));
}

struct HoldCase {
  std::string_view reason;
  std::uint32_t attempt;
  std::optional<milliseconds> retry_after;
  std::optional<milliseconds> hold;
};

TEST(AdviseRetry, HoldsTheHostThatAskedForAPause) {
  for (const HoldCase& c : {
           HoldCase{"http_429", 1, seconds(60), seconds(60)},
           HoldCase{"http_429", 1, seconds(1), seconds(1)},
           HoldCase{"http_429", 1, std::nullopt, seconds(5)},
           HoldCase{"http_429", 2, std::nullopt, seconds(30)},
           HoldCase{"http_429", 1, seconds(0), seconds(5)},
           HoldCase{"http_429", 1, seconds(-9), seconds(5)},
           HoldCase{"http_503", 1, seconds(60), seconds(60)},
           HoldCase{"http_503", 1, std::nullopt, std::nullopt},
           HoldCase{"http_503", 1, seconds(0), std::nullopt},
           HoldCase{"http_500", 1, seconds(60), std::nullopt},
           HoldCase{"timeout", 1, std::nullopt, std::nullopt},
           HoldCase{"http_404", 1, seconds(60), std::nullopt},
       })
    EXPECT_EQ(Advise(c.reason, c.attempt, c.retry_after).hold, c.hold) << c.reason << ' ' << c.attempt;
}

TEST(AdviseRetry, HoldsTheHostThoughTheTaskIsGivenUp) {
  const RetryAdvice asked = Advise("http_503", 4, seconds(60));
  EXPECT_EQ(asked.wait, std::nullopt);
  EXPECT_EQ(asked.hold, seconds(60));
  EXPECT_EQ(Advise("http_429", 4).hold, minutes(2));
}

}  // namespace
}  // namespace pricecrew
