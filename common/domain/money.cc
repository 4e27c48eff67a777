#include "common/domain/money.h"

#include <algorithm>
#include <array>

#include "common/domain/currency.h"
#include "common/domain/decimal.h"
#include "common/domain/letters.h"
#include "common/domain/lower_case.h"
#include "common/domain/number_text.h"
#include "common/domain/price_context.h"
#include "common/domain/price_tax.h"

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
  std::size_t begin = 0;  ///< of the number, or of the sign before it
  std::size_t end = 0;    ///< of the number, its cents and scale, or of the sign behind it
  std::size_t number_begin = 0;
  std::string_view number;
  std::string_view cents;  ///< "50" of "12€50"
  std::size_t zeros = 0;   ///< that a word behind the number adds: 4 for "万"
  std::string_view rest;   ///< "5,000" of "1万5,000"
  std::optional<SignMatch> sign;
  std::string_view code;  ///< "CAD" of "$5 CAD": which of its currencies the sign stands for
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

// "1.198,- Kr", "49.–", "12,--"
std::size_t SkipEmptyCents(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> kDashes{"--",           "-", "\xE2\x80\x93", "\xE2\x80\x94",
                                                    "\xE2\x80\x92", "="};
  const char point = CharAt(text, at);
  if (point != '.' && point != ',') return at;
  const std::size_t behind = SkipSpaces(text, at + 1);
  for (const std::string_view dashes : kDashes)
    if (text.substr(behind, dashes.size()) == dashes) return behind + dashes.size();
  return at;
}

/// A word that multiplies: "3万円", "Rp 150rb", "₹ 2 lakh".
struct Scale {
  std::string_view word;
  std::size_t zeros;
  bool needs_sign_before;
};
constexpr std::array<Scale, 19> kScales{{{"万", 4, false},
                                         {"萬", 4, false},
                                         {"만", 4, false},
                                         {"億", 8, false},
                                         {"亿", 8, false},
                                         {"억", 8, false},
                                         {"천", 3, false},
                                         {"ribu", 3, true},
                                         {"rb", 3, true},
                                         {"juta", 6, true},
                                         {"jt", 6, true},
                                         {"lakh", 5, true},
                                         {"Lakh", 5, true},
                                         {"crore", 7, true},
                                         {"k", 3, true},
                                         {"K", 3, true},
                                         {"million", 6, true},
                                         {"тыс.", 3, false},
                                         {"triệu", 6, false}}};

const Scale* ScaleAt(std::string_view text, std::size_t at, const Candidate& found) {
  for (const Scale& scale : kScales) {
    if (scale.needs_sign_before && !found.sign) continue;
    if (!BeginsWithWord(text.substr(std::min(at, text.size())), scale.word)) continue;
    return IsDigit(CharAt(text, at + scale.word.size())) && scale.zeros != 4 ? nullptr : &scale;
  }
  return nullptr;
}

// "NZD $100.70": the code before a symbol says more than the symbol.
SignMatch WithCodeBefore(std::string_view text, const SignMatch& symbol, std::size_t claimed) {
  const std::size_t end = SkipBack(text, symbol.begin, " ");
  const auto code = SignBefore(text, end);
  const bool says_more = code && code->begin >= claimed && code->size == 3 &&
                         StandsFor(symbol.sign, text.substr(code->begin, 3));
  return says_more ? *code : symbol;
}

std::optional<SignMatch> SignLeftOf(std::string_view text, std::size_t begin, std::size_t claimed) {
  const std::size_t end = SkipBack(text, begin, " :");
  if (end <= claimed) return std::nullopt;
  const auto symbol = SignBefore(text, end);
  if (!symbol || symbol->begin < claimed) return std::nullopt;
  return WithCodeBefore(text, *symbol, claimed);
}

// "da 7,32 €": a word that is also a sign yields to a real sign.
bool RightSignWins(const Candidate& candidate, const SignMatch& right) {
  if (!candidate.sign || !candidate.cents.empty()) return true;
  return candidate.sign->sign.weak && !right.sign.weak;
}

bool IsAtHome(const SignMatch& match, const PriceHints& hints) {
  return StandsFor(match.sign, hints.currency) || StandsFor(match.sign, CurrencyOfRegion(hints.region));
}

bool IsTrusted(const SignMatch& match, const PriceHints& hints) {
  return !match.sign.weak || IsAtHome(match, hints);
}

