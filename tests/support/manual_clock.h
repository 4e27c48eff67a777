#pragma once

#include <chrono>

#include "common/ports/clock.h"

namespace pricecrew {

/// A clock that a test sets. It stands at a fixed time until then.
class ManualClock : public Clock {
 public:
  [[nodiscard]] std::chrono::steady_clock::time_point Steady() const override {
    return std::chrono::steady_clock::time_point(since_start_);
  }
  [[nodiscard]] std::chrono::system_clock::time_point Wall() const override { return kStart + since_start_; }

  void Advance(std::chrono::nanoseconds by) { since_start_ += by; }

  static constexpr std::chrono::system_clock::time_point kStart{std::chrono::seconds(1'700'000'000)};

 private:
  std::chrono::nanoseconds since_start_{0};
};

}  // namespace pricecrew
