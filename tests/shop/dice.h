#pragma once

#include <cstddef>
#include <cstdint>

namespace pricecrew::shop {

/// A stream of pseudo-random numbers (splitmix64), the same on every machine and compiler.
class Dice {
 public:
  /// Streams of different `stream` numbers are independent under the same seed.
  Dice(std::uint64_t seed, std::uint64_t stream);

  std::uint64_t Next();
  /// 0 to `limit` - 1; `limit` is 1 or more.
  std::size_t Below(std::size_t limit);
  /// True in `percent` of a hundred throws.
  bool Chance(std::size_t percent) { return Below(100) < percent; }
  /// One of a container's elements; it is not empty.
  template <typename Container>
  const auto& Pick(const Container& container) {
    return container[Below(container.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace pricecrew::shop
