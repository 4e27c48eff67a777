#pragma once

#include <chrono>

namespace pricecrew {

/// When the tasks that a lane has no room for may expect their turn: one after the other, from now on. An
/// expectation and no reservation: the task stays away about so long, and whichever is there when the lane is
/// free has it.
class LaneBacklog {
 public:
  using Time = std::chrono::system_clock::time_point;

  /// The turn of one more task; `service` is how long the lane takes for each.
  Time NextTurn(Time now, std::chrono::milliseconds service);

  /// True where all turns that it gave have passed.
  [[nodiscard]] bool IsOver(Time now) const { return last_turn_ < now; }

 private:
  Time last_turn_{};
};

}  // namespace pricecrew
