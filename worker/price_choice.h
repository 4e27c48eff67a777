#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "worker/outline.h"
#include "worker/price_places.h"
#include "worker/price_score.h"

namespace pricecrew {

/// Which of the prices that a page shows is its product's.
struct ChosenPrice {
  std::size_t place = 0;  ///< its number
  bool reduced = false;   ///< a dearer one beside it was likelier, but percents tell that this is asked
  std::optional<std::string> high;    ///< where it is the least of several that may be picked: the most
  std::optional<std::string> before;  ///< what percents beside them say that it is reduced from
};

/// The likeliest of the places, which have a weight each; absent where none is likely.
std::optional<ChosenPrice> ChoosePrice(const VisibleOutline& outline, std::span<const PricePlace> places,
                                       std::span<const PriceWeight> weights);

}  // namespace pricecrew
