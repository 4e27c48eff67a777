#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace pricecrew {

/// What was published over one channel and not confirmed yet. Tags count from 1, as the broker's do.
template <typename Entry>
class ConfirmWindow {
 public:
  /// The tag that the next Add gets.
  [[nodiscard]] std::uint64_t next_tag() const { return first_tag_ + entries_.size(); }
  [[nodiscard]] std::size_t size() const { return unsettled_; }

  void Add(Entry entry) {
    entries_.push_back(std::move(entry));
    ++unsettled_;
  }

  /// Null for one that is settled or was never added.
  Entry* Find(std::uint64_t tag) {
    if (tag < first_tag_ || tag >= next_tag()) return nullptr;
    auto& slot = entries_[tag - first_tag_];
    return slot ? &*slot : nullptr;
  }

  /// Hands the entry to `receive` and forgets it.
  template <typename Receive>
  void Settle(std::uint64_t tag, Receive receive) {
    if (Entry* entry = Find(tag)) {
      Entry settled = std::move(*entry);
      entries_[tag - first_tag_].reset();
      --unsettled_;
      receive(std::move(settled));
    }
    DropSettledFront();
  }

  template <typename Receive>
  void SettleAllUpTo(std::uint64_t tag, Receive receive) {
    while (!entries_.empty() && first_tag_ <= tag) Settle(first_tag_, receive);
  }

  /// The channel has gone: all that is unsettled, in order; tags count from 1 again.
  std::vector<Entry> TakeAll() {
    std::vector<Entry> left;
    for (auto& slot : entries_)
      if (slot) left.push_back(std::move(*slot));
    entries_.clear();
    unsettled_ = 0;
    first_tag_ = 1;
    return left;
  }

 private:
  void DropSettledFront() {
    while (!entries_.empty() && !entries_.front()) {
      entries_.pop_front();
      ++first_tag_;
    }
  }

  std::deque<std::optional<Entry>> entries_;  // empty where settled
  std::uint64_t first_tag_ = 1;
  std::size_t unsettled_ = 0;
};

}  // namespace pricecrew
