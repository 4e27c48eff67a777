#include "common/pipeline/lane_backlog.h"

#include <algorithm>

namespace pricecrew {

LaneBacklog::Time LaneBacklog::NextTurn(Time now, std::chrono::milliseconds service) {
  last_turn_ = std::max(last_turn_, now) + service;
  return last_turn_;
}

}  // namespace pricecrew
