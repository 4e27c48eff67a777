#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <string>

#include "common/domain/result.h"
#include "common/domain/robots.h"

namespace pricecrew {

/// What the robots.txt of each origin said, to one event loop. Bounded: what was asked for longest ago is
/// forgotten first.
class RobotsCache {
 public:
  using Time = std::chrono::steady_clock::time_point;

  struct Entry {
    RobotsRules rules;
    bool unreachable = false;  ///< it could not be had: nothing may be fetched (RFC 9309 2.3.1.4)
    Time expires{};
    std::optional<Error> error =
        {};  ///< why it could not be had, where its pages cannot be had for the same reason
  };

  explicit RobotsCache(std::size_t most_bytes = std::size_t{16} << 20) : most_bytes_(most_bytes) {}

  /// Null where nothing is known, or not any more. Valid until the next call.
  const Entry* Find(const std::string& origin, Time now);
  void Keep(const std::string& origin, Entry entry);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  using Order = std::list<std::string>;
  struct Kept {
    Entry entry;
    Order::iterator place;
  };

  void Forget(const std::string& origin);

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  Order order_;  // the latest used first
  std::map<std::string, Kept> kept_;
};

}  // namespace pricecrew
