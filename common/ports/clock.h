#pragma once

#include <chrono>

namespace pricecrew {

/// Time, as the stages see it.
class Clock {
 public:
  virtual ~Clock() = default;
  /// For intervals; never goes back.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point Steady() const = 0;
  /// For what other machines have to agree on.
  [[nodiscard]] virtual std::chrono::system_clock::time_point Wall() const = 0;
};

}  // namespace pricecrew
