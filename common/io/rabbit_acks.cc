#include "common/io/rabbit_acks.h"

#include <algorithm>
#include <utility>

namespace pricecrew {

bool RabbitAcks::Settled(std::uint64_t tag) const { return tag <= run_ || beyond_.contains(tag); }

void RabbitAcks::Settle(std::uint64_t tag) {
  if (Settled(tag)) return;
  unsent_.push_back(tag);
  if (tag != run_ + 1) {
    beyond_.insert(tag);
    return;
  }
  run_ = tag;
  while (!beyond_.empty() && *beyond_.begin() == run_ + 1) {
    beyond_.erase(beyond_.begin());
    ++run_;
  }
}

void RabbitAcks::SettleAllUpTo(std::uint64_t tag) {
  while (run_ < tag) Settle(run_ + 1);
}

std::vector<RabbitAcks::Ack> RabbitAcks::Take() {
  std::vector<Ack> acks;
  std::uint64_t highest_in_run = 0;
  for (const std::uint64_t tag : std::exchange(unsent_, {}))
    if (tag <= run_)
      highest_in_run = std::max(highest_in_run, tag);
    else
      acks.push_back({tag, false});
  if (highest_in_run > 0) acks.insert(acks.begin(), {highest_in_run, true});
  return acks;
}

}  // namespace pricecrew
