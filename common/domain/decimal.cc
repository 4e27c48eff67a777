#include "common/domain/decimal.h"

#include <algorithm>

namespace pricecrew {
namespace {

constexpr std::size_t kMaxDigits = 18;

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

__extension__ using Wide = __int128;

// Both scales are at most 18, so the product stays below 10^36.
Wide Scaled(const Decimal& value, std::uint8_t scale) {
  Wide digits = value.digits;
  for (int i = value.scale; i < scale; ++i) digits *= 10;
  return digits;
}

}  // namespace

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
  const std::uint8_t scale = std::max(left.scale, right.scale);
  return Scaled(left, scale) <=> Scaled(right, scale);
}

std::string Decimal::ToString() const {
  const bool negative = digits < 0;
  std::string text = std::to_string(digits).substr(negative ? 1 : 0);
  if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
  if (scale > 0) text.insert(text.size() - scale, 1, '.');
  return negative ? "-" + text : text;
}

std::optional<Decimal> ParseDecimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::size_t fraction = point < text.size() ? text.size() - point - 1 : 0;
  const bool bare_point = point < text.size() && fraction == 0;
  if (point == 0 || bare_point || point + fraction > kMaxDigits) return std::nullopt;
  Decimal value{0, static_cast<std::uint8_t>(fraction)};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (!IsDigit(text[i])) return std::nullopt;
    value.digits = value.digits * 10 + (text[i] - '0');
  }
  if (negative) value.digits = -value.digits;
  return value;
}

}  // namespace pricecrew
