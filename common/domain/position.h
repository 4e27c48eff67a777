#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// Where something stands in a job's output. Positions are ordered member by member; a category's own
/// products come before those of its subcategories.
struct Position {
  std::uint32_t index = 0;                   ///< of the submitted URL, from 0
  std::vector<std::uint32_t> subcategories;  ///< ranks of the subcategories on the way down, from 1
  std::uint32_t page = 0;  ///< of the category, from 1; 0 for a URL that was submitted itself
  std::uint32_t rank = 0;  ///< on the page, from 1; 0 for the page itself

  friend auto operator<=>(const Position&, const Position&) = default;
};

/// Bytes that sort (memcmp) as the positions do.
std::string SortKey(const Position& position);
/// The position that has this sort key; absent where none has.
std::optional<Position> FromSortKey(std::string_view key);

}  // namespace pricecrew
