#pragma once

#include <mutex>
#include <utility>
#include <vector>

#include "common/io/wakeup.h"

namespace pricecrew {

/// What other threads ask of an I/O thread, in order. The thread is woken once for however many wait.
template <typename T>
class IoMailbox {
 public:
  void Push(T item) {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    const bool was_empty = items_.empty();
    items_.push_back(std::move(item));
    if (was_empty) wakeup_.Notify();
  }

  /// The I/O thread's; clears the wake-up.
  std::vector<T> TakeAll() {
    const std::lock_guard lock(mutex_);
    wakeup_.Clear();
    return std::exchange(items_, {});
  }

  /// Nobody will take any more: what is pushed from now on is dropped.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    items_.clear();
  }

  [[nodiscard]] const Wakeup& wakeup() const { return wakeup_; }

 private:
  Wakeup wakeup_;
  std::mutex mutex_;
  std::vector<T> items_;
  bool closed_ = false;
};

}  // namespace pricecrew
