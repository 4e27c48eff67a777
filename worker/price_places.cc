#include "worker/price_places.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/domain/decimal.h"
#include "common/domain/number_text.h"
#include "common/html/ascii.h"
#include "common/html/fold_space.h"
#include "worker/field_text.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

bool MayBeDigit(char c) { return IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0xD9; }

constexpr int kMarkLevels = 4;  // how far out an element says what a price is

bool IsStruck(const VisibleOutline& outline, std::size_t index) {
  for (int level = 0; level < kMarkLevels; ++level, index = outline.at(index).parent) {
    const Node node = outline.at(index).node;
    if (node.Tag() == "del" || node.Tag() == "s" || node.Tag() == "strike") return true;
    const auto style = node.Attribute("style");
    if (style && style->find("line-through") != std::string_view::npos) return true;
  }
  return false;
}

bool IsMarkedFormer(const VisibleOutline& outline, std::size_t index) {
  return outline.at(index).marks.Has(Mark::kFormer) || outline.at(index).marks.Has(Mark::kRegular);
}

// The nearest element around a price that is marked as a former one; 0 for none.
std::size_t FormerMark(const VisibleOutline& outline, std::size_t index) {
  for (int level = 0; level < kMarkLevels; ++level, index = outline.at(index).parent)
    if (IsMarkedFormer(outline, index)) return index;
  return 0;
}

// The words of an element, those of its children left out, line by line; none where they are many.
std::vector<std::string> OwnLines(Node node) {
  std::vector<std::string> lines{""};
  std::size_t size = 0;
  for (Node child = node.FirstChild(); child; child = child.NextSibling()) {
    if (child.Tag() == "br")
      lines.emplace_back();
    else
      lines.back().append(child.IsElement() ? " " : child.OwnText());
    size += child.OwnText().size() + 1;
    if (size > VisibleOutline::kShortText) return {};
  }
  for (std::string& line : lines) line = FoldSpace(line);
  return lines;
}

// The number of a text that has one, with its separators; empty where there are none or several.
std::string OnlyNumber(std::string_view text) {
  const std::string plain = PlainNumerals(text);
  const std::vector<NumberText> numbers = FindNumbers(plain);
  if (numbers.size() != 1) return {};
  return plain.substr(numbers.front().begin, numbers.front().end - numbers.front().begin);
}

/// Goes through the elements from the innermost out: the smallest that shows a price is its place.
class PlaceFinder {
 public:
  PlaceFinder(const VisibleOutline& outline, const SourceHints& hints, std::span<const std::size_t> skipped)
      : outline_(outline),
        hints_{.currency = hints.currency, .region = hints.region},
        skipped_(skipped),
        below_(outline.elements().size(), 0) {}

  std::vector<PricePlace> Find() {
    for (std::size_t i = outline_.elements().size(); i-- > 0;) {
      if (!skipped_.empty() && skipped_[i] != 0) {
        if (outline_.at(i).has_digit) below_[outline_.at(i).parent] = 1;  // it may show one
        continue;
      }
      const bool has_below = below_[i] != 0;
      const bool found = Look(i, has_below);
      if ((found || has_below) && i > 0) below_[outline_.at(i).parent] = 1;
    }
    std::ranges::reverse(places_);
    return std::move(places_);
  }

 private:
  bool Look(std::size_t index, bool has_below) {
    if (!outline_.at(index).has_digit) return false;
    if (has_below) {
      if (!outline_.at(index).has_words) return false;
      bool any = false;
      const std::vector<std::string> lines = OwnLines(outline_.at(index).node);
      for (auto line = lines.rbegin(); line != lines.rend(); ++line)  // as the rest, from the end
        if (std::ranges::any_of(*line, MayBeDigit) && Read(index, *line)) any = true;
      return any;
    }
    const std::string_view text = outline_.Text(index);
    return !text.empty() && Read(index, text);
  }

