#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace pricecrew {

/// A thread that calls back once the earliest of the times that it was given has come. It starts with the
/// first one, and ends with the timer.
class MemoryTimer {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `due` runs on that thread, and answers when it is next to be called; absent for not before an Arm.
  explicit MemoryTimer(std::function<std::optional<Time>()> due) : due_(std::move(due)) {}

  /// From any thread.
  void Arm(Time at);

 private:
  void Run(const std::stop_token& stop);
  void SetEarlier(Time at);

  std::function<std::optional<Time>()> due_;
  std::mutex mutex_;  // for what follows; not held while `due_` runs
  std::condition_variable_any changed_;
  std::optional<Time> next_;
  std::jthread thread_;  // ends before the rest
};

}  // namespace pricecrew
