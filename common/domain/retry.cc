#include "common/domain/retry.h"

#include <algorithm>
#include <array>
#include <limits>

#include "common/domain/ascii.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

enum class Hold {
  kNever,
  kWhereAsked,  ///< for what Retry-After says
  kAlways,      ///< without Retry-After for as long as the task itself waits
};

struct Row {
  std::string_view reason;  ///< "?" stands for any digit
  std::uint32_t attempts;   ///< at most, whatever the policy
  Hold hold = Hold::kNever;
};

constexpr std::uint32_t kAsPolicySays = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kOnce = 1;

/// The first row that fits holds; what none fits is not tried again.
constexpr std::array kTable{
    // the server's word: too busy, too early, broken for now
    Row{"http_408", kAsPolicySays},
    Row{"http_425", kAsPolicySays},
    Row{"http_429", kAsPolicySays, Hold::kAlways},
    Row{"http_500", kAsPolicySays},
    Row{"http_502", kAsPolicySays},
    Row{"http_503", kAsPolicySays, Hold::kWhereAsked},
    Row{"http_504", kAsPolicySays},
    Row{"http_52?", kAsPolicySays},  // a proxy in front of the shop did not reach it
    Row{"http_???", kOnce},
    // the way there
    Row{"connect", kAsPolicySays},
    Row{"dns", 2},  // most often a misspelt name, which nobody wants to wait for
    Row{"proxy", kAsPolicySays},
    Row{"reset", kAsPolicySays},
    Row{"robots_unreachable", kAsPolicySays},
    Row{"stalled", kAsPolicySays},
    Row{"timeout", kAsPolicySays},
    Row{"tls", kAsPolicySays},
    Row{"truncated", kAsPolicySays},
    // our side
    Row{"memory", kAsPolicySays},
    // a body that was cut looks so, too
    Row{"bad_encoding", 2},
    // the same tomorrow
    Row{"bad_redirect", kOnce},
    Row{"bad_url", kOnce},
    Row{"not_http", kOnce},
    Row{"private_address", kOnce},
    Row{"redirect_loop", kOnce},
    Row{"too_large", kOnce},
};
constexpr Row kUnknown{"", kOnce};

/// Multiples of the first wait, after the first, the second and every further attempt.
constexpr std::array kGrowth{1, 6, 24};
constexpr double kSpread = 0.25;

constexpr bool Fits(std::string_view pattern, std::string_view reason) {
  return std::equal(pattern.begin(), pattern.end(), reason.begin(), reason.end(),
                    [](char wanted, char c) { return wanted == '?' ? IsAsciiDigit(c) : wanted == c; });
}

const Row& RowOf(std::string_view reason) {
  const auto* found = std::find_if(kTable.begin(), kTable.end(),
                                   [reason](const Row& row) { return Fits(row.reason, reason); });
  return found == kTable.end() ? kUnknown : *found;
}

milliseconds Capped(milliseconds wait) {
  return std::clamp(wait, milliseconds(0), milliseconds(kLongestWait));
}

milliseconds OwnWait(std::uint32_t attempt, double jitter, milliseconds first_wait) {
  const std::size_t step = std::min<std::size_t>(std::max(attempt, 1U), kGrowth.size()) - 1;
  const double spread = 1 - kSpread + 2 * kSpread * std::clamp(jitter, 0.0, 1.0);
  return Capped(milliseconds(static_cast<std::int64_t>(static_cast<double>(Capped(first_wait).count()) *
                                                       kGrowth.at(step) * spread)));
}

}  // namespace

RetryAdvice AdviseRetry(std::string_view reason, std::uint32_t attempt,
                        std::optional<milliseconds> retry_after, double jitter, const RetryPolicy& policy) {
  const Row& row = RowOf(reason);
  const milliseconds own = OwnWait(attempt, jitter, policy.first_wait);
  const milliseconds asked = Capped(retry_after.value_or(milliseconds(0)));
  RetryAdvice advice;
  if (attempt < std::min(row.attempts, policy.attempts)) advice.wait = std::max(own, asked);
  if (row.hold == Hold::kNever) return advice;
  if (asked > milliseconds(0))
    advice.hold = asked;
  else if (row.hold == Hold::kAlways)
    advice.hold = own;
  return advice;
}

}  // namespace pricecrew
