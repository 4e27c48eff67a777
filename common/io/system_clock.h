#pragma once

#include "common/ports/clock.h"

namespace pricecrew {

/// The machine's own clocks. Without state: one may serve every event loop.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] std::chrono::steady_clock::time_point Steady() const override;
  [[nodiscard]] std::chrono::system_clock::time_point Wall() const override;
};

}  // namespace pricecrew
