#include "producer/price_shape.h"

#include <algorithm>
#include <array>

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 24> kSigns = {"$",  "€",  "£",  "¥",  "₹", "₽", "₴", "₩",
                                                     "₺",  "₫",  "₪",  "₱",  "₦", "฿", "₡", "₸",
                                                     "￥", "元", "円", "원", "₲", "₵", "₾", "₼"};

// Words need a border on their outer side, so that "Ftp" or "lein" is none.
constexpr std::array<std::string_view, 66> kWords = {
    "EUR", "USD", "GBP", "CHF", "PLN", "CZK", "SEK",  "NOK", "DKK",  "HUF", "RON", "BGN", "HRK",  "RUB",
    "UAH", "TRY", "INR", "CNY", "JPY", "KRW", "AUD",  "CAD", "NZD",  "BRL", "MXN", "ZAR", "AED",  "SAR",
    "ILS", "SGD", "HKD", "THB", "MYR", "IDR", "VND",  "PHP", "kr",   "kr.", "Kr",  "Kr.", "SEK.", "zł",
    "zl",  "Kč",  "Kc",  "Ft",  "lei", "Lei", "LEI",  "руб", "руб.", "р.",  "грн", "лв",  "лв.",  "Rs",
    "Rs.", "RM",  "Rp",  "TL",  "kn",  "din", "SFr.", "Fr.", "Euro", "euro"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsWordByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

struct Number {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t decimals = 0;  // digits after the last separator
  bool above_zero = false;
};

// A run of digits with single separators between them: "1.299,00", "1'299", "1 299". A space joins only
// groups of three digits, so that two numbers side by side stay two.
Number NumberAt(std::string_view text, std::size_t begin) {
  Number number{.begin = begin, .end = begin};
  std::size_t group = 0;
  bool parted = false;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (IsDigit(text[at])) {
      number.above_zero = number.above_zero || text[at] != '0';
      number.end = at + 1;
      ++group;
      continue;
    }
    const bool joins = text[at] == '.' || text[at] == ',' || text[at] == '\'' || text[at] == ' ';
    if (!joins || at + 1 >= text.size() || !IsDigit(text[at + 1])) break;
    const auto next = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
    if (text[at] == ' ' && (group > 3 || next - at - 1 != 3)) break;
    group = 0;
    parted = true;
  }
  number.decimals = parted ? group : 0;
  return number;
}

bool CurrencyEndsAt(std::string_view text, std::size_t end) {
  if (end > 0 && text[end - 1] == ' ') --end;
  const auto before = text.substr(0, end);
  for (const auto sign : kSigns) {
    if (before.ends_with(sign)) return true;
  }
  for (const auto word : kWords) {
    if (before.ends_with(word) && (word.size() == end || !IsWordByte(before[end - word.size() - 1])))
      return true;
  }
  return false;
}

bool CurrencyBeginsAt(std::string_view text, std::size_t begin) {
  while (begin < text.size() && std::string_view(" ,.-*").find(text[begin]) != std::string_view::npos)
    ++begin;
  auto after = text.substr(begin, 16);
  if (after.starts_with("–")) after.remove_prefix(std::string_view("–").size());
  if (after.starts_with(' ')) after.remove_prefix(1);
  for (const auto sign : kSigns) {
    if (after.starts_with(sign)) return true;
  }
  for (const auto word : kWords) {
    if (after.starts_with(word) && (word.size() >= after.size() || !IsWordByte(after[word.size()])))
      return true;
  }
  return false;
}

template <typename Wanted>
std::vector<std::uint32_t> NumbersThat(std::string_view text, Wanted wanted) {
  std::vector<std::uint32_t> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!IsDigit(text[at])) {
      ++at;
      continue;
    }
    const auto number = NumberAt(text, at);
    if (number.above_zero && wanted(number)) found.push_back(static_cast<std::uint32_t>(at));
    at = number.end;
  }
  return found;
}

}  // namespace

std::vector<std::uint32_t> PricePositions(std::string_view text) {
  return NumbersThat(text, [text](const Number& number) {
    return CurrencyEndsAt(text, number.begin) || CurrencyBeginsAt(text, number.end);
  });
}

std::vector<std::uint32_t> DecimalPositions(std::string_view text) {
  return NumbersThat(text, [text](const Number& number) {
    if (number.decimals != 2 || (number.begin > 0 && IsWordByte(text[number.begin - 1]))) return false;
    const auto after = text.substr(number.end, 2);
    const bool parts_date = text[number.end - 3] != '.' && text[number.end - 3] != ',';
    return !parts_date && !after.starts_with('%') && after != " %" &&
           (after.empty() || !IsWordByte(after[0]));
  });
}

}  // namespace pricecrew