/// Reads the numbers of a text one after the other, each with the sign that no earlier number has claimed.
class CandidateReader {
 public:
  CandidateReader(std::string_view text, const PriceHints& hints) : text_(text), hints_(hints) {}

  std::vector<Candidate> All() {
    for (const NumberText& number : FindNumbers(text_))
      if (number.begin >= claimed_) Read(number);
    return std::move(candidates_);
  }

 private:
  void Read(const NumberText& number) {
    Candidate found;
    found.begin = found.number_begin = number.begin;
    found.number = text_.substr(number.begin, number.end - number.begin);
    found.sign = SignLeftOf(text_, number.begin, claimed_);
    if (found.sign && IsModel(*found.sign, found.number)) found.sign.reset();
    if (found.sign) found.begin = found.sign->begin;
    found.cents = EuroCents(text_, number, hints_.decimal_separator);
    found.end = ReadScale(number.end, found);
    claimed_ = found.end;
    ReadSignBehind(found);
    candidates_.push_back(found);
  }

  // "RS 6" is a car, but in the countries where rupees are paid.
  [[nodiscard]] bool IsModel(const SignMatch& left, std::string_view number) const {
    return text_.substr(left.begin, left.size) == "RS" && number.size() == 1 && !IsAtHome(left, hints_);
  }

  std::size_t ReadScale(std::size_t end, Candidate& found) const {
    const std::size_t at = SkipSpaces(text_, end);
    const Scale* scale = ScaleAt(text_, at, found);
    if (scale == nullptr) return end;
    found.zeros = scale->zeros;
    std::size_t behind = at + scale->word.size();
    const std::size_t begin = behind;
    while (IsDigit(CharAt(text_, behind)) ||
           (CharAt(text_, behind) == ',' && IsDigit(CharAt(text_, behind + 1))))
      ++behind;
    found.rest = text_.substr(begin, behind - begin);
    return behind;
  }

  void ReadSignBehind(Candidate& found) {
    const auto right = SignAfter(text_, SkipSpaces(text_, SkipEmptyCents(text_, found.end)));
    if (right && IsCodeOf(*right, found)) {
      found.code = text_.substr(right->begin, right->size);
      found.end = claimed_ = right->begin + right->size;
    } else if (right && !LeadsNext(*right, found) && !IsSuffix(*right, found) &&
               RightSignWins(found, *right)) {
      if (found.sign) found.begin = found.number_begin;
      found.sign = right;
      found.end = claimed_ = right->begin + right->size;
      ReadCentsBehind(found);
    }
    if (!found.cents.empty())
      found.end = claimed_ = std::max(
          found.end, static_cast<std::size_t>(found.cents.data() - text_.data()) + found.cents.size());
  }

  // "$5 CAD": in capital letters, since it goes without saying that it may be a word.
  [[nodiscard]] bool IsCodeOf(const SignMatch& right, const Candidate& found) const {
    return found.sign && right.size == 3 &&
           StandsFor(found.sign->sign, text_.substr(right.begin, right.size));
  }

  // "3D", "5G", "4K"
  [[nodiscard]] bool IsSuffix(const SignMatch& right, const Candidate& found) const {
    constexpr std::string_view kSuffixes = "DGK";
    return right.size == 1 && right.begin == found.end && found.number.size() == 1 &&
           kSuffixes.find(text_[right.begin]) != std::string_view::npos && !IsTrusted(right, hints_);
  }

  // "Size 90 $129": the sign stands at the number behind it.
  [[nodiscard]] bool LeadsNext(const SignMatch& sign, const Candidate& found) const {
    return found.cents.empty() && text_[sign.begin - 1] == ' ' &&
           IsDigit(CharAt(text_, sign.begin + sign.size));
  }

  // "100 руб. 50 коп."
  void ReadCentsBehind(Candidate& found) {
    if (!found.cents.empty() || found.number.find_first_of(".,") != std::string_view::npos) return;
    const std::size_t at = SkipSpaces(text_, found.end);
    if (const auto end = HundredthsEnd(text_, at)) {
      found.cents = text_.substr(at, 2);
      found.end = claimed_ = *end;
    }
  }

  std::string_view text_;
  const PriceHints& hints_;
  std::vector<Candidate> candidates_;
  std::size_t claimed_ = 0;  // up to where the text belongs to earlier numbers
};

