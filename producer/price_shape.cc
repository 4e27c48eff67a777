#include "producer/price_shape.h"

#include "common/domain/money.h"
#include "common/domain/number_text.h"

namespace pricecrew {
namespace {

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsAboveZero(std::string_view amount) {
  return amount.find_first_of("123456789") != std::string_view::npos;
}

// Two digits after a single "." or ",", and none of "12.05.2020", "12,90 %", "v2.10".
bool IsPlainDecimal(std::string_view text, NumberText number) {
  const auto digits = text.substr(number.begin, number.end - number.begin);
  const auto separator = digits.find_last_of(".,' ");
  if (separator == std::string_view::npos || digits.size() - separator != 3) return false;
  if (digits[separator] != '.' && digits[separator] != ',') return false;
  const bool repeats = digits.find(digits[separator]) != separator;
  if (repeats || (number.begin > 0 && IsWordByte(text[number.begin - 1]))) return false;
  const auto after = text.substr(number.end, 2);
  return !after.starts_with('%') && after != " %" && (after.empty() || !IsWordByte(after[0]));
}

}  // namespace

std::vector<PriceMark> ShownPrices(std::string_view text, std::string_view region) {
  std::vector<PriceMark> prices;
  PriceHints hints;
  hints.region = region;
  for (auto& found : FindPrices(text, hints)) {
    if (!IsAboveZero(found.price.amount)) continue;
    prices.push_back({static_cast<std::uint32_t>(found.begin), std::move(found.price.amount),
                      std::move(found.price.currency).value_or("")});
  }
  return prices;
}

std::vector<PriceMark> ShownDecimals(std::string_view text) {
  std::vector<PriceMark> prices;
  for (const auto number : FindNumbers(text)) {
    if (!IsPlainDecimal(text, number)) continue;
    auto amount = ReadNumber(text.substr(number.begin, number.end - number.begin), {});
    if (IsAboveZero(amount))
      prices.push_back({static_cast<std::uint32_t>(number.begin), std::move(amount), {}});
  }
  return prices;
}

}  // namespace pricecrew
