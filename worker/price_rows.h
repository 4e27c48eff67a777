#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "common/domain/decimal.h"
#include "worker/outline.h"
#include "worker/price_places.h"

namespace pricecrew {

/// What the words of its row make of a price.
enum class RowMeaning : unsigned char {
  kPrice,     ///< nothing else
  kFormer,    ///< no longer asked: "RRP", "lowest price in 30 days"
  kOther,     ///< none: an instalment, a saving, the cost of shipping
  kQuantity,  ///< that of several: "from 10 pieces"
};

/// The words beside a price, of the nearest element around it that has more than the price's own, and no
/// other price. Both empty where there is none, or where they are no row but a text.
struct PriceRow {
  std::string_view before;
  std::string_view behind;
};

PriceRow RowOf(const VisibleOutline& outline, std::span<const PricePlace> places, std::size_t place);

/// What its row says of the price.
RowMeaning MeaningOf(const PriceRow& row, const PricePlace& place, const PriceHints& hints);

/// Whether a text that holds two prices, the words before them and between them says that the first is no
/// longer asked: "De $20 por $15".
bool IsReplaced(std::string_view text, const PricePlace& first, const PriceHints& hints);

/// Whether the words before a price name the number that one of the amounts has to be taken times to make it:
/// "set of 4" before $196 where $49 is asked, "12 x $20" before a sum of $240.
bool IsMultiple(std::string_view before, const PricePlace& place, std::span<const Decimal> amounts);

}  // namespace pricecrew