bool IsMeasure(std::string_view text, std::size_t end) {
  constexpr std::array<std::string_view, 25> kUnits{"ft", "cm", "mm",  "m",   "kg",  "g",  "mg", "ml", "l",
                                                    "cl", "oz", "lb",  "lbs", "in",  "gb", "mb", "tb", "w",
                                                    "v",  "kw", "mah", "hz",  "pcs", "st", "x"};
  const std::size_t begin = SkipSpaces(text, end);
  std::size_t after = begin;
  while (IsLetter(CharAt(text, after))) ++after;
  return std::ranges::find(kUnits, text.substr(begin, after - begin)) != kUnits.end();
}

/// A candidate that is a price.
struct Priced {
  Candidate candidate;
  PriceRole role = PriceRole::kAsked;
  bool in_range = false;  ///< the next one is its upper end
};

enum class Wanted { kAll, kWithSign };

/// Tells which candidates are prices, and which two of them are a range.
class PriceChooser {
 public:
  PriceChooser(std::string_view text, const PriceHints& hints, std::vector<Candidate> candidates)
      : context_(text), text_(text), hints_(hints), candidates_(std::move(candidates)) {}

  std::vector<Priced> Prices(Wanted wanted) {
    std::vector<Priced> prices;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (wanted == Wanted::kWithSign && !HasSignAt(i)) continue;
      if (IsRangeAt(i)) {
        if (IsRangeOfPrices(i)) {
          prices.push_back({candidates_[i], PriceRole::kLowest, true});
          prices.push_back({candidates_[i + 1], PriceRole::kHighest, false});
        }
        ++i;
      } else if (const auto role = RoleAt(i)) {
        prices.push_back({candidates_[i], *role, false});
      }
    }
    if (prices.size() > 1) LeaveOutNet(prices);
    return prices;
  }

 private:
  // Or shares that of the next: "10 - 20 €".
  [[nodiscard]] bool HasSignAt(std::size_t i) const {
    return candidates_[i].sign || (i + 1 < candidates_.size() && candidates_[i + 1].sign);
  }

  [[nodiscard]] PriceSpot SpotAt(std::size_t i) const {
    const Candidate& candidate = candidates_[i];
    const bool trusted = candidate.sign && (IsTrusted(*candidate.sign, hints_) || StandsAlone(candidate));
    return {candidate.begin, candidate.end, candidate.number, trusted};
  }

  // "Peso 12.5 kg": a word before a measure is no sign.
  [[nodiscard]] bool MayBeMeasured(const Candidate& candidate) const {
    if (!candidate.sign || candidate.sign->sign.weak) return true;
    return candidate.sign->begin < candidate.number_begin && candidate.sign->size > 3 &&
           IsLetter(text_[candidate.sign->begin]);
  }

  // A weak sign counts where nothing else is said: "R 499".
  [[nodiscard]] bool StandsAlone(const Candidate& candidate) const {
    const auto is_letter = [](char c) { return IsLetter(c); };
    return std::ranges::none_of(text_.substr(0, candidate.begin), is_letter) &&
           std::ranges::none_of(text_.substr(candidate.end), is_letter);
  }

  [[nodiscard]] SpotNeighbours NearAt(std::size_t i) const {
    return {i > 0 ? candidates_[i - 1].end : 0,
            i + 1 < candidates_.size() ? candidates_[i + 1].begin : text_.size()};
  }

  [[nodiscard]] std::optional<PriceRole> RoleAt(std::size_t i) const {
    const Candidate& candidate = candidates_[i];
    const std::size_t number_end = candidate.number_begin + candidate.number.size();
    if (MayBeMeasured(candidate) && IsMeasure(text_, number_end)) return std::nullopt;
    return context_.RoleOf(SpotAt(i), NearAt(i));
  }

  // The two ends share a sign that stands outside: "$10-20", "10 - 20 €".
  bool IsRangeAt(std::size_t i) {
    if (i + 1 >= candidates_.size()) return false;
    Candidate& low = candidates_[i];
    Candidate& high = candidates_[i + 1];
    if (!context_.IsRange(SpotAt(i), SpotAt(i + 1), NearAt(i))) return false;
    const bool leads = low.sign && low.sign->begin < low.number_begin;
    const bool trails = high.sign && high.sign->begin > high.number_begin;
    const bool shared = (leads && !high.sign) || (trails && !low.sign);
    if (!shared && !(low.sign && high.sign)) return false;
    const auto& sign = low.sign ? low.sign : high.sign;
    if (!IsTrusted(*sign, hints_) || !IsLower(low.number, high.number)) return false;
    if (!low.sign) low.sign = high.sign;
    if (!high.sign) high.sign = low.sign;
    return true;
  }

  // Not "save $5 - $8" or "$5 - $8/mo".
  [[nodiscard]] bool IsRangeOfPrices(std::size_t i) const {
    PriceSpot both = SpotAt(i);
    both.end = SpotAt(i + 1).end;
    both.has_sign = true;
    return context_.RoleOf(both, {NearAt(i).before, NearAt(i + 1).behind}).has_value();
  }

  // Of a price told with tax and without: "100 € netto (119 € brutto)", "3,980円(税込4,378円)".
  void LeaveOutNet(std::vector<Priced>& prices) const {
    if (std::ranges::any_of(prices, &Priced::in_range)) return;
    std::vector<TaxedAmount> taxed;
    taxed.reserve(prices.size());
    for (const Priced& price : prices) taxed.push_back({price.candidate.begin, price.candidate.end});
    ReadTaxes(LowerCase(text_), taxed);
    if (std::ranges::find(taxed, Tax::kWith, &TaxedAmount::tax) == taxed.end()) return;
    std::vector<Priced> left;
    for (std::size_t i = 0; i < prices.size(); ++i)
      if (!IsNet(prices, taxed, i)) left.push_back(prices[i]);
    prices = std::move(left);
  }

  [[nodiscard]] bool IsNet(const std::vector<Priced>& prices, const std::vector<TaxedAmount>& taxed,
                           std::size_t i) const {
    if (taxed[i].tax != Tax::kUnsaid) return taxed[i].tax == Tax::kWithout;
    if (i + 1 >= taxed.size() || prices[i].role != PriceRole::kAsked) return false;
    const Candidate& low = prices[i].candidate;
    const Candidate& high = prices[i + 1].candidate;
    const bool restated = taxed[i + 1].restates && taxed[i + 1].tax == Tax::kWith &&
                          prices[i + 1].role == PriceRole::kAsked && low.sign && high.sign;
    return restated && IsLower(low.number, high.number);
  }

  [[nodiscard]] bool IsLower(std::string_view low, std::string_view high) const {
    const SeparatorHints separators{hints_.decimal_separator, hints_.group_separator, {}};
    const auto left = ParseDecimal(ReadNumber(low, separators));
    const auto right = ParseDecimal(ReadNumber(high, separators));
    return left && right && *left < *right;
  }

  PriceContext context_;
  std::string_view text_;
  const PriceHints& hints_;
  std::vector<Candidate> candidates_;
};

