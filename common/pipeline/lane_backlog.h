#pragma once

#include <array>
#include <chrono>
#include <cstdint>

#include "common/domain/topology.h"

namespace pricecrew {

/// How long the tasks that a lane has no room for are to stay away. Each rung of the ladder gets at most as
/// many of them as the lane can start within the rung's wait, shortest rung first; the longest takes the
/// rest. So the lane finds work whenever it is free, and a task is seldom sent away more than a few times,
/// without a record of who is where.
class LaneBacklog {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// The wait for one more task; `service` is how long the lane takes for each.
  std::chrono::milliseconds StayAway(Time now, std::chrono::milliseconds service);

  /// True where it remembers nothing that matters any more.
  [[nodiscard]] bool IsStale(Time now) const;

 private:
  struct Window {
    Time began{};
    std::int64_t sent = 0;
  };
  std::array<Window, kRungs.size()> windows_;
  Time last_use_{};
};

}  // namespace pricecrew
