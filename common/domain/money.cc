#include "common/domain/money.h"

#include <algorithm>
#include <array>

#include "common/domain/currency.h"
#include "common/domain/number_text.h"

namespace pricecrew {
namespace {

constexpr std::string_view kEuro = "\xE2\x82\xAC";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
char CharAt(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return lower;
}

std::size_t SkipSpaces(std::string_view text, std::size_t at) {
  while (CharAt(text, at) == ' ') ++at;
  return at;
}

std::size_t SkipBack(std::string_view text, std::size_t at, std::string_view skipped) {
  while (at > 0 && skipped.find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

/// A number of the text with the sign beside it.
struct Candidate {
  std::size_t begin = 0;  ///< of the number
  std::size_t end = 0;    ///< of the number, or of the cents behind an euro sign
  std::string_view number;
  std::string_view euro_cents;  ///< "50" of "12€50"
  std::optional<SignMatch> sign;
};

// The cents of "12€50" and "12€ 50", which many French shops write.
std::string_view EuroCents(std::string_view text, const NumberText& number, std::string_view decimal_hint) {
  const std::size_t euro = SkipSpaces(text, number.end);
  if (text.substr(euro, kEuro.size()) != kEuro) return {};
  if (text.substr(number.begin, number.end - number.begin).find_first_of(".,") != std::string_view::npos)
    return {};
  const std::size_t begin = SkipSpaces(text, euro + kEuro.size());
  std::size_t end = begin;
  while (IsDigit(CharAt(text, end))) ++end;
  const bool adjacent = begin == euro + kEuro.size();
  const bool any_length = decimal_hint == kEuro && adjacent && end > begin;
  const bool continues = CharAt(text, end) == '.' || CharAt(text, end) == ',' ||
                         text.substr(SkipSpaces(text, end), kEuro.size()) == kEuro;
  return any_length || (end - begin == 2 && !continues) ? text.substr(begin, end - begin)
                                                        : std::string_view();
}

// "1.198,- Kr", "49.–"
std::size_t SkipEmptyCents(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> kEmptyCents{",--", ".--",           ",-",
                                                        ".-",  ",\xE2\x80\x93", ".\xE2\x80\x93"};
  for (const std::string_view cents : kEmptyCents)
    if (text.substr(at, cents.size()) == cents) return at + cents.size();
  return at;
}

// "NZD $100.70": the code before a symbol says more than the symbol.
SignMatch WithCodeBefore(std::string_view text, const SignMatch& symbol) {
  const std::size_t end = SkipBack(text, symbol.begin, " ");
  const auto code = SignBefore(text, end);
  const bool says_more = code && code->size == 3 && StandsFor(symbol.sign, text.substr(code->begin, 3));
  return says_more ? *code : symbol;
}

std::optional<SignMatch> SignLeftOf(std::string_view text, std::size_t begin, std::size_t claimed) {
  const std::size_t end = SkipBack(text, begin, " :");
  if (end <= claimed) return std::nullopt;
  const auto symbol = SignBefore(text, end);
  if (!symbol || symbol->begin < claimed) return std::nullopt;
  return WithCodeBefore(text, *symbol);
}

// "da 7,32 €": a word that is also a sign yields to a real sign.
bool RightSignWins(const Candidate& candidate, const SignMatch& right) {
  if (!candidate.sign || !candidate.euro_cents.empty()) return true;
  return candidate.sign->sign.weak && !right.sign.weak;
}

std::vector<Candidate> FindCandidates(std::string_view text, const PriceHints& hints) {
  std::vector<Candidate> candidates;
  std::size_t claimed = 0;  // up to where signs belong to earlier numbers
  for (const NumberText& number : FindNumbers(text)) {
    if (number.begin < claimed) continue;
    Candidate found{number.begin, number.end, text.substr(number.begin, number.end - number.begin), {}, {}};
    found.sign = SignLeftOf(text, number.begin, claimed);
    found.euro_cents = EuroCents(text, number, hints.decimal_separator);
    claimed = number.end;
    const auto right = SignAfter(text, SkipSpaces(text, SkipEmptyCents(text, number.end)));
    if (right && RightSignWins(found, *right)) {
      found.sign = right;
      claimed = right->begin + right->size;
    }
    if (!found.euro_cents.empty())
      claimed = found.end =
          static_cast<std::size_t>(found.euro_cents.data() - text.data()) + found.euro_cents.size();
    candidates.push_back(found);
  }
  return candidates;
}

bool IsNegative(std::string_view text, std::size_t begin) {
  if (begin == 0) return false;
  constexpr std::string_view kMinus = "\xE2\x88\x92";
  const bool minus = text.substr(0, begin).ends_with(kMinus);
  const bool hyphen =
      text[begin - 1] == '-' && (begin == 1 || text[begin - 2] == ' ' || text[begin - 2] == '(');
  return minus || hyphen;
}

bool IsMeasure(std::string_view text, std::size_t end) {
  constexpr std::array<std::string_view, 25> kUnits{"ft", "cm", "mm",  "m",   "kg",  "g",  "mg", "ml", "l",
                                                    "cl", "oz", "lb",  "lbs", "in",  "gb", "mb", "tb", "w",
                                                    "v",  "kw", "mah", "hz",  "pcs", "st", "x"};
  const std::size_t begin = SkipSpaces(text, end);
  std::size_t after = begin;
  while (IsLetter(CharAt(text, after))) ++after;
  return std::ranges::find(kUnits, text.substr(begin, after - begin)) != kUnits.end();
}

// Discounts, rates, thresholds and measures, whatever sign they carry.
bool IsNoPrice(std::string_view text, const Candidate& candidate) {
  const std::size_t behind = SkipSpaces(text, candidate.end);
  if (CharAt(text, behind) == '%' || CharAt(text, candidate.end) == '+') return true;
  if (candidate.sign && candidate.sign->sign.weak && IsMeasure(text, candidate.end)) return true;
  const bool sign_leads = candidate.sign && candidate.sign->begin < candidate.begin;
  return IsNegative(text, sign_leads ? candidate.sign->begin : candidate.begin);
}

bool IsDate(std::string_view number) {
  const std::size_t first = number.find_first_of(".,");
  const std::size_t last = number.rfind('.');
  if (first == std::string_view::npos || last == first || last == std::string_view::npos) return false;
  return first <= 2 && last - first - 1 <= 2 && number.size() - last - 1 == 4;
}

bool IsYearInWords(std::string_view text, const Candidate& candidate) {
  const std::string_view number = candidate.number;
  const bool year = number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
  return year && std::ranges::any_of(text, IsLetter);
}

// "25-09"
bool IsPartOfCode(std::string_view text, const Candidate& candidate) {
  const bool behind = CharAt(text, candidate.end) == '-' && IsDigit(CharAt(text, candidate.end + 1));
  const bool before =
      candidate.begin > 1 && text[candidate.begin - 1] == '-' && IsDigit(text[candidate.begin - 2]);
  return behind || before;
}

std::string WordsBefore(std::string_view text, std::size_t end) {
  constexpr std::size_t kEnough = 16;
  const std::size_t from = end > kEnough ? end - kEnough : 0;
  return Lower(text.substr(from, end - from));
}

// "min. order: 1", whose number counts things.
bool IsCount(std::string_view text, const Candidate& candidate) {
  constexpr std::array<std::string_view, 5> kCounted{
      "\xD0\xB7\xD0\xB0\xD0\xBA\xD0\xB0\xD0\xB7:", "order:", "qty:", "quantity:", "pack of"};
  const std::string before = WordsBefore(text, SkipBack(text, candidate.begin, " "));
  return std::ranges::any_of(kCounted, [&](std::string_view word) { return before.ends_with(word); });
}

bool IsBarePrice(std::string_view text, const Candidate& candidate) {
  return !IsDate(candidate.number) && !IsYearInWords(text, candidate) && !IsMeasure(text, candidate.end) &&
         !IsPartOfCode(text, candidate) && !IsCount(text, candidate);
}

// "Was $120.00 Now $60.00"
bool IsFormerPrice(std::string_view text, const Candidate& candidate) {
  constexpr std::array<std::string_view, 8> kFormer{"was",   "statt",  "war",        "antes",
                                                    "avant", "vorher", "previously", "rrp"};
  const std::size_t begin = std::min(candidate.begin, candidate.sign->begin);
  const std::string before = WordsBefore(text, SkipBack(text, begin, " :"));
  return std::ranges::any_of(kFormer, [&](std::string_view word) { return before.ends_with(word); });
}

const Candidate* Choose(std::string_view text, const std::vector<Candidate>& candidates) {
  const Candidate* former = nullptr;
  const Candidate* bare = nullptr;
  for (const Candidate& candidate : candidates) {
    if (IsNoPrice(text, candidate)) continue;
    if (candidate.sign && !IsFormerPrice(text, candidate)) return &candidate;
    if (candidate.sign && former == nullptr) former = &candidate;
    if (!candidate.sign && bare == nullptr && IsBarePrice(text, candidate)) bare = &candidate;
  }
  return former != nullptr ? former : bare;
}

std::string CodeOfHints(const PriceHints& hints, const std::optional<SignMatch>& beside) {
  if (!hints.currency.empty()) return std::string(hints.currency);
  return beside ? ResolveSign(beside->sign, {}, hints.region).value_or("") : "";
}

PriceText Read(std::string_view text, const Candidate& candidate, const PriceHints& hints) {
  const auto beside = hints.currency_text.empty() ? std::nullopt : FindSign(hints.currency_text);
  const std::string code = CodeOfHints(hints, beside);
  PriceText price;
  if (candidate.sign) {
    price.currency = ResolveSign(candidate.sign->sign, code, hints.region);
    price.currency_text = text.substr(candidate.sign->begin, candidate.sign->size);
  } else {
    if (!code.empty()) price.currency = code;
    if (beside) price.currency_text = hints.currency_text.substr(beside->begin, beside->size);
  }
  const auto minor = price.currency ? MinorDigits(*price.currency) : std::nullopt;
  price.amount = ReadNumber(candidate.number, {hints.decimal_separator, hints.group_separator, minor});
  if (!candidate.euro_cents.empty()) price.amount.append(".").append(candidate.euro_cents);
  return price;
}

std::optional<PriceText> ReadFree(std::string_view text) {
  constexpr std::array<std::string_view, 6> kFree{"free",      "gratis", "gratuit",
                                                  "kostenlos", "zdarma", "ilmainen"};
  std::string word = Lower(text);
  std::erase_if(word, [](char c) { return !IsLetter(c); });
  if (std::ranges::find(kFree, word) == kFree.end()) return std::nullopt;
  return PriceText{"0", std::nullopt, ""};
}

bool IsTrusted(const SignMatch& match, const PriceHints& hints) {
  return !match.sign.weak || StandsFor(match.sign, hints.currency) ||
         StandsFor(match.sign, CurrencyOfRegion(hints.region));
}

}  // namespace

std::optional<PriceText> ParsePrice(std::string_view text, const PriceHints& hints) {
  const std::string plain = PlainNumerals(text);
  const std::vector<Candidate> candidates = FindCandidates(plain, hints);
  if (candidates.empty()) return ReadFree(plain);
  const Candidate* chosen = Choose(plain, candidates);
  if (chosen == nullptr) return std::nullopt;
  return Read(plain, *chosen, hints);
}

std::vector<FoundPrice> FindPrices(std::string_view text, const PriceHints& hints) {
  std::vector<FoundPrice> prices;
  const std::string plain = PlainNumerals(text);
  for (const Candidate& candidate : FindCandidates(plain, hints)) {
    if (!candidate.sign || !IsTrusted(*candidate.sign, hints) || IsNoPrice(plain, candidate)) continue;
    const std::size_t sign_end = candidate.sign->begin + candidate.sign->size;
    prices.push_back({Read(plain, candidate, hints), std::min(candidate.begin, candidate.sign->begin),
                      std::max(candidate.end, sign_end)});
  }
  return prices;
}

std::string NormalizeAmount(std::string_view amount, std::string_view currency) {
  std::string normal(amount);
  const auto minor = MinorDigits(currency);
  if (!minor) return normal;
  const auto wanted = static_cast<std::size_t>(*minor);
  std::size_t point = normal.find('.');
  if (point == std::string::npos) {
    point = normal.size();
    normal.push_back('.');
  }
  while (normal.size() - point - 1 > wanted && normal.back() == '0') normal.pop_back();
  if (normal.size() - point - 1 < wanted) normal.append(wanted - (normal.size() - point - 1), '0');
  if (normal.back() == '.') normal.pop_back();
  return normal;
}

}  // namespace pricecrew
