#pragma once

#include <asio/awaitable.hpp>
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
  /// Resumes on the caller's executor; at once for zero or less. Ends early, without an error, when cancelled.
  virtual asio::awaitable<void> Sleep(std::chrono::nanoseconds duration) = 0;
};

}  // namespace pricecrew
