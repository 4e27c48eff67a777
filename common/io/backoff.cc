#include "common/io/backoff.h"

#include <algorithm>

namespace pricecrew {

Backoff::Backoff(Range range, std::uint64_t seed)
    : range_(range), next_(range.first), random_(static_cast<std::minstd_rand::result_type>(seed)) {}

std::chrono::milliseconds Backoff::Next() {
  const std::chrono::milliseconds full = next_;
  next_ = std::min(range_.longest, next_ * 2);
  std::uniform_int_distribution<std::chrono::milliseconds::rep> shortened(full.count() / 2, full.count());
  return std::chrono::milliseconds(shortened(random_));
}

void Backoff::Reset() { next_ = range_.first; }

}  // namespace pricecrew
