#include "common/domain/slots.h"

#include <algorithm>
#include <string>

#include "common/domain/task_id.h"

namespace pricecrew {
namespace {

constexpr std::uint64_t kFallbackRange = 1'000'000;

/// Of the first `slots` slots the one that has most shards, the lowest among equals.
std::uint32_t Richest(const std::vector<std::uint32_t>& owner, std::uint32_t slots) {
  std::vector<std::uint32_t> count(slots);
  for (const std::uint32_t slot : owner)
    if (slot < slots) ++count[slot];
  return static_cast<std::uint32_t>(std::max_element(count.begin(), count.end()) - count.begin());
}

/// Of the shards of `from`, the one that `slot` takes: by hash, so that takers are spread.
std::uint32_t Pick(const std::vector<std::uint32_t>& owner, std::uint32_t from, std::uint32_t slot) {
  std::uint32_t best = 0;
  std::uint64_t best_hash = 0;
  for (std::uint32_t shard = 0; shard < owner.size(); ++shard) {
    if (owner[shard] != from) continue;
    const std::uint64_t hash = StableHash(std::to_string(slot) + "/" + std::to_string(shard)) | 1;
    if (hash > best_hash) {
      best = shard;
      best_hash = hash;
    }
  }
  return best;
}

}  // namespace

std::vector<std::int32_t> ShardPriorities(std::uint32_t slot, std::uint32_t shards) {
  std::vector<std::uint32_t> owner(shards, 0);
  for (std::uint32_t newcomer = 1; newcomer <= slot; ++newcomer)
    for (std::uint32_t taken = 0; taken < shards / (newcomer + 1); ++taken)
      owner[Pick(owner, Richest(owner, newcomer), newcomer)] = newcomer;
  std::vector<std::int32_t> priorities(shards);
  for (std::uint32_t shard = 0; shard < shards; ++shard) {
    const std::uint64_t hash = StableHash("fallback/" + std::to_string(slot) + "/" + std::to_string(shard));
    priorities[shard] = owner[shard] == slot ? static_cast<std::int32_t>(slot) + 1
                                             : -1 - static_cast<std::int32_t>(hash % kFallbackRange);
  }
  return priorities;
}

}  // namespace pricecrew
