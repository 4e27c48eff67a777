#include <algorithm>
#include <string>

#include "common/domain/currency.h"
#include "common/domain/money.h"
#include "common/domain/number_text.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsAmount(std::string_view text) {
  const auto points = std::ranges::count(text, '.');
  const auto digits = std::ranges::count_if(text, IsDigit);
  return points <= 1 && static_cast<std::size_t>(points + digits) == text.size() && !text.empty() &&
         IsDigit(text.front()) && IsDigit(text.back());
}

void RequirePrice(const PriceText& price) {
  Require(IsAmount(price.amount), "an amount is a decimal");
  Require(!price.currency || MinorDigits(*price.currency), "a currency is one of ISO 4217");
  Require(IsAmount(NormalizeAmount(price.amount, price.currency.value_or(""))), "it stays a decimal");
}

void Read(std::string_view text, const PriceHints& hints) {
  if (const auto price = ParsePrice(text, hints)) RequirePrice(*price);
  const std::string plain = PlainNumerals(text);
  std::size_t last = 0;
  for (const FoundPrice& found : FindPrices(text, hints)) {
    RequirePrice(found.price);
    Require(found.begin >= last && found.begin < found.end && found.end <= plain.size(),
            "prices stand one behind the other, inside the text");
    last = found.end;
  }
}

}  // namespace

void ReadInput(std::string_view input) {
  Read(input, {});
  const auto [hint, text] = SplitFirstLine(input);
  Read(text, {.currency_text = hint});
  const std::string code = ParseCurrencyCode(hint).value_or("");
  Read(text, {.currency = code, .region = "SE"});
  Read(text, {.decimal_separator = hint, .region = "IN"});
  Read(text, {.group_separator = hint});
}

}  // namespace pricecrew::fuzz
