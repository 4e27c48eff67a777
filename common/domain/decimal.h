#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// An exact decimal number, digits / 10^scale; what amounts are compared and ordered with.
struct Decimal {
  std::int64_t digits = 0;
  std::uint8_t scale = 0;  ///< 0 to 18

  /// "1099.00", "-3". Keeps trailing zeros of the scale.
  [[nodiscard]] std::string ToString() const;

  /// By value: 1.50 equals 1.5.
  friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);
  friend bool operator==(const Decimal& left, const Decimal& right) { return (left <=> right) == 0; }
};

/// Reads what ToString writes: an optional minus, digits, at most one "." with digits on both sides. Absent
/// for anything else, and for what needs more than 18 digits.
std::optional<Decimal> ParseDecimal(std::string_view text);

}  // namespace pricecrew
