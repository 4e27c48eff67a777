#include "common/io/memory_timer.h"

#include <algorithm>

namespace pricecrew {

void MemoryTimer::SetEarlier(Time at) { next_ = next_ ? std::min(*next_, at) : at; }

void MemoryTimer::Arm(Time at) {
  const std::lock_guard lock(mutex_);
  SetEarlier(at);
  if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
  changed_.notify_one();
}

void MemoryTimer::Run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    const Time until = next_.value_or(Time::max());
    const bool other_time =
        changed_.wait_until(lock, stop, until, [&] { return next_.value_or(Time::max()) != until; });
    if (other_time || stop.stop_requested()) continue;
    next_.reset();
    lock.unlock();
    const std::optional<Time> after = due_();
    lock.lock();
    if (after) SetEarlier(*after);
  }
}

}  // namespace pricecrew
