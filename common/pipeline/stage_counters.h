#pragma once

#include <atomic>
#include <cstdint>

#include "common/domain/settlement.h"

namespace pricecrew {

/// How many tasks were settled as what, by all event loops of a process. From any thread.
class StageCounters {
 public:
  void Count(Outcome outcome) {
    counts_[static_cast<std::size_t>(outcome)].fetch_add(1, std::memory_order_relaxed);
  }
  /// A task that failed and is tried again.
  void CountRetry() { retries_.fetch_add(1, std::memory_order_relaxed); }
  /// A task that went to the ladder because its lane was taken or its host held.
  void CountPutAside() { put_aside_.fetch_add(1, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t retries() const { return retries_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t put_aside() const { return put_aside_.load(std::memory_order_relaxed); }

  [[nodiscard]] std::uint64_t Of(Outcome outcome) const {
    return counts_[static_cast<std::size_t>(outcome)].load(std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t Total() const {
    std::uint64_t total = 0;
    for (const auto& count : counts_) total += count.load(std::memory_order_relaxed);
    return total;
  }

 private:
  std::atomic<std::uint64_t> counts_[5] = {};  // by Outcome
  std::atomic<std::uint64_t> retries_ = 0;
  std::atomic<std::uint64_t> put_aside_ = 0;
};

}  // namespace pricecrew