  bool Read(std::size_t index, std::string_view text) {
    const std::vector<FoundPrice> found = FindPrices(text, hints_);
    if (found.empty()) return ReadBare(index, text);
    if (found.size() == 1 && text.size() <= kLongestPart && IsPartOfPrice(index, found.front().price.amount))
      return false;
    const auto chosen = found.size() > 1 ? ParsePrice(text, hints_) : std::nullopt;
    bool any = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const FoundPrice& one = found[i];
      if (!IsAskable(one.price.amount)) continue;
      if (any && one.role == PriceRole::kHighest && found[i - 1].role == PriceRole::kLowest) {
        places_.back().high = one.price.amount;
        continue;
      }
      const bool struck = IsStruck(outline_, index);
      const bool former = struck || one.role == PriceRole::kFormer || SaysFormerPrice(text);
      const bool second = found.size() > 1 && chosen && one.price.amount != chosen->amount;
      places_.push_back({index, one.price, true, struck, former, second, std::string(text)});
      any = true;
    }
    return any;
  }

  // "25,00" in <span class="price">; the sign stands elsewhere, or nowhere.
  bool ReadBare(std::size_t index, std::string_view text) {
    constexpr std::size_t kLongest = 16;
    const VisibleElement& element = outline_.at(index);
    const bool marked = element.marks.Has(Mark::kPrice) || element.marks.Has(Mark::kAmount);
    if (!marked || text.size() > kLongest || std::ranges::any_of(text, IsAsciiAlpha)) return false;
    const auto price = ParsePrice(text, hints_);
    if (!price || !IsAskable(price->amount) || IsPartOfPrice(index, price->amount)) return false;
    const bool struck = IsStruck(outline_, index);
    places_.push_back(
        WithSignAround(index, {index, *price, false, struck, struck, false, std::string(text)}));
    return true;
  }

  // "24" and "95" in elements of their own, within one that says "24,95"; "12" and "990" within "12.990".
  [[nodiscard]] bool IsPartOfPrice(std::size_t index, const std::string& amount) const {
    constexpr std::size_t kLongest = 32;
    for (int level = 0; level < 3 && index > 0; ++level) {
      index = outline_.at(index).parent;
      const std::string_view text = outline_.Text(index);
      if (text.empty() || text.size() > kLongest) return false;
      const auto whole = ParsePrice(text, hints_);
      const std::string number = OnlyNumber(text);
      if (!whole || (number.empty() && FindPrices(text, hints_).size() != 1)) continue;
      if (whole->amount.starts_with(amount + ".") || whole->amount.ends_with("." + amount)) return true;
      if (IsGroupOf(amount, number)) return true;
    }
    return false;
  }

  // One of the groups of digits of a number that has several.
  static bool IsGroupOf(std::string_view piece, std::string_view number) {
    constexpr std::string_view kSeparators = "., '";
    for (std::size_t at = number.find(piece); at != std::string_view::npos; at = number.find(piece, at + 1)) {
      const std::size_t end = at + piece.size();
      const bool begins = at == 0 || kSeparators.find(number[at - 1]) != std::string_view::npos;
      const bool ends = end == number.size() || kSeparators.find(number[end]) != std::string_view::npos;
      if (begins && ends && piece.size() < number.size()) return true;
    }
    return false;
  }

  // "€ <span class=price>25,00</span>": the sign stands just outside.
  [[nodiscard]] PricePlace WithSignAround(std::size_t index, PricePlace bare) const {
    for (int level = 0; level < 2 && index > 0; ++level) {
      index = outline_.at(index).parent;
      for (const FoundPrice& found : FindPrices(outline_.Text(index), hints_))
        if (ParseDecimal(found.price.amount) == ParseDecimal(bare.price.amount)) {
          bare.price = found.price;
          bare.has_sign = true;
          return bare;
        }
    }
    return bare;
  }

  static constexpr std::size_t kLongestPart = 12;  // bytes of a whole or of cents, with a sign

  const VisibleOutline& outline_;
  PriceHints hints_;
  std::span<const std::size_t> skipped_;
  std::vector<char> below_;
  std::vector<PricePlace> places_;
};

// How many bytes of text lie between two places, the first before the second.
std::size_t Between(const VisibleOutline& outline, const PricePlace& first, const PricePlace& second) {
  const std::uint32_t end = outline.at(first.element).text_end;
  const std::uint32_t begin = outline.at(second.element).text_begin;
  return begin > end ? begin - end : 0;
}

/// Tells by its neighbours whether a price that only marks call a former one is one.
class FormerMarks {
 public:
  FormerMarks(const VisibleOutline& outline, std::vector<PricePlace>& places, std::span<const char> elsewhere)
      : outline_(outline), places_(places), elsewhere_(elsewhere) {
    marks_.reserve(places.size());
    for (const PricePlace& place : places) marks_.push_back(FormerMark(outline, place.element));
  }

