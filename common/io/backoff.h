#pragma once

#include <chrono>
#include <random>

namespace pricecrew {

/// Waiting times that double from `first` to `longest`, each shortened by up to half at random, so that those who
/// lost the same broker do not all come back at once. One thread.
class Backoff {
 public:
  struct Range {
    std::chrono::milliseconds first{250};
    std::chrono::milliseconds longest{10'000};
  };

  Backoff(Range range, std::uint64_t seed);

  std::chrono::milliseconds Next();
  /// After a success: begins with `first` again.
  void Reset();

 private:
  Range range_;
  std::chrono::milliseconds next_;
  std::minstd_rand random_;
};

}  // namespace pricecrew
