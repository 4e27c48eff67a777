#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/domain/money.h"

namespace pricecrew {

/// A number of a text with the sign beside it, as places in bytes.
struct PriceSpot {
  std::size_t begin = 0;  ///< of the number or the sign before it
  std::size_t end = 0;    ///< of the number or the sign behind it
  std::string_view number;
  bool has_sign = false;  ///< of a kind that makes it a price whatever stands around it
};

/// Where the spots before and behind a spot end and begin.
struct SpotNeighbours {
  std::size_t before = 0;
  std::size_t behind = 0;
};

/// Tells by the words beside a number what it is. Looks at some 64 bytes to both sides, no further.
class PriceContext {
 public:
  /// `plain`, as PlainNumerals makes it, must outlive the context.
  explicit PriceContext(std::string_view plain);

  /// Absent where the number is no price: a saving, a rate, an instalment, the cost of shipping or what has
  /// to be bought for none, a percentage, millions; without a sign also a date, a time, a measure, a count, a
  /// phone or model number.
  [[nodiscard]] std::optional<PriceRole> RoleOf(const PriceSpot& spot, const SpotNeighbours& near) const;

  /// True where what stands between two spots makes a range of them.
  [[nodiscard]] bool IsRange(const PriceSpot& low, const PriceSpot& high, const SpotNeighbours& near) const;

 private:
  std::string_view plain_;
  std::string lower_;  // of the same length
};

/// True where a text in lower case tells the lowest price of the last 30 days, as shops in the EU have to
/// where they reduce one.
bool NamesLowestOfDays(std::string_view lower);

/// The end of two digits of hundredths and their word ("50 коп.") that begin at `at` in such a text; absent
/// where there are none.
std::optional<std::size_t> HundredthsEnd(std::string_view plain, std::size_t at);

}  // namespace pricecrew
