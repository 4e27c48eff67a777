#pragma once

#include <cstddef>
#include <cstdint>

namespace pricecrew {

/// One uninterrupted time in which a loop consumes a shard, as the tasks see it that came in it.
struct ShardSession {
  std::uint64_t group = 0;   ///< of its HTTP requests
  std::size_t prefetch = 1;  ///< tasks that the broker hands out at most
  std::size_t in_hand = 0;   ///< tasks delivered and not done with
  bool closing = false;      ///< the lanes are, or soon will be, another's: nothing may be started any more

  /// True where tasks that have to wait would soon leave no room for those that need not.
  [[nodiscard]] bool IsCrowded() const { return in_hand * 2 > prefetch; }
};

}  // namespace pricecrew
