#include "worker/source_visible.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "common/domain/decimal.h"
#include "common/html/ascii.h"
#include "worker/cards.h"
#include "worker/discount.h"
#include "worker/field_text.h"
#include "worker/heading.h"
#include "worker/name_text.h"
#include "worker/outline.h"
#include "worker/price_places.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

constexpr double kLeastScore = -6;  // below it, a price is likelier that of something else
constexpr double kOfSomethingElse = -20;
constexpr double kClearScore = 10.5;    // marked as a price, with a sign, near the heading
constexpr double kFarBehind = 250;      // bytes of text behind the heading that cost a point
constexpr double kFarBefore = 120;      // and before it
constexpr double kFarFromButton = 120;  // and from a buy button
constexpr std::size_t kFar = 1'000'000'000;

std::size_t Distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

bool IsButton(std::string_view tag) { return tag == "button" || tag == "input" || tag == "a"; }

/// `text` is that of the element, `label` what it says.
bool IsBuyButton(const VisibleElement& element, std::string_view text, const Label& label) {
  constexpr std::size_t kBareLabel = 24;
  if (!IsButton(element.node.Tag())) return text.size() <= kBareLabel && label.buys;
  if (element.marks.Has(Mark::kBuying) || label.buys) return true;
  for (const char* name : {"value", "title", "aria-label"})
    if (const auto value = element.node.Attribute(name); value && ReadLabel(*value).buys) return true;
  return false;
}

// What only holds other elements says what they say.
bool SaysSomething(const VisibleElement& element) { return element.has_words || IsButton(element.node.Tag()); }

std::vector<std::size_t> ElementsOf(const std::vector<PricePlace>& places) {
  std::vector<std::size_t> elements;
  elements.reserve(places.size());
  for (const PricePlace& place : places) elements.push_back(place.element);
  return elements;
}

/// Weighs what a page shows, to tell the price of its product.
class VisibleReader {
 public:
  VisibleReader(const Document& document, std::string_view title, const SourceHints& hints,
                VisibleReach reach, VisibleDetail detail)
      : detail_(detail),
        outline_(document),
        heading_(FindHeading(outline_, title)),
        aside_(FindAside(outline_, heading_)),
        places_(FindPricePlaces(outline_, hints,
                                reach == VisibleReach::kProduct ? std::span(aside_) : std::span<std::size_t>())),
        cards_(FindCards(outline_, ElementsOf(places_), heading_)) {}

  VisibleEvidence Read() {
    FindMarks();
    for (std::size_t i = 0; i < places_.size(); ++i) scores_.push_back(Score(i));
    VisibleEvidence seen;
    seen.product.source = Source::kVisible;
    seen.prices = ShownPrices();
    seen.common_currency = CommonCurrency();
    if (heading_ > 0) seen.product.name = NameText(outline_.at(heading_).node);
    seen.heading_link = HeadingLink();
    seen.product.availability = availability_;
    seen.has_buy_button = !buttons_.empty();
    seen.identifiers = identifiers_.size();
    seen.has_unique_number = std::ranges::any_of(
        identifiers_, [](const std::string& label) { return IsUniqueNumberLabel(label); });
    seen.cards =
        static_cast<std::size_t>(std::ranges::count_if(cards_.of, [](std::size_t card) { return card > 0; }));
    if (const auto best = Reduced(Fuller(BestPlace()))) {
      const PricePlace& place = places_[*best];
      seen.chosen = best;
      seen.product.price = place.price.amount;
      seen.product.currency = place.price.currency;
      seen.product.high_price = place.high;
      seen.product.regular_price = before_ ? before_ : RegularPrice(place);
      seen.is_clear = scores_[*best] >= kClearScore;
    }
    return seen;
  }

 private:
  [[nodiscard]] std::vector<VisiblePrice> ShownPrices() const {
    std::vector<VisiblePrice> prices;
    prices.reserve(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const PricePlace& place = places_[i];
      const bool elsewhere = cards_.of[i] != 0 || aside_[place.element] != 0;
      prices.push_back({place.price.amount, place.price.currency, place.former, elsewhere, scores_[i],
                        place.text, detail_ == VisibleDetail::kPlaces ? WhereIs(i) : std::string()});
    }
    return prices;
  }

