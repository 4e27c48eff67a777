#include "common/pipeline/robots_cache.h"

#include <utility>

namespace pricecrew {

namespace {

constexpr std::size_t kBytesBesideTheRules = 500;

std::size_t BytesOf(const RobotsCache::Entry& entry) {
  return kBytesBesideTheRules + entry.rules.MemoryBytes();
}

}  // namespace

const RobotsCache::Entry* RobotsCache::Find(const std::string& origin, Time now) {
  const auto found = kept_.find(origin);
  if (found == kept_.end()) return nullptr;
  if (found->second.entry.expires <= now) {
    Forget(origin);
    return nullptr;
  }
  order_.splice(order_.begin(), order_, found->second.place);
  return &found->second.entry;
}

void RobotsCache::Keep(const std::string& origin, Entry entry) {
  Forget(origin);
  bytes_ += BytesOf(entry);
  order_.push_front(origin);
  kept_.emplace(origin, Kept{std::move(entry), order_.begin()});
  while (bytes_ > most_bytes_ && kept_.size() > 1) {
    const std::string oldest = order_.back();
    Forget(oldest);
  }
}

void RobotsCache::Forget(const std::string& origin) {
  const auto found = kept_.find(origin);
  if (found == kept_.end()) return;
  bytes_ -= BytesOf(found->second.entry);
  order_.erase(found->second.place);
  kept_.erase(found);
}

}  // namespace pricecrew
