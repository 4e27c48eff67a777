#include "common/pipeline/lane_backlog.h"

#include <algorithm>

namespace pricecrew {

using std::chrono::milliseconds;

milliseconds LaneBacklog::StayAway(Time now, milliseconds service) {
  last_use_ = now;
  const milliseconds each = std::max(service, milliseconds(1));
  for (std::size_t i = 0; i < kRungs.size(); ++i) {
    Window& window = windows_[i];
    if (window.sent == 0 || now - window.began >= kRungs[i].wait) window = {now, 0};
    const bool is_last = i + 1 == kRungs.size();
    if (!is_last && window.sent >= milliseconds(kRungs[i].wait) / each) continue;
    ++window.sent;
    return kRungs[i].wait;
  }
  return kRungs.back().wait;
}

bool LaneBacklog::IsStale(Time now) const { return now - last_use_ > kRungs.back().wait; }

}  // namespace pricecrew
