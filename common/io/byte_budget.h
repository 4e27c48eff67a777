#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace pricecrew {

class ByteShare;

/// What the pages of a process may take of its memory at a time, in bytes, whatever their number. A share
/// that has begun goes before those that have not, in the order of asking; where nothing fits, one may go
/// beyond the limit, so that there is always one that ends. From any thread.
class ByteBudget {
 public:
  explicit ByteBudget(std::size_t limit) : limit_(limit) {}

  [[nodiscard]] std::size_t limit() const { return limit_; }
  [[nodiscard]] std::size_t used() const;
  /// The most that was ever in use.
  [[nodiscard]] std::size_t peak() const;

 private:
  friend class ByteShare;

  [[nodiscard]] bool Fits(const ByteShare& share, std::size_t bytes) const;
  [[nodiscard]] bool MayPass(const ByteShare& share) const;
  void Give(ByteShare& share, std::size_t bytes);
  void TakeBack(ByteShare& share, std::size_t bytes);
  void ServeWaiting();
  void ServeFirst(std::deque<ByteShare*>& waiting);
  void Forget(ByteShare& share);

  mutable std::mutex mutex_;
  std::size_t limit_;
  std::size_t used_ = 0;
  std::size_t peak_ = 0;
  std::deque<ByteShare*> begun_;       // waiting for more
  std::deque<ByteShare*> fresh_;       // waiting for their first
  const ByteShare* beyond_ = nullptr;  // the one that may go on beyond the limit
};

/// What one page has of a budget; given back when it ends. Used by one thread at a time.
class ByteShare {
 public:
  explicit ByteShare(std::shared_ptr<ByteBudget> budget) : budget_(std::move(budget)) {}
  ~ByteShare();
  ByteShare(const ByteShare&) = delete;
  ByteShare& operator=(const ByteShare&) = delete;
  ByteShare(ByteShare&&) = delete;
  ByteShare& operator=(ByteShare&&) = delete;

  [[nodiscard]] std::size_t held() const;
  [[nodiscard]] bool IsWaiting() const;

  /// Makes it `bytes` in all; false where others are before it, or there is no room.
  bool Grow(std::size_t bytes);
  /// The same once there is room. `granted` is called by whoever makes room, within the budget, on any
  /// thread: it is to post, and to do nothing else. A second call takes the place of the first.
  void GrowLater(std::size_t bytes, std::function<void()> granted);
  /// Takes the wish back: from its return on, `granted` is not called.
  void StopWaiting();
  /// Makes it `bytes` in all even if there is no room: what is there already has to be accounted for.
  void GrowAnyhow(std::size_t bytes);
  /// Gives back what is beyond `bytes`.
  void Shrink(std::size_t bytes);

 private:
  friend class ByteBudget;

  std::shared_ptr<ByteBudget> budget_;  // shared by all that draw on it; responses outlive what made them
  std::size_t held_ = 0;
  std::size_t wanted_ = 0;
  std::function<void()> granted_;  // set while waiting
};

}  // namespace pricecrew
