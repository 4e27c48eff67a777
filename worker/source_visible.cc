#include "worker/source_visible.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "common/domain/decimal.h"
#include "common/html/ascii.h"
#include "common/html/short_names.h"
#include "worker/cards.h"
#include "worker/field_text.h"
#include "worker/heading.h"
#include "worker/name_text.h"
#include "worker/outline.h"
#include "worker/price_choice.h"
#include "worker/price_places.h"
#include "worker/price_rows.h"
#include "worker/price_score.h"
#include "worker/regular_price.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

constexpr double kClearScore = 10.5;  // marked as a price, with a sign, near the heading
constexpr double kFairlyClear = 8;    // the same, a little further off, where percents bear it out

bool IsButton(std::string_view tag) { return tag == "button" || tag == "input" || tag == "a"; }

/// `text` is that of the element, `label` what it says.
bool IsBuyButton(const VisibleElement& element, std::string_view text, const Label& label) {
  constexpr std::size_t kBareLabel = 24;
  if (!IsButton(element.node.Tag())) return text.size() <= kBareLabel && label.only_buys;
  if (element.marks.Has(Mark::kBuying) || label.buys) return true;
  for (const char* name : {"value", "title", "aria-label"})
    if (const auto value = element.node.Attribute(name); value && ReadLabel(*value).buys) return true;
  return false;
}

