#include "common/domain/slots.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

namespace pricecrew {
namespace {

constexpr std::uint32_t kShards = 64;

/// How many shards each of the slots owns when the broker gives every shard to its highest bidder.
std::vector<std::uint32_t> Shares(const std::vector<std::uint32_t>& slots) {
  std::map<std::uint32_t, std::vector<std::int32_t>> bids;
  for (const std::uint32_t slot : slots) bids[slot] = ShardPriorities(slot, kShards);
  std::map<std::uint32_t, std::uint32_t> owned;
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const auto best = std::max_element(bids.begin(), bids.end(), [shard](const auto& a, const auto& b) {
      return a.second[shard] < b.second[shard];
    });
    ++owned[best->first];
  }
  std::vector<std::uint32_t> shares;
  for (const std::uint32_t slot : slots) shares.push_back(owned[slot]);
  return shares;
}

std::vector<std::uint32_t> FirstSlots(std::uint32_t count) {
  std::vector<std::uint32_t> slots(count);
  for (std::uint32_t i = 0; i < count; ++i) slots[i] = i;
  return slots;
}

TEST(ShardPriorities, ShareTheShardsEqually) {
  for (const std::uint32_t count : {1U, 2U, 4U, 8U, 16U, 32U, 64U})
    for (const std::uint32_t share : Shares(FirstSlots(count))) EXPECT_EQ(share, kShards / count) << count;
}

TEST(ShardPriorities, ShareNearlyEquallyWhereTheyDoNotDivide) {
  for (const std::uint32_t count : {3U, 5U, 6U, 7U}) {
    const std::vector<std::uint32_t> shares = Shares(FirstSlots(count));
    EXPECT_LE(
        *std::max_element(shares.begin(), shares.end()) - *std::min_element(shares.begin(), shares.end()), 1U)
        << count;
  }
}

TEST(ShardPriorities, LetANewcomerTakeJustItsShare) {
  const auto owner = [](std::uint32_t shard, std::uint32_t slots) {
    std::uint32_t best = 0;
    for (std::uint32_t slot = 1; slot < slots; ++slot)
      if (ShardPriorities(slot, kShards)[shard] > ShardPriorities(best, kShards)[shard]) best = slot;
    return best;
  };
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const std::uint32_t after = owner(shard, 4);
    EXPECT_TRUE(after == 3 || after == owner(shard, 3)) << shard;
  }
}

TEST(ShardPriorities, LeaveNoShardWithoutATaker) {
  for (const std::uint32_t share : Shares({3, 5})) EXPECT_GT(share, 0U);
}

}  // namespace
}  // namespace pricecrew