  [[nodiscard]] std::optional<std::string> CommonCurrency() const {
    std::map<std::string, int> counts;
    for (const PricePlace& place : places_)
      if (place.price.currency) ++counts[*place.price.currency];
    const auto most = std::ranges::max_element(
        counts, [](const auto& left, const auto& right) { return left.second < right.second; });
    if (most == counts.end()) return std::nullopt;
    return most->first;
  }

  [[nodiscard]] std::string Describe(std::size_t index) const {
    const VisibleElement& element = outline_.at(index);
    std::string text(element.node.Tag());
    const std::string words = outline_.MarkWords(index).substr(0, 60);
    if (!words.empty()) text.append(" ").append(TrimHtmlSpace(words));
    return "<" + text + ">";
  }

  [[nodiscard]] std::string WhereIs(std::size_t place_index) const {
    const std::size_t element = places_[place_index].element;
    std::string where = Describe(element);
    if (outline_.MarkWords(element).empty()) where += " in " + Describe(outline_.at(element).parent);
    if (cards_.of[place_index] != 0) where += ", in the card " + Describe(cards_.of[place_index]);
    if (aside_[element] != 0) where += ", aside in " + Describe(aside_[element]);
    return where;
  }

  void FindMarks() {
    for (std::size_t i = 1; i < outline_.elements().size(); ++i) {
      const VisibleElement& element = outline_.at(i);
      if (element.hidden || aside_[i] != 0 || cards_.covered[i] != 0 || !SaysSomething(element)) continue;
      const std::string_view text = outline_.Text(i);
      const Label label = ReadLabel(text);
      if (IsBuyButton(element, text, label)) buttons_.push_back(element.text_begin);
      if (i <= heading_) continue;
      if (!availability_) availability_ = label.availability;
      if (label.identifies) identifiers_.insert(AsciiLower(text.substr(0, 4)));
    }
  }

  [[nodiscard]] std::string HeadingLink() const {
    if (heading_ == 0) return {};
    const VisibleElement& heading = outline_.at(heading_);
    const std::size_t name_size = NameText(heading.node).size();
    for (std::size_t i = heading_; i < heading.end; ++i) {
      const auto href =
          outline_.at(i).node.Tag() == "a" ? outline_.at(i).node.Attribute("href") : std::nullopt;
      if (href && outline_.Text(i).size() * 2 > name_size) return std::string(*href);
    }
    const VisibleElement& parent = outline_.at(heading.parent);
    return parent.node.Tag() == "a" ? std::string(parent.node.Attribute("href").value_or("")) : std::string();
  }