/// The place of the price that a text asks: with a sign before bare ones, asked before former ones.
std::optional<std::size_t> Choose(const std::vector<Priced>& prices) {
  std::optional<std::size_t> former;
  std::optional<std::size_t> bare;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const bool has_sign = prices[i].candidate.sign.has_value();
    if (has_sign && prices[i].role != PriceRole::kFormer) return i;
    if (has_sign && !former) former = i;
    if (!has_sign && !bare) bare = i;
  }
  return former ? former : bare;
}

std::string CodeOfHints(const PriceHints& hints, const std::optional<SignMatch>& beside) {
  if (!hints.currency.empty()) return std::string(hints.currency);
  return beside ? ResolveSign(beside->sign, {}, hints.region).value_or("") : "";
}

// Of the currencies with three minor digits two are written with a decimal comma; prices of another have
// none.
SeparatorHints SeparatorsOf(std::string_view currency, const PriceHints& hints) {
  SeparatorHints separators{hints.decimal_separator, hints.group_separator, MinorDigits(currency)};
  if (currency == "IQD") separators.minor_digits = 0;
  const bool comma = currency == "TND" || currency == "LYD";
  if (separators.minor_digits == 3 && !comma && separators.decimal.empty() && separators.group.empty())
    separators.group = ",";
  return separators;
}

// "1.5" with four zeros is "15000".
std::string Scaled(std::string amount, std::size_t zeros) {
  const std::size_t point = std::min(amount.find('.'), amount.size());
  std::string fraction = point < amount.size() ? amount.substr(point + 1) : "";
  amount.resize(point);
  fraction.resize(std::max(fraction.size(), zeros), '0');
  amount += fraction.substr(0, zeros);
  const std::size_t leading = std::min(amount.find_first_not_of('0'), amount.size() - 1);
  amount.erase(0, leading);
  return fraction.size() > zeros ? amount + "." + fraction.substr(zeros) : amount;
}

