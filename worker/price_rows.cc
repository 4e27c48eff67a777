#include "worker/price_rows.h"

#include <algorithm>
#include <array>

#include "common/domain/currency.h"
#include "common/domain/lower_case.h"
#include "common/domain/money.h"
#include "common/domain/number_text.h"
#include "common/html/ascii.h"
#include "common/html/short_names.h"

namespace pricecrew {
namespace {

constexpr int kLevels = 5;  // out to the row
constexpr ShortNames kRows("tr", "li", "dl", "form", "section");
constexpr ShortNames kCells("td", "dd");

bool HoldsOther(const VisibleOutline& outline, std::span<const PricePlace> places, std::size_t place,
                std::size_t index) {
  const auto other_at = [&](std::size_t other) {
    return outline.Contains(index, places[other].element) && places[other].text != places[place].text;
  };
  for (std::size_t i = place; i > 0 && outline.Contains(index, places[i - 1].element); --i)
    if (other_at(i - 1)) return true;
  for (std::size_t i = place + 1; i < places.size() && outline.Contains(index, places[i].element); ++i)
    if (other_at(i)) return true;
  return false;
}

void Skip(std::string_view& text, std::string_view marks) {
  text.remove_prefix(std::min(text.find_first_not_of(marks), text.size()));
}

bool SkipWord(std::string_view& text, std::span<const std::string_view> words) {
  const auto word =
      std::ranges::find_if(words, [text](std::string_view one) { return text.starts_with(one); });
  if (word == words.end()) return false;
  text.remove_prefix(word->size());
  Skip(text, " ");
  return true;
}

// The digits at the front of a text.
std::string_view SkipNumber(std::string_view& text) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, size);
  text.remove_prefix(size);
  Skip(text, " ");
  return digits;
}

// "from 10 pcs", "5-9:", "ab 3 Stk.", "20+"
bool IsQuantity(std::string_view words) {
  static constexpr std::array<std::string_view, 17> kFrom{
      "ab ",    "from ",      "od ",  "\u0432\u0456\u0434 ", "\u043E\u0442 ", "da ",   "desde ",
      "vanaf ", "fr\u00E5n ", "fra ", "d\u00E8s ",           "buy ",          "min. ", ">=",
      "\u2265", ">",          "x"};
  static constexpr std::array<std::string_view, 6> kTo{"-",   "\u2013", "\u2014",
                                                       "to ", "bis ",   "\u0434\u043E "};
  static constexpr std::array<std::string_view, 24> kUnits{
      "st\u00FCck", "stk",   "st",           "pieces", "pcs", "pc",       "units",       "unit",
      "pack",       "ea",    "\u0448\u0442", "ks",     "szt", "db",       "buc",         "kpl",
      "adet",       "stuks", "pezzi",        "pz",     "uds", "unidades", "unit\u00E9s", "\u500B"};
  const std::string lower = LowerCase(TrimHtmlSpace(words));
  std::string_view rest = lower;
  SkipWord(rest, kFrom);
  const std::string_view least = SkipNumber(rest);
  if (least.empty() || least.size() > 5 || least == "1" || least == "0") return false;
  if (SkipWord(rest, kTo)) SkipNumber(rest);
  Skip(rest, "+ ");
  SkipWord(rest, kUnits);
  Skip(rest, ".:= \u00D7x");
  return rest.empty();
}

// Nothing, marks, or the sign of a currency.
bool IsNoWord(std::string_view text) {
  const auto sign = FindSign(text);
  if (sign && sign->size == text.size()) return true;
  return std::ranges::none_of(text, [](char c) {
    return IsAsciiAlpha(c) || IsAsciiDigit(c) || c == '+' || static_cast<unsigned char>(c) >= 0x80;
  });
}

// The words of the table cell, or the term, before the one of a price.
PriceRow CellBefore(const VisibleOutline& outline, std::size_t index) {
  constexpr std::size_t kMostWords = 40;
  for (int level = 0; level < kLevels && index > 0; ++level, index = outline.at(index).parent) {
    if (!kCells.Holds(outline.at(index).node.Tag())) continue;
    const std::uint32_t row = outline.at(index).parent;
    std::size_t before = index - 1;
    while (before > row && outline.at(before).parent != row) before = outline.at(before).parent;
    const std::string_view words = before > row ? outline.Text(before) : std::string_view();
    return {words.size() <= kMostWords ? words : std::string_view(), {}};
  }
  return {};
}

}  // namespace

PriceRow RowOf(const VisibleOutline& outline, std::span<const PricePlace> places, std::size_t place) {
  constexpr std::size_t kMostWords = 80;  // bytes beside the price
  const VisibleElement& own = outline.at(places[place].element);
  std::size_t index = places[place].element;
  for (int level = 0; level < kLevels && index > 0; ++level) {
    if (kRows.Holds(outline.at(index).node.Tag())) return {};
    index = outline.at(index).parent;
    if (outline.Text(index).empty()) return {};
    if (HoldsOther(outline, places, place, index)) return CellBefore(outline, places[place].element);
    const VisibleElement& around = outline.at(index);
    const PriceRow row{TrimHtmlSpace(outline.TextBetween(around.text_begin, own.text_begin)),
                       TrimHtmlSpace(outline.TextBetween(own.text_end, around.text_end))};
    if (IsNoWord(row.before) && IsNoWord(row.behind)) continue;
    return row.before.size() + row.behind.size() <= kMostWords ? row : PriceRow();
  }
  return {};
}

RowMeaning MeaningOf(const PriceRow& row, const PricePlace& place, const PriceHints& hints) {
  if (place.text.starts_with('+') || row.before.ends_with('+')) return RowMeaning::kOther;  // added to it
  if (row.before.empty() && row.behind.empty()) return RowMeaning::kPrice;
  if (IsQuantity(row.before)) return RowMeaning::kQuantity;
  std::string text(row.before);
  text.append(" ").append(place.text).append(" ").append(row.behind);
  const std::vector<FoundPrice> found = FindPrices(text, hints);
  const auto same = std::ranges::find_if(
      found, [&](const FoundPrice& one) { return one.price.amount == place.price.amount; });
  if (same == found.end()) return place.has_sign ? RowMeaning::kOther : RowMeaning::kPrice;
  return same->role == PriceRole::kFormer ? RowMeaning::kFormer : RowMeaning::kPrice;
}

bool IsMultiple(std::string_view before, const PricePlace& place, std::span<const Decimal> amounts) {
  constexpr std::int64_t kMost = 36;                    // in one pack, or months
  constexpr std::int64_t kLargest = 1'000'000'000'000;  // keeps the product within range
  const auto whole = ParseDecimal(place.price.amount);
  if (!whole) return false;
  for (const NumberText& number : FindNumbers(before)) {
    const auto times = ParseDecimal(before.substr(number.begin, number.end - number.begin));
    if (!times || times->scale > 0 || times->digits < 2 || times->digits > kMost) continue;
    for (const Decimal& one : amounts)
      if (one.digits > 0 && one.digits < kLargest && Decimal{one.digits * times->digits, one.scale} == *whole)
        return true;
  }
  return false;
}

bool IsReplaced(std::string_view text, const PricePlace& first, const PriceHints& hints) {
  const std::vector<FoundPrice> found = FindPrices(text, hints);
  return found.size() == 2 && found[0].role == PriceRole::kFormer && found[1].role != PriceRole::kFormer &&
         found[0].price.amount == first.price.amount;
}

}  // namespace pricecrew
