#include "common/pipeline/robots_cache.h"

#include <utility>

namespace pricecrew {

const RobotsCache::Entry* RobotsCache::Find(const std::string& origin, Time now) {
  const auto found = kept_.find(origin);
  if (found == kept_.end()) return nullptr;
  if (found->second.entry.expires <= now) {
    order_.erase(found->second.place);
    kept_.erase(found);
    return nullptr;
  }
  order_.splice(order_.begin(), order_, found->second.place);
  return &found->second.entry;
}

void RobotsCache::Keep(const std::string& origin, Entry entry) {
  if (const auto found = kept_.find(origin); found != kept_.end()) {
    found->second.entry = std::move(entry);
    order_.splice(order_.begin(), order_, found->second.place);
    return;
  }
  order_.push_front(origin);
  kept_.emplace(origin, Kept{std::move(entry), order_.begin()});
  if (kept_.size() <= most_) return;
  kept_.erase(order_.back());
  order_.pop_back();
}

}  // namespace pricecrew
