#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/post.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace pricecrew {

/// What an I/O thread tells its event loop, in order. One post carries everything that gathered until the loop
/// comes to it. Held by a shared_ptr, since a post may be under way when both sides have gone.
template <typename T>
class LoopOutbox : public std::enable_shared_from_this<LoopOutbox<T>> {
 public:
  using Sink = std::function<void(T)>;

  LoopOutbox(asio::any_io_executor executor, Sink sink)
      : executor_(std::move(executor)), sink_(std::move(sink)) {}

  /// The I/O thread: keeps `item` until Flush.
  void Push(T item) { unsent_.push_back(std::move(item)); }

  /// The I/O thread: lets the loop have what was pushed.
  void Flush() {
    if (unsent_.empty()) return;
    const std::lock_guard lock(mutex_);
    if (!detached_) Append();
    unsent_.clear();
  }

  /// The event loop: no more calls of the sink, no more posts.
  void Detach() {
    sink_ = nullptr;
    const std::lock_guard lock(mutex_);
    detached_ = true;
    sent_.clear();
  }

 private:
  void Append() {
    for (T& item : unsent_) sent_.push_back(std::move(item));
    if (std::exchange(posted_, true)) return;
    asio::post(executor_, [self = this->shared_from_this()] { self->Deliver(); });
  }

  void Deliver() {
    for (T& item : TakeSent())
      if (sink_) sink_(std::move(item));  // an earlier item's receiver may have detached
  }

  std::vector<T> TakeSent() {
    const std::lock_guard lock(mutex_);
    posted_ = false;
    return std::exchange(sent_, {});
  }

  asio::any_io_executor executor_;
  Sink sink_;               // the loop's
  std::vector<T> unsent_;   // the I/O thread's
  std::mutex mutex_;        // for what follows
  std::vector<T> sent_;
  bool posted_ = false;
  bool detached_ = false;
};

}  // namespace pricecrew
