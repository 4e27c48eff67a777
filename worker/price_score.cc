#include "worker/price_score.h"

#include <algorithm>
#include <iterator>

#include "worker/visible_words.h"

namespace pricecrew {
namespace {

constexpr double kSign = 2;
constexpr double kNotPicked = 1.5;
constexpr double kOfSomethingElse = -20;
constexpr double kFarBehind = 250;      // bytes of text behind the heading that cost a point
constexpr double kFarBefore = 120;      // and before it
constexpr double kFarFromButton = 120;  // and from a buy button
constexpr std::size_t kFar = 1'000'000'000;
constexpr int kMarkLevels = 3;  // how far out an element says that it holds a price

}  // namespace

PriceWeight PriceScore::OfElsewhere(const PricePlace& place) {
  return {.score = (place.has_sign ? kSign : 0) + kOfSomethingElse, .elsewhere = true};
}

PriceWeight PriceScore::Of(const PricePlace& place, const PriceRow& row, RowMeaning meaning,
                           PriceOption option) const {
  if (option == PriceOption::kExtra) meaning = RowMeaning::kOther;
  double score = place.has_sign ? kSign : 0;
  if (outline_.at(place.element).hidden) score -= 6;
  if (place.former || place.second) score -= 8;
  if (option == PriceOption::kAlternative) score -= kNotPicked;
  const bool says_other = SaysOtherAmount(place.text);
  const bool doubted = SaysOtherAmount(row.before) || SaysOtherAmount(row.behind);
  if (says_other) score -= 7;
  if (doubted && meaning != RowMeaning::kOther) score -= 3;
  score += MarkScore(place.element) + WordScore(place, row, meaning) + PlaceScore(place.element);
  return {.score = score,
          .other = meaning == RowMeaning::kOther || says_other,
          .doubted = doubted,
          .named = IsNamed(place, row),
          .option = option};
}

bool PriceScore::IsMarked(std::size_t index, Mark mark) const {
  for (int level = 0; level < kMarkLevels; ++level, index = outline_.at(index).parent)
    if (outline_.at(index).marks.Has(mark)) return true;
  return false;
}

bool PriceScore::IsNamed(const PricePlace& place, const PriceRow& row) const {
  for (const Mark mark : {Mark::kPrice, Mark::kAmount, Mark::kCurrent})
    if (IsMarked(place.element, mark)) return true;
  return SaysPrice(row.before) || SaysPrice(place.text);
}

double PriceScore::MarkScore(std::size_t index) const {
  double score = IsMarked(index, Mark::kPrice) ? 4 : 0;
  for (int level = 0; level <= kMarkLevels; ++level, index = outline_.at(index).parent) {
    const Marks marks = outline_.at(index).marks;
    if (level < kMarkLevels && marks.Has(Mark::kCurrent)) score += 0.7;
    if (marks.Has(Mark::kOtherSum)) score -= 3;
  }
  return score;
}

double PriceScore::WordScore(const PricePlace& place, const PriceRow& row, RowMeaning meaning) const {
  constexpr std::size_t kLong = 60;
  constexpr std::ptrdiff_t kSentence = 4;  // spaces
  double score = 0;
  if (place.text.size() > kLong) score -= 2;
  const bool in_heading = heading_ > 0 && outline_.Contains(heading_, place.element);
  const bool in_sentence = std::ranges::count(place.text, ' ') >= kSentence && !in_heading;
  if (in_sentence && !outline_.at(place.element).marks.Has(Mark::kPrice)) score -= 3;
  if (SaysUnitPrice(place.text)) score -= 4;
  if (meaning == RowMeaning::kOther) return score - 7;
  if (meaning == RowMeaning::kQuantity) score -= 3;
  if (SaysUnitPrice(row.behind)) score -= 1.5;
  return score;
}

double PriceScore::PlaceScore(std::size_t place) const {
  const VisibleElement& element = outline_.at(place);
  const VisibleElement& heading = outline_.at(heading_);
  double score = 0;
  if (heading_ > 0 && element.text_begin >= heading.text_begin)
    score += 4 - std::min(6.0, static_cast<double>(element.text_begin - heading.text_begin) / kFarBehind);
  if (heading_ > 0 && element.text_begin < heading.text_begin)
    score -= std::min(5.0, static_cast<double>(heading.text_begin - element.text_begin) / kFarBefore);
  if (heading_ > 0 && outline_.Contains(heading_, place)) score += 3;
  const std::size_t button = NearestButton(element.text_begin);
  if (button < kFar) score += 3 - std::min(3.0, static_cast<double>(button) / kFarFromButton);
  return score;
}

std::size_t PriceScore::NearestButton(std::size_t position) const {
  const auto behind = std::ranges::lower_bound(buttons_, position);
  std::size_t nearest = kFar;
  if (behind != buttons_.end()) nearest = *behind - position;
  if (behind != buttons_.begin()) nearest = std::min(nearest, position - *std::prev(behind));
  return nearest;
}

}  // namespace pricecrew
