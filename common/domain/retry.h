#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pricecrew {

/// No wait is longer, whatever a host asks for.
inline constexpr std::chrono::hours kLongestWait{1};

struct RetryPolicy {
  std::uint32_t attempts = 4;                   ///< in all, the first included; 1: never again
  std::chrono::milliseconds first_wait{5'000};  ///< after the first attempt; later waits are multiples of it
};

struct RetryAdvice {
  std::optional<std::chrono::milliseconds> wait;  ///< until the task's next attempt; absent: give up
  std::optional<std::chrono::milliseconds>
      hold;  ///< the host asked for a pause: nothing is sent to it for so long
};

/// What to do after attempt number `attempt` (from 1) of a task failed for `reason`: "http_503", "timeout",
/// "reset", "dns", "robots_unreachable", "memory", ... A reason that the table does not know is not tried
/// again. `retry_after` is what the answer's header asked for; 0 counts as nothing said. `jitter`, 0 to 1, is
/// random: waits are spread by a quarter to both sides.
RetryAdvice AdviseRetry(std::string_view reason, std::uint32_t attempt,
                        std::optional<std::chrono::milliseconds> retry_after, double jitter,
                        const RetryPolicy& policy);

}  // namespace pricecrew