std::string AmountOf(const Candidate& candidate, const SeparatorHints& separators) {
  std::string amount = ReadNumber(candidate.number, separators);
  if (candidate.zeros > 0) amount = Scaled(std::move(amount), candidate.zeros);
  if (!candidate.rest.empty()) {
    const std::string rest = ReadNumber(candidate.rest, {{}, ",", {}});
    if (rest.size() <= candidate.zeros && amount.size() >= rest.size() &&
        amount.find('.') == std::string::npos)
      amount.replace(amount.size() - rest.size(), rest.size(), rest);
  }
  if (!candidate.cents.empty()) amount.append(".").append(candidate.cents);
  return amount;
}

PriceText Read(std::string_view text, const Candidate& candidate, const PriceHints& hints) {
  const auto beside = hints.currency_text.empty() ? std::nullopt : FindSign(hints.currency_text);
  const std::string code = CodeOfHints(hints, beside);
  PriceText price;
  if (candidate.sign) {
    const std::string_view hint = candidate.code.empty() ? std::string_view(code) : candidate.code;
    price.currency = ResolveSign(candidate.sign->sign, hint, hints.region);
    price.currency_text = text.substr(candidate.sign->begin, candidate.sign->size);
  } else {
    if (!code.empty()) price.currency = code;
    if (beside) price.currency_text = hints.currency_text.substr(beside->begin, beside->size);
  }
  price.amount = AmountOf(candidate, SeparatorsOf(price.currency.value_or(""), hints));
  return price;
}

std::optional<PriceSummary> ReadFree(std::string_view text) {
  constexpr std::array<std::string_view, 6> kFree{"free",      "gratis", "gratuit",
                                                  "kostenlos", "zdarma", "ilmainen"};
  std::string word = Lower(text);
  std::erase_if(word, [](char c) { return !IsLetter(c); });
  if (std::ranges::find(kFree, word) == kFree.end()) return std::nullopt;
  return PriceSummary{{"0", std::nullopt, ""}, PriceRole::kAsked, {}, {}};
}

}  // namespace

std::optional<PriceSummary> ReadPrices(std::string_view text, const PriceHints& hints) {
  const std::string plain = PlainNumerals(text);
  std::vector<Candidate> candidates = CandidateReader(plain, hints).All();
  if (candidates.empty()) return ReadFree(plain);
  const std::vector<Priced> prices = PriceChooser(plain, hints, std::move(candidates)).Prices(Wanted::kAll);
  const auto chosen = Choose(prices);
  if (!chosen) return std::nullopt;
  const auto read = [&](const Priced& priced) { return Read(plain, priced.candidate, hints); };
  PriceSummary summary{read(prices[*chosen]), prices[*chosen].role, {}, {}};
  if (prices[*chosen].in_range) summary.highest = read(prices[*chosen + 1]);
  const auto former = std::ranges::find(prices, PriceRole::kFormer, &Priced::role);
  if (former != prices.end() && summary.role != PriceRole::kFormer) summary.former = read(*former);
  return summary;
}

std::optional<PriceText> ParsePrice(std::string_view text, const PriceHints& hints) {
  auto summary = ReadPrices(text, hints);
  if (!summary) return std::nullopt;
  return std::move(summary->price);
}

std::vector<FoundPrice> FindPrices(std::string_view text, const PriceHints& hints) {
  std::vector<FoundPrice> found;
  const std::string plain = PlainNumerals(text);
  std::vector<Candidate> candidates = CandidateReader(plain, hints).All();
  const auto has_sign = [](const Candidate& candidate) { return candidate.sign.has_value(); };
  if (std::ranges::none_of(candidates, has_sign)) return found;
  for (const Priced& priced : PriceChooser(plain, hints, std::move(candidates)).Prices(Wanted::kWithSign)) {
    const Candidate& candidate = priced.candidate;
    if (!candidate.sign || !IsTrusted(*candidate.sign, hints)) continue;
    found.push_back({Read(plain, candidate, hints), candidate.begin, candidate.end, priced.role});
  }
  return found;
}

PriceText ReadCurrency(std::string_view text, const PriceHints& hints) {
  for (const std::string_view where : {text, hints.currency_text})
    if (const auto match = FindSign(where))
      return {"", ResolveSign(match->sign, hints.currency, hints.region),
              std::string(where.substr(match->begin, match->size))};
  return {};
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
