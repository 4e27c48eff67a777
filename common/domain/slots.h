#pragma once

#include <cstdint>
#include <vector>

namespace pricecrew {

/// The x-priority with which the consumer in `slot` subscribes to each of `shards` shards: a pure function,
/// so that consumers share the shards evenly without talking to each other. Slot 0 takes all; each further
/// slot takes its fair share from whoever has most at that point, with a priority above theirs (slot + 1);
/// what a slot does not take it asks for with a negative priority, by hash, for the case that all its takers
/// are gone.
std::vector<std::int32_t> ShardPriorities(std::uint32_t slot, std::uint32_t shards);

}  // namespace pricecrew
