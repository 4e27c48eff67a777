#include "common/io/byte_budget.h"

#include <algorithm>
#include <utility>

namespace pricecrew {

std::size_t ByteBudget::used() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

std::size_t ByteBudget::peak() const {
  const std::lock_guard lock(mutex_);
  return peak_;
}

bool ByteBudget::Fits(const ByteShare& share, std::size_t bytes) const {
  if (&share == beyond_) return true;
  if (used_ + (bytes - share.held_) <= limit_) return true;
  return share.held_ == 0 ? used_ == 0 : beyond_ == nullptr;
}

/// Whether nobody waits that comes before it.
bool ByteBudget::MayPass(const ByteShare& share) const {
  return &share == beyond_ || (begun_.empty() && (share.held_ > 0 || fresh_.empty()));
}

void ByteBudget::Give(ByteShare& share, std::size_t bytes) {
  used_ += bytes - share.held_;
  share.held_ = bytes;
  peak_ = std::max(peak_, used_);
}

void ByteBudget::TakeBack(ByteShare& share, std::size_t bytes) {
  used_ -= share.held_ - bytes;
  share.held_ = bytes;
  if (used_ <= limit_ || (&share == beyond_ && bytes == 0)) beyond_ = nullptr;
  ServeWaiting();
}

void ByteBudget::ServeWaiting() {
  ServeFirst(begun_);
  if (begun_.empty()) ServeFirst(fresh_);
}

void ByteBudget::ServeFirst(std::deque<ByteShare*>& waiting) {
  while (!waiting.empty() && Fits(*waiting.front(), waiting.front()->wanted_)) {
    ByteShare& share = *waiting.front();
    waiting.pop_front();
    const bool within = used_ + (share.wanted_ - share.held_) <= limit_;
    if (!within) beyond_ = &share;
    Give(share, share.wanted_);
    std::exchange(share.granted_, nullptr)();
  }
}

void ByteBudget::Forget(ByteShare& share) {
  if (!share.granted_) return;
  share.granted_ = nullptr;
  std::erase(begun_, &share);
  std::erase(fresh_, &share);
}

ByteShare::~ByteShare() {
  const std::lock_guard lock(budget_->mutex_);
  budget_->Forget(*this);
  budget_->TakeBack(*this, 0);
}

std::size_t ByteShare::held() const {
  const std::lock_guard lock(budget_->mutex_);
  return held_;
}

bool ByteShare::IsWaiting() const {
  const std::lock_guard lock(budget_->mutex_);
  return granted_ != nullptr;
}

bool ByteShare::Grow(std::size_t bytes) {
  const std::lock_guard lock(budget_->mutex_);
  if (bytes <= held_) return true;
  if (!budget_->MayPass(*this) || !budget_->Fits(*this, bytes)) return false;
  if (budget_->used_ + (bytes - held_) > budget_->limit_) budget_->beyond_ = this;
  budget_->Give(*this, bytes);
  return true;
}

void ByteShare::GrowLater(std::size_t bytes, std::function<void()> granted) {
  const std::lock_guard lock(budget_->mutex_);
  budget_->Forget(*this);
  wanted_ = std::max(bytes, held_);
  granted_ = std::move(granted);
  std::deque<ByteShare*>& waiting = held_ > 0 ? budget_->begun_ : budget_->fresh_;
  waiting.insert(this == budget_->beyond_ ? waiting.begin() : waiting.end(), this);
  budget_->ServeWaiting();
}

void ByteShare::StopWaiting() {
  const std::lock_guard lock(budget_->mutex_);
  budget_->Forget(*this);
  budget_->ServeWaiting();  // it may have been in the way of smaller ones
}

void ByteShare::GrowAnyhow(std::size_t bytes) {
  const std::lock_guard lock(budget_->mutex_);
  if (bytes > held_) budget_->Give(*this, bytes);
  wanted_ = std::max(wanted_, held_);
}

void ByteShare::Shrink(std::size_t bytes) {
  const std::lock_guard lock(budget_->mutex_);
  if (bytes < held_) budget_->TakeBack(*this, bytes);
}

}  // namespace pricecrew
