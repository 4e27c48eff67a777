#include "common/domain/price_context.h"

#include <algorithm>
#include <array>

#include "common/domain/ascii.h"
#include "common/domain/letters.h"
#include "common/domain/lower_case.h"
#include "common/domain/price_words.h"

namespace pricecrew {
namespace {

namespace words = price_words;

constexpr std::size_t kWindow = 64;
constexpr std::string_view kDays = "30";  // of which the lowest price is told
constexpr std::string_view kMinus = "\xE2\x88\x92";

char CharAt(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

std::string_view TrimmedLeft(std::string_view text, std::string_view marks) {
  text.remove_prefix(std::min(text.find_first_not_of(marks), text.size()));
  return text;
}

std::string_view TrimmedRight(std::string_view text, std::string_view marks) {
  const std::size_t last = text.find_last_not_of(marks);
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool Begins(std::string_view text, const WordList& list) { return !list.FirstOf(text).empty(); }
bool Ends(std::string_view text, const WordList& list) { return !list.LastOf(text).empty(); }

bool HasLetter(std::string_view text) {
  return std::ranges::any_of(text,
                             [](char c) { return IsAsciiAlpha(c) || static_cast<unsigned char>(c) >= 0xC3; });
}

/// The words to both sides, in lower case; `before` up to the spot before, `behind` up to the next.
struct Sides {
  std::string_view before;
  std::string_view behind;
  std::string_view left;           ///< as `before`, its colons and brackets kept
  bool behind_percentage = false;  ///< the number before is one: "%20 indirim 150 TL"
};

bool IsPercentage(std::string_view plain, const PriceSpot& spot, std::string_view behind) {
  constexpr std::array<std::string_view, 3> kPercent{"%", "\xD9\xAA", "\xEF\xBC\x85"};
  if (std::ranges::any_of(kPercent, [&](std::string_view sign) { return behind.starts_with(sign); }))
    return true;
  const bool leads = spot.begin > 0 && plain[spot.begin - 1] == '%';  // "%20 indirim"
  return leads && (spot.begin < 2 || !IsAsciiDigit(plain[spot.begin - 2]));
}

bool EndsPercentage(std::string_view plain, std::size_t end) {
  if (CharAt(TrimmedLeft(plain.substr(end), " "), 0) == '%') return true;
  while (end > 0 && IsAsciiDigit(plain[end - 1])) --end;
  return end > 0 && plain[end - 1] == '%';
}

bool IsNegative(std::string_view plain, std::size_t begin) {
  if (begin == 0) return false;
  const bool hyphen =
      plain[begin - 1] == '-' && (begin == 1 || plain[begin - 2] == ' ' || plain[begin - 2] == '(');
  return hyphen || plain.substr(0, begin).ends_with(kMinus);
}

// "kg" of "kg brutto", but neither "l" of "l'unité" nor "t" of "t-shirt".
bool BeginsWithUnit(std::string_view text) {
  const std::string_view unit = words::RateUnit().FirstOf(text);
  const char next = CharAt(text, unit.size());
  return !unit.empty() && next != '\'' && next != '-';
}

// "/mo", "per 100 g", "€/kg", "mtl."
bool IsRate(std::string_view behind) {
  constexpr std::array<std::string_view, 7> kTakesNumber{"/", "per", "pro", "je", "par", "por", "pr."};
  if (Begins(behind, words::BareRate())) return true;
  const std::string_view per = words::Per().FirstOf(behind);
  if (per.empty()) return false;
  std::string_view rest = TrimmedLeft(behind.substr(per.size()), " ");
  const std::string_view word = per == "/" ? words::Per().FirstOf(rest) : std::string_view();
  rest = TrimmedLeft(rest.substr(word.size()), " ");
  if (std::ranges::find(kTakesNumber, per) != kTakesNumber.end())
    rest = TrimmedLeft(TrimmedLeft(rest, "0123456789.,"), " ");
  return BeginsWithUnit(rest);
}

// "12 x 49,90", "3 fois"; "(1 kg = 5,00 €)"
bool IsPart(const Sides& sides, bool number_before) {
  if (Ends(sides.before, words::Part())) return true;
  constexpr std::array<std::string_view, 9> kTimes{"x",   "\xC3\x97", "\xD1\x85", "x de", "x à",
                                                   "x a", "x of",     "mal",      "x zu"};
  const std::string_view joint = TrimmedLeft(sides.before, " ");
  if (number_before && std::ranges::find(kTimes, joint) != kTimes.end()) return true;
  const std::string_view left = TrimmedRight(sides.left, " ");
  return left.ends_with('=') && Ends(TrimmedRight(left.substr(0, left.size() - 1), " "), words::RateUnit());
}

// "49.90 x 12"
bool IsMultiplied(std::string_view behind) {
  constexpr std::array<std::string_view, 3> kTimes{"x", "\xC3\x97", "\xD1\x85"};
  return std::ranges::any_of(kTimes, [&](std::string_view times) {
    return behind.starts_with(times) &&
           IsAsciiDigit(CharAt(TrimmedLeft(behind.substr(times.size()), " "), 0));
  });
}

bool HoldsFree(std::string_view text) { return words::Free().IsIn(text) || words::FreeShipping().IsIn(text); }

// "Shipping: $5", "+ 4,95 € Versand"; not "Free shipping $20"
bool IsShippingCost(const Sides& sides) {
  if (Ends(sides.before, words::Shipping())) return !HoldsFree(sides.before);
  return Begins(sides.behind, words::Shipping()) && !HoldsFree(sides.behind);
}

// "Free shipping over $49", "ab 50 € versandkostenfrei"
bool IsThreshold(const Sides& sides) {
  if (Ends(sides.before, words::Threshold()) || Begins(sides.behind, words::OverBehind())) return true;
  const std::string_view over = words::Over().LastOf(sides.before);
  if (over.empty()) return false;
  const std::string_view ahead = sides.before.substr(0, sides.before.size() - over.size());
  return words::Shipping().IsIn(ahead) || words::FreeShipping().IsIn(ahead) ||
         Begins(sides.behind, words::FreeShipping()) ||
         (Begins(sides.behind, words::Free()) && words::Shipping().IsIn(sides.behind));
}

// "Save $10", "save up to $10", "$10 off"
bool IsSaving(const Sides& sides) {
  if (Begins(sides.behind, words::SavingBehind())) return true;
  const std::string_view saving = words::Saving().LastOf(sides.before);
  const bool of_percentage = sides.behind_percentage && saving == TrimmedLeft(sides.before, " %");
  if (!saving.empty()) return !of_percentage || !Begins(saving, words::SavingBehind());
  std::string_view bound = words::UpTo().LastOf(sides.before);
  if (bound.empty()) bound = words::From().LastOf(sides.before);
  if (bound.empty()) return false;
  return Ends(TrimmedRight(sides.before.substr(0, sides.before.size() - bound.size()), " :"),
              words::Saving());
}

// "de R$ 50 por R$ 40", "van € 20 voor € 15"
bool IsReplaced(const Sides& sides) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kPairs{
      {{"de", "por"}, {"van", "voor"}, {"von", "auf"}, {"from", "now"}}};
  return std::ranges::any_of(kPairs, [&](const auto& pair) {
    return EndsWithWord(sides.before, pair[0]) && BeginsWithWord(sides.behind, pair[1]);
  });
}

PriceRole RoleByWords(const Sides& sides) {
  if (IsReplaced(sides)) return PriceRole::kFormer;
  if (Begins(sides.behind, words::FromBehind())) return PriceRole::kLowest;
  if (Begins(sides.behind, words::UpToBehind())) return PriceRole::kHighest;
  const std::size_t former = words::Former().LastOf(sides.before).size();
  const std::size_t from = words::From().LastOf(sides.before).size();
  const std::size_t up_to = words::UpTo().LastOf(sides.before).size();
  if (former > 0 && former >= std::max(from, up_to)) return PriceRole::kFormer;
  if (from > 0 && from >= up_to) return PriceRole::kLowest;
  return up_to > 0 ? PriceRole::kHighest : PriceRole::kAsked;
}

// 24.12.2026
bool IsDate(std::string_view number) {
  const std::size_t first = number.find_first_of(".,");
  const std::size_t last = number.rfind('.');
  if (first == std::string_view::npos || last == first || last == std::string_view::npos) return false;
  return first <= 2 && last - first - 1 <= 2 && number.size() - last - 1 == 4;
}

// "0301234567", "4006381333931"
bool IsCode(std::string_view number) {
  constexpr std::size_t kLongest = 10;
  if (number.find_first_of(".,") != std::string_view::npos) return false;
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(number, IsAsciiDigit));
  const bool grouped = digits < number.size();
  return (number.size() > 1 && number.front() == '0') || (digits > kLongest && !grouped);
}

// "25-09", "12/05", "12:30", "WH-1000", "XM4", "+49", "#5"
bool IsJoined(std::string_view plain, const PriceSpot& spot) {
  const char left = spot.begin > 0 ? plain[spot.begin - 1] : '\0';
  const char right = CharAt(plain, spot.end);
  constexpr std::string_view kJoints = "-/:";
  if (left == '+' || left == '#' || LetterEndsAt(plain, spot.begin)) return true;
  if (IsAsciiAlpha(right) && !Begins(LowerCase(plain.substr(spot.end, kWindow)), words::PriceBehind()))
    return true;
  const bool joint_left = kJoints.find(left) != std::string_view::npos && left != '\0';
  if (joint_left && spot.begin > 1 && IsAsciiAlnum(plain[spot.begin - 2]) &&
      (left != ':' || IsAsciiDigit(plain[spot.begin - 2])))
    return true;
  const bool joint_right = kJoints.find(right) != std::string_view::npos && right != '\0';
  return joint_right && IsAsciiAlnum(CharAt(plain, spot.end + 1));
}

bool IsYearInWords(std::string_view plain, std::string_view number) {
  const bool year = number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
  return year && HasLetter(plain);
}

// "(123)" and what stands before it: how many have rated
bool IsInBrackets(std::string_view plain, const PriceSpot& spot) {
  return spot.begin > 0 && plain[spot.begin - 1] == '(' && CharAt(plain, spot.end) == ')';
}

// "4.5 (123)"
bool IsRated(std::string_view plain, const PriceSpot& spot) {
  std::string_view behind = TrimmedLeft(plain.substr(spot.end, kWindow), " ");
  if (!behind.starts_with('(')) return false;
  behind.remove_prefix(1);
  const std::string_view rest = TrimmedLeft(behind, "0123456789");
  return rest.size() < behind.size() && rest.starts_with(')');
}

// "0800 123 456", "555-1234": next to another number, both without cents and signs.
bool IsAmongNumbers(std::string_view plain, const PriceSpot& spot, const SpotNeighbours& near) {
  if (spot.number.find_first_of(".,") != std::string_view::npos) return false;
  const auto only_joints = [](std::string_view joint) {
    return joint.find_first_not_of(" -()") == std::string_view::npos;
  };
  if (IsInBrackets(plain, spot)) return true;
  const bool left = near.before > 0 && IsAsciiDigit(plain[near.before - 1]) &&
                    only_joints(plain.substr(near.before, spot.begin - near.before));
  const bool right =
      IsAsciiDigit(CharAt(plain, near.behind)) && only_joints(plain.substr(spot.end, near.behind - spot.end));
  return left || right;
}

// A number without a sign is a price only where nothing speaks against it.
bool IsBarePrice(std::string_view plain, const PriceSpot& spot, const Sides& sides) {
  if (IsDate(spot.number) || IsCode(spot.number) || IsJoined(plain, spot) ||
      IsYearInWords(plain, spot.number) || IsRated(plain, spot))
    return false;
  const bool before_fits = !HasLetter(sides.before) || Ends(sides.before, words::Label()) ||
                           Ends(sides.before, words::From()) || Ends(sides.before, words::UpTo()) ||
                           Ends(sides.before, words::Former());
  if (!before_fits || Begins(sides.behind, words::CountBehind())) return false;
  return !LetterBeginsAt(sides.behind, 0) || Begins(sides.behind, words::PriceBehind());
}

// "Lowest price in 30 days: $20", "lowest price: $20 (30 days)": the number beside the spot is that of the
// days.
bool IsLowestOfDays(std::string_view lower, const PriceSpot& spot, const SpotNeighbours& near) {
  const std::size_t left = spot.begin - std::min(spot.begin, kWindow);
  if (lower.substr(0, near.before).ends_with(kDays)) {
    const std::size_t begin = near.before - std::min(near.before, kWindow);
    return NamesLowestOfDays(lower.substr(begin, spot.begin - begin));
  }
  return lower.substr(near.behind).starts_with(kDays) && near.before <= left &&
         NamesLowestOfDays(lower.substr(left, near.behind + kWindow / 2 - left));
}

}  // namespace

bool NamesLowestOfDays(std::string_view lower) {
  constexpr std::size_t kBetween = 24;  // "30 derniers jours"
  for (std::size_t at = lower.find(kDays); at != std::string_view::npos; at = lower.find(kDays, at + 1)) {
    const bool longer =
        (at > 0 && IsAsciiDigit(lower[at - 1])) || IsAsciiDigit(CharAt(lower, at + kDays.size()));
    if (longer || !words::Day().IsIn(lower.substr(at + kDays.size(), kBetween))) continue;
    const bool promises = lower.find("guarant") != lower.npos || lower.find("garant") != lower.npos;
    return words::Lowest().IsIn(lower) && !promises;
  }
  return false;
}

PriceContext::PriceContext(std::string_view plain) : plain_(plain), lower_(LowerCase(plain)) {}

std::optional<PriceRole> PriceContext::RoleOf(const PriceSpot& spot, const SpotNeighbours& near) const {
  const std::string_view lower = lower_;
  const std::size_t from = std::max(near.before, spot.begin > kWindow ? spot.begin - kWindow : 0);
  const std::size_t to = std::min(near.behind, spot.end + kWindow);
  Sides sides;
  sides.left = lower.substr(from, spot.begin - from);
  sides.before = TrimmedRight(sides.left, " :*(");
  sides.behind_percentage = near.before > 0 && EndsPercentage(plain_, near.before);
  sides.behind = TrimmedLeft(lower.substr(spot.end, to - spot.end), " *)");
  if (IsPercentage(plain_, spot, sides.behind) || IsNegative(plain_, spot.begin)) return std::nullopt;
  if (CharAt(plain_, spot.end) == '+' || Begins(sides.behind, words::Millions())) return std::nullopt;
  const bool labelled = TrimmedRight(sides.left, " ").ends_with(':') && Ends(sides.before, words::Label());
  if (IsRate(TrimmedLeft(lower.substr(spot.end, kWindow), " *")) && !labelled) return std::nullopt;
  if (IsPart(sides, near.before > 0) || IsMultiplied(TrimmedLeft(lower.substr(spot.end, kWindow), " ")) ||
      IsSaving(sides) || IsShippingCost(sides) || IsThreshold(sides))
    return std::nullopt;
  if (!spot.has_sign && (IsAmongNumbers(plain_, spot, near) || !IsBarePrice(plain_, spot, sides)))
    return std::nullopt;
  return IsLowestOfDays(lower, spot, near) ? PriceRole::kFormer : RoleByWords(sides);
}

bool PriceContext::IsRange(const PriceSpot& low, const PriceSpot& high, const SpotNeighbours& near) const {
  if (high.begin <= low.end || high.begin - low.end > kWindow) return false;
  std::string_view joint = std::string_view(lower_).substr(low.end, high.begin - low.end);
  joint = TrimmedRight(TrimmedLeft(joint, " "), " ");
  if (words::Between().Holds(joint)) return true;
  const std::size_t from = std::max(near.before, low.begin > kWindow ? low.begin - kWindow : 0);
  const std::string_view before = TrimmedRight(std::string_view(lower_).substr(from, low.begin - from), " :");
  return words::And().Holds(joint) && Ends(before, words::BetweenStart());
}

std::optional<std::size_t> HundredthsEnd(std::string_view plain, std::size_t at) {
  if (!IsAsciiDigit(CharAt(plain, at)) || !IsAsciiDigit(CharAt(plain, at + 1))) return std::nullopt;
  const std::string rest = LowerCase(plain.substr(at, kWindow));
  const std::string_view behind = TrimmedLeft(std::string_view(rest).substr(2), " ");
  const std::string_view word = words::Hundredth().FirstOf(behind);
  if (word.empty()) return std::nullopt;
  return at + (rest.size() - behind.size()) + word.size();
}

}  // namespace pricecrew