  void Apply() {
    std::vector<char> former(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) former[i] = IsFormer(i) ? 1 : 0;
    for (std::size_t i = 0; i < places_.size(); ++i) places_[i].former = places_[i].former || former[i] != 0;
  }

 private:
  // Some shops call their only price the regular one, and some the box of both prices.
  [[nodiscard]] bool IsFormer(std::size_t i) const {
    if (marks_[i] == 0) return false;
    constexpr std::size_t kReach = 3;
    bool accompanied = false;
    const std::size_t end = std::min(i + kReach + 1, places_.size());
    for (std::size_t other = i - std::min(i, kReach); other < end; ++other) {
      if (places_[other].price.amount == places_[i].price.amount) continue;
      const bool within = outline_.Contains(marks_[i], places_[other].element);
      if (within && (places_[other].struck || marks_[other] > marks_[i])) return false;
      accompanied = accompanied || (IsAsked(other) && IsSomewhatLower(other, i) &&
                                    AreBeside(std::min(i, other), std::max(i, other)));
    }
    return accompanied || outline_.at(marks_[i]).marks.Has(Mark::kFormer);
  }

  [[nodiscard]] bool IsAsked(std::size_t i) const {
    constexpr std::ptrdiff_t kFewSpaces = 3;
    return !places_[i].former && marks_[i] == 0 && elsewhere_[i] == 0 &&
           std::ranges::count(places_[i].text, ' ') <= kFewSpaces && !SaysOtherAmount(places_[i].text);
  }

  [[nodiscard]] bool IsSomewhatLower(std::size_t low, std::size_t high) const {
    constexpr std::int64_t kMostTimes = 5;
    constexpr std::int64_t kLargest = 1'000'000'000'000;  // keeps the product within range
    const auto a = ParseDecimal(places_[low].price.amount);
    const auto b = ParseDecimal(places_[high].price.amount);
    return a && b && a->digits < kLargest && *a < *b && Decimal{a->digits * kMostTimes, a->scale} >= *b;
  }

  [[nodiscard]] bool AreBeside(std::size_t first, std::size_t second) const {
    constexpr std::size_t kBeside = 200;
    return Between(outline_, places_[first], places_[second]) <= kBeside;
  }

  const VisibleOutline& outline_;
  std::vector<PricePlace>& places_;
  std::span<const char> elsewhere_;
  std::vector<std::size_t> marks_;
};

bool JoinsRange(std::string_view words) {
  constexpr std::array<std::string_view, 14> kJoints{
      "-", "\u2013", "\u2014", "~", "\u301C", "\uFF5E", "to", "bis", "\u00E0", "au", "al", "a", "do", "tot"};
  return std::ranges::find(kJoints, AsciiLower(TrimHtmlSpace(words))) != kJoints.end();
}

// "<span>$49</span> - <span>$89</span>" is one price from $49 on.
void JoinRanges(const VisibleOutline& outline, std::vector<PricePlace>& places) {
  constexpr std::size_t kLongestJoint = 8;
  std::vector<PricePlace> joined;
  for (PricePlace& place : places) {
    PricePlace* low = joined.empty() ? nullptr : &joined.back();
    const std::size_t apart = low == nullptr ? 0 : Between(outline, *low, place);
    const bool may_join = apart > 0 && apart <= kLongestJoint && !low->struck && !place.struck &&
                          !low->high && low->price.currency == place.price.currency;
    const std::uint32_t begin = outline.at(place.element).text_begin;
    const auto asked = may_join ? ParseDecimal(low->price.amount) : std::nullopt;
    const auto most = may_join ? ParseDecimal(place.price.amount) : std::nullopt;
    if (asked && most && *asked < *most && JoinsRange(outline.TextBetween(begin - apart, begin)))
      low->high = place.price.amount;
    else
      joined.push_back(std::move(place));
  }
  places = std::move(joined);
}

}  // namespace

std::vector<PricePlace> FindPricePlaces(const VisibleOutline& outline, const SourceHints& hints,
                                        std::span<const std::size_t> skipped) {
  std::vector<PricePlace> places = PlaceFinder(outline, hints, skipped).Find();
  JoinRanges(outline, places);
  return places;
}

void NoteFormerMarks(const VisibleOutline& outline, std::vector<PricePlace>& places,
                     std::span<const char> elsewhere) {
  FormerMarks(outline, places, elsewhere).Apply();
}

}  // namespace pricecrew