// What only holds other elements says what they say.
bool SaysSomething(const VisibleElement& element) {
  return element.has_words || IsButton(element.node.Tag());
}

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
      : reach_(reach),
        detail_(detail),
        outline_(document),
        heading_(FindHeading(outline_, title)),
        aside_(FindAside(outline_, heading_)),
        places_(FindPricePlaces(
            outline_, hints, reach == VisibleReach::kProduct ? std::span(aside_) : std::span<std::size_t>())),
        cards_(FindCards(outline_, ElementsOf(places_), heading_)) {}

  VisibleEvidence Read(const SourceHints& hints) {
    FindMarks();
    Weigh(hints);
    VisibleEvidence seen;
    seen.product.source = Source::kVisible;
    seen.prices = ShownPrices();
    seen.common_currency = CommonCurrency();
    if (heading_ > 0) seen.product.name = NameText(outline_.at(heading_).node);
    seen.heading_link = HeadingLink();
    seen.product.availability = availability_;
    // A bare "Sold out" may be of some form, some branch, or not shown; what can be bought is there.
    if (availability_ == Availability::kOutOfStock && can_buy_ && !is_told_)
      seen.product.availability = Availability::kInStock;
    seen.has_buy_button = !buttons_.empty();
    seen.is_on_request = on_request_;
    seen.sorts_by_price = reach_ == VisibleReach::kPage && SortsByPrice();
    seen.identifiers = identifiers_.size();
    seen.has_unique_number = std::ranges::any_of(
        identifiers_, [](const std::string& label) { return IsUniqueNumberLabel(label); });
    seen.cards =
        static_cast<std::size_t>(std::ranges::count_if(cards_.of, [](std::size_t card) { return card > 0; }));
    if (const auto chosen = ChoosePrice(outline_, places_, weights_)) Take(*chosen, seen);
    return seen;
  }

 private:
  void Take(const ChosenPrice& chosen, VisibleEvidence& seen) const {
    const PricePlace& place = places_[chosen.place];
    seen.chosen = chosen.place;
    seen.product.price = place.price.amount;
    seen.product.currency = place.price.currency;
    seen.product.high_price = chosen.high ? chosen.high : place.high;
    seen.product.regular_price = ShownRegularPrice(seen, place.price.amount, place.price.currency);
    if (chosen.reduced || !seen.product.regular_price) seen.product.regular_price = chosen.before;
    const double score = weights_[chosen.place].score;
    seen.is_clear = score >= kClearScore || (score >= kFairlyClear && chosen.before);
  }

  [[nodiscard]] std::vector<VisiblePrice> ShownPrices() const {
    std::vector<VisiblePrice> prices;
    prices.reserve(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const PricePlace& place = places_[i];
      prices.push_back({place.price.amount, place.price.currency, place.struck, place.former,
                        weights_[i].elsewhere, weights_[i].other, weights_[i].named,
                        heading_ > 0 && outline_.Contains(heading_, place.element),
                        outline_.at(place.element).text_begin, weights_[i].score, place.text,
                        detail_ == VisibleDetail::kPlaces ? WhereIs(i) : std::string()});
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
      if (IsBuyButton(element, text, label)) {
        buttons_.push_back(element.text_begin);
        can_buy_ = can_buy_ || (label.buys && IsEnabled(i));
      }
      if (i <= heading_) continue;
      on_request_ = on_request_ || label.on_request;
      const bool sold_out = label.availability == Availability::kOutOfStock;
      if (!availability_ && !(sold_out && IsOfOption(i))) {
        availability_ = label.availability;
        is_told_ = text.find(':') != std::string_view::npos;
      }
      if (label.identifies) identifiers_.insert(AsciiLower(text.substr(0, 4)));
    }
  }

  [[nodiscard]] bool IsEnabled(std::size_t index) const {
    const Node node = outline_.at(index).node;
    return IsButton(node.Tag()) && !node.Attribute("disabled") && node.Attribute("aria-disabled") != "true" &&
           outline_.MarkWords(index).find("disabled") == std::string::npos;
  }

  // Not shown by the shop's style sheet, or about one of several forms.
  [[nodiscard]] bool IsOfOption(std::size_t index) const {
    constexpr int kLevels = 4;
    constexpr ShortNames kOptions("label", "select");
    for (int level = 0; level < kLevels && index > 0; ++level, index = outline_.at(index).parent)
      if (kOptions.Holds(outline_.at(index).node.Tag()) || outline_.at(index).marks.Has(Mark::kHidden))
        return true;
    return false;
  }

  [[nodiscard]] bool IsElsewhere(std::size_t place) const {
    return cards_.of[place] != 0 || aside_[places_[place].element] != 0;
  }

  [[nodiscard]] bool IsReplacedByNext(std::size_t place, const PriceHints& hints) const {
    constexpr std::size_t kLabel = 8;
    constexpr std::size_t kLongest = 80;
    const VisibleElement& first = outline_.at(places_[place].element);
    const VisibleElement& second = outline_.at(places_[place + 1].element);
    if (second.text_begin < first.text_end || second.text_end - first.text_begin > kLongest) return false;
    const std::size_t begin = first.text_begin - std::min<std::size_t>(first.text_begin, kLabel);
    return IsReplaced(outline_.TextBetween(begin, second.text_end), places_[place], hints);
  }

  // The amounts that do not stand elsewhere, of the first such places.
  [[nodiscard]] std::vector<Decimal> OwnAmounts() const {
    constexpr std::size_t kMost = 32;
    std::vector<Decimal> amounts;
    for (std::size_t i = 0; i < places_.size() && amounts.size() < kMost; ++i)
      if (const auto amount = IsElsewhere(i) ? std::nullopt : ParseDecimal(places_[i].price.amount))
        amounts.push_back(*amount);
    return amounts;
  }

  [[nodiscard]] std::string_view TextBefore(std::size_t place) const {
    constexpr std::size_t kReach = 40;
    const std::size_t end = outline_.at(places_[place].element).text_begin;
    return outline_.TextBetween(end - std::min(end, kReach), end);
  }

  void Weigh(const SourceHints& hints) {
    const PriceScore score(outline_, heading_, buttons_);
    const PriceHints price_hints{.currency = hints.currency, .region = hints.region};
    std::vector<char> all_elsewhere(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) all_elsewhere[i] = IsElsewhere(i) ? 1 : 0;
    NoteFormerMarks(outline_, places_, all_elsewhere);
    for (std::size_t i = 0; i + 1 < places_.size(); ++i)
      if (all_elsewhere[i] == 0 && all_elsewhere[i + 1] == 0 && IsReplacedByNext(i, price_hints))
        places_[i].former = true;
    const std::vector<Decimal> asked = OwnAmounts();
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (all_elsewhere[i] != 0) {
        weights_.push_back(PriceScore::OfElsewhere(places_[i]));
        continue;
      }
      const PriceRow row = RowOf(outline_, places_, i);
      RowMeaning meaning = MeaningOf(row, places_[i], price_hints);
      const bool of_several =
          IsMultiple(TextBefore(i), places_[i], asked) || IsMultiple(row.behind, places_[i], asked);
      if (meaning == RowMeaning::kPrice && of_several) meaning = RowMeaning::kQuantity;
      if (meaning == RowMeaning::kFormer) places_[i].former = true;
      weights_.push_back(score.Of(places_[i], row, meaning, OptionAround(outline_, places_[i].element)));
    }
  }

  // In the options of a select, or a link.
  [[nodiscard]] bool SortsByPrice() const {
    if (std::ranges::any_of(outline_.options(),
                            [](Node option) { return pricecrew::SortsByPrice(option.Text()); }))
      return true;
    for (std::size_t i = 1; i < outline_.elements().size(); ++i) {
      const VisibleElement& element = outline_.at(i);
      if (element.has_words && IsButton(element.node.Tag()) && cards_.covered[i] == 0 &&
          pricecrew::SortsByPrice(outline_.Text(i)))
        return true;
    }
    return false;
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

  VisibleReach reach_;
  VisibleDetail detail_;
  VisibleOutline outline_;
  std::size_t heading_;
  std::vector<std::size_t> aside_;
  std::vector<PricePlace> places_;
  Cards cards_;
  std::vector<PriceWeight> weights_;  // of each place
  std::vector<std::size_t> buttons_;
  std::optional<Availability> availability_;
  bool is_told_ = false;  // with a label: "Availability: sold out"
  bool can_buy_ = false;
  bool on_request_ = false;
  std::set<std::string> identifiers_;  // beginnings of labels
};

}  // namespace

bool ShowsInOwnPlace(const VisibleEvidence& seen, std::string_view amount) {
  const auto wanted = ParseDecimal(amount);
  return wanted && std::ranges::any_of(seen.prices, [&](const VisiblePrice& price) {
           return !price.elsewhere && ParseDecimal(price.amount) == wanted;
         });
}

VisibleEvidence ReadVisible(const Document& document, std::string_view title, const SourceHints& hints,
                            VisibleReach reach, VisibleDetail detail) {
  return VisibleReader(document, title, hints, reach, detail).Read(hints);
}

}  // namespace pricecrew
