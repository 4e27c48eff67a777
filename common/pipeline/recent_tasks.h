#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_set>

#include "common/domain/task.h"

namespace pricecrew {

/// What a consumer settled lately, so that a task delivered twice is not fetched twice. Bounded: the oldest
/// is forgotten first. The same URL always lands with the same consumer, so this suppresses nearly all
/// refetching.
class RecentTasks {
 public:
  explicit RecentTasks(std::size_t most) : most_(most) {}

  /// `mark` tells apart what is remembered of a task.
  void Add(const Task& task, std::uint64_t mark = 0);
  [[nodiscard]] bool Has(const Task& task, std::uint64_t mark = 0) const {
    return keys_.contains(Key(task, mark));
  }

 private:
  /// A generation's task is done again when `resume` publishes it under the next one.
  static std::uint64_t Key(const Task& task, std::uint64_t mark) {
    return std::hash<TaskId>{}(task.id) + std::uint64_t{task.generation} * 0x9e3779b97f4a7c15U +
           mark * 0xd6e8feb86659fd93U;
  }

  std::size_t most_;
  std::unordered_set<std::uint64_t> keys_;
  std::deque<std::uint64_t> order_;
};

}  // namespace pricecrew
