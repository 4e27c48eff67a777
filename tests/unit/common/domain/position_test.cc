#include "common/domain/position.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace pricecrew {
namespace {

/// In the order of the output.
const std::vector<Position>& InOrder() {
  static const std::vector<Position> positions{
      {0, {}, 1, 0},    {0, {}, 1, 1},  {0, {}, 1, 2},     {0, {}, 2, 1},      {0, {}, 256, 1},
      {0, {1}, 1, 1},   {0, {1}, 2, 1}, {0, {1, 7}, 1, 3}, {0, {2}, 1, 1},     {0, {255}, 1, 1},
      {0, {256}, 1, 1}, {1, {}, 1, 1},  {256, {}, 0, 0},   {65'536, {}, 1, 1}, {4'000'000'000U, {}, 1, 1}};
  return positions;
}

TEST(Position, OrdersMemberByMember) { EXPECT_TRUE(std::is_sorted(InOrder().begin(), InOrder().end())); }

TEST(Position, SortKeysSortAsThePositionsDo) {
  for (const Position& a : InOrder())
    for (const Position& b : InOrder()) EXPECT_EQ(a < b, SortKey(a) < SortKey(b));
}

}  // namespace
}  // namespace pricecrew
