#include "common/pipeline/recent_tasks.h"

namespace pricecrew {

void RecentTasks::Add(const Task& task, std::uint64_t mark) {
  const std::uint64_t key = Key(task, mark);
  if (!keys_.insert(key).second) return;
  order_.push_back(key);
  if (order_.size() <= most_) return;
  keys_.erase(order_.front());
  order_.pop_front();
}

}  // namespace pricecrew