  [[nodiscard]] std::optional<std::size_t> BestPlace() const {
    std::optional<std::size_t> best;
    double best_score = kLeastScore;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const double score = scores_[i];
      if (score <= best_score) continue;
      best = i;
      best_score = score;
    }
    return best;
  }

  // "$249" beside "$249.99" shows the cents in an element of their own, or leaves them out.
  [[nodiscard]] std::optional<std::size_t> Fuller(std::optional<std::size_t> best) const {
    if (!best || places_[*best].price.amount.find('.') != std::string::npos) return best;
    constexpr std::size_t kBeside = 80;
    const std::string whole = places_[*best].price.amount + ".";
    const std::size_t at = outline_.at(places_[*best].element).text_begin;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const PricePlace& place = places_[i];
      const bool beside = Distance(outline_.at(place.element).text_begin, at) <= kBeside;
      if (beside && !place.former && cards_.of[i] == 0 && place.price.amount.starts_with(whole)) return i;
    }
    return best;
  }

  // Two prices side by side, and the percents between them: the lower one is asked, whatever the marks say.
  std::optional<std::size_t> Reduced(std::optional<std::size_t> best) {
    if (!best) return best;
    constexpr std::size_t kBeside = 100;
    constexpr double kSimilar = 4;
    const std::size_t at = outline_.at(places_[*best].element).text_begin;
    const std::string_view around = outline_.TextAround(at, kBeside);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const PricePlace& place = places_[i];
      const std::string& other = place.price.amount;
      const bool beside = Distance(outline_.at(place.element).text_begin, at) <= kBeside;
      if (i == *best || !beside || scores_[i] < scores_[*best] - kSimilar) continue;
      if (place.former || SaysOtherAmount(place.text) ||
          !NamesDiscount(around, other, places_[*best].price.amount))
        continue;
      before_ = places_[*best].price.amount;
      return i;
    }
    return best;
  }

  [[nodiscard]] double Score(std::size_t place_index) const {
    const PricePlace& place = places_[place_index];
    const VisibleElement& element = outline_.at(place.element);
    double score = place.has_sign ? 2 : 0;
    if (cards_.of[place_index] != 0 || aside_[place.element] != 0) return score + kOfSomethingElse;
    if (element.hidden) score -= 6;
    if (place.former) score -= 8;
    return score + MarkScore(place.element) + WordScore(place) + PlaceScore(place.element);
  }

  [[nodiscard]] double MarkScore(std::size_t index) const {
    double score = 0;
    bool price = false;
    for (int level = 0; level < 4; ++level, index = outline_.at(index).parent) {
      const Marks marks = outline_.at(index).marks;
      price = price || (level < 3 && marks.Has(Mark::kPrice));
      if (level < 3 && marks.Has(Mark::kCurrent)) score += 0.7;
      if (marks.Has(Mark::kOtherSum)) score -= 3;
    }
    return score + (price ? 4 : 0);
  }

  [[nodiscard]] double WordScore(const PricePlace& place) const {
    constexpr std::size_t kNear = 80;
    double score = 0;
    if (place.text.size() > 60) score -= 2;
    if (SaysOtherAmount(place.text)) score -= 7;
    if (SaysUnitPrice(place.text)) score -= 4;
    const std::string_view around = outline_.Text(outline_.at(place.element).parent);
    if (around.empty() || around.size() > kNear || around == place.text) return score;
    if (SaysOtherAmount(around)) score -= 3;
    if (SaysUnitPrice(around)) score -= 1.5;
    return score;
  }

  [[nodiscard]] double PlaceScore(std::size_t place) const {
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

  // Positions are in order, as they were found.
  [[nodiscard]] std::size_t NearestButton(std::size_t position) const {
    const auto behind = std::ranges::lower_bound(buttons_, position);
    std::size_t nearest = kFar;
    if (behind != buttons_.end()) nearest = *behind - position;
    if (behind != buttons_.begin()) nearest = std::min(nearest, position - *std::prev(behind));
    return nearest;
  }

  [[nodiscard]] std::optional<std::string> RegularPrice(const PricePlace& best) const {
    constexpr std::size_t kNear = 250;
    const auto asked = ParseDecimal(best.price.amount);
    const std::size_t at = outline_.at(best.element).text_begin;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const PricePlace& place = places_[i];
      const bool beside = Distance(outline_.at(place.element).text_begin, at) <= kNear;
      if (!place.former || !beside || cards_.of[i] != 0 || SaysOtherAmount(place.text)) continue;
      const auto former = ParseDecimal(place.price.amount);
      if (asked && former && *former > *asked && place.price.currency == best.price.currency)
        return place.price.amount;
    }
    return std::nullopt;
  }

  VisibleDetail detail_;
  VisibleOutline outline_;
  std::size_t heading_;
  std::vector<std::size_t> aside_;
  std::vector<PricePlace> places_;
  Cards cards_;
  std::vector<double> scores_;         // of each place
  std::optional<std::string> before_;  // what was asked before, where the percents between say so
  std::vector<std::size_t> buttons_;
  std::optional<Availability> availability_;
  std::set<std::string> identifiers_;  // beginnings of labels
};

}  // namespace

VisibleEvidence ReadVisible(const Document& document, std::string_view title, const SourceHints& hints,
                            VisibleReach reach, VisibleDetail detail) {
  return VisibleReader(document, title, hints, reach, detail).Read();
}

}  // namespace pricecrew
