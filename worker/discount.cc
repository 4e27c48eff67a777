#include "worker/discount.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "common/domain/decimal.h"
#include "common/html/ascii.h"

namespace pricecrew {
namespace {

// Hundredths of a percent that `price` lies below `regular`; absent where it does not.
std::optional<std::int64_t> DiscountOf(std::string_view price, std::string_view regular) {
  const auto low = ParseDecimal(price);
  const auto high = ParseDecimal(regular);
  if (!low || !high || !(*low < *high)) return std::nullopt;
  const auto digits = [](const Decimal& value, std::uint8_t scale) {
    std::int64_t scaled = value.digits;
    for (std::uint8_t i = value.scale; i < scale; ++i) scaled *= 10;
    return scaled;
  };
  const std::uint8_t scale = std::max(low->scale, high->scale);
  constexpr std::int64_t kLargest = 100'000'000'000;  // keeps the products below within range
  if (scale > 4 || low->digits > kLargest || high->digits > kLargest) return std::nullopt;
  const std::int64_t whole = digits(*high, scale);
  return (whole - digits(*low, scale)) * 10'000 / whole;
}

std::int64_t NumberOf(std::string_view digits) {
  std::int64_t number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

// Before the sign at `at`, or right behind it, as in Turkish: "16 %", "%16". 0 where there is none.
std::int64_t PercentAt(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostDigits = 3;
  std::size_t end = at;
  while (end > 0 && IsHtmlSpace(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && IsAsciiDigit(text[begin - 1]) && end - begin < kMostDigits) --begin;
  if (begin < end) return NumberOf(text.substr(begin, end - begin));
  begin = end = at + 1;
  while (end < text.size() && IsAsciiDigit(text[end]) && end - begin < kMostDigits) ++end;
  return NumberOf(text.substr(begin, end - begin));
}

}  // namespace

bool NamesDiscount(std::string_view text, std::string_view price, std::string_view regular) {
  constexpr std::int64_t kRounding = 110;  // a percent, and what cutting the fraction adds
  const auto discount = DiscountOf(price, regular);
  if (!discount) return false;
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const std::int64_t percent = PercentAt(text, at);
    const std::int64_t away = percent * 100 - *discount;
    if (percent > 0 && away <= kRounding && away >= -kRounding) return true;
  }
  return false;
}

}  // namespace pricecrew
