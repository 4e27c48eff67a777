#include "worker/source_visible.h"

#include <algorithm>
#include <set>

#include "common/domain/decimal.h"
#include "common/html/ascii.h"
#include "worker/field_text.h"
#include "worker/name_text.h"
#include "worker/outline.h"
#include "worker/price_places.h"
#include "worker/title.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

constexpr double kLeastScore = -6;    // below it, a price is likelier that of something else
constexpr double kClearScore = 10.5;  // marked as a price, with a sign, near the heading
constexpr std::size_t kFar = 1'000'000'000;

std::size_t Distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

bool IsHeading(const VisibleElement& element) {
  if (element.hidden) return false;
  if (element.node.Tag() == "h1") return true;
  return HasMark(element.marks, {"product-title", "product-name", "productname", "producttitle",
                                 "product_title", "product_name", "item-title"}) &&
         !element.text.empty();
}

/// The heading of the product: the one most like the title; 0 (the root) where there is none.
std::size_t FindHeading(const VisibleOutline& outline, std::string_view title) {
  std::size_t best = 0;
  double best_likeness = -1;
  for (std::size_t i = 1; i < outline.elements().size(); ++i) {
    const VisibleElement& element = outline.at(i);
    if (!IsHeading(element)) continue;
    const std::string text = element.text.empty() ? CleanText(element.node.Text()) : element.text;
    if (text.empty()) continue;
    const double likeness = TitleLikeness(text, title) + (element.node.Tag() == "h1" ? 0.2 : 0.0);
    if (likeness > best_likeness) {
      best = i;
      best_likeness = likeness;
    }
  }
  return best;
}

bool IsBuyButton(const VisibleElement& element) {
  const std::string_view tag = element.node.Tag();
  constexpr std::size_t kBareLabel = 24;
  const bool button = tag == "button" || tag == "input" || tag == "a";
  if (!button) return element.text.size() <= kBareLabel && IsBuyLabel(element.text);
  if (HasMark(element.marks, {"add-to-cart", "addtocart", "add_to_cart", "add-to-basket", "addtobasket",
                              "add-to-bag", "buy-now", "buynow", "add-cart"}))
    return true;
  if (IsBuyLabel(element.text)) return true;
  for (const char* name : {"value", "title", "aria-label"})
    if (const auto label = element.node.Attribute(name); label && IsBuyLabel(*label)) return true;
  return false;
}

/// Weighs what a page shows, to tell the price of its product.
class VisibleReader {
 public:
  VisibleReader(const Document& document, std::string_view title, const SourceHints& hints)
      : outline_(document),
        heading_(FindHeading(outline_, title)),
        aside_(FindAside(outline_, heading_)),
        places_(FindPricePlaces(outline_, hints)),
        cards_(FindCards(outline_, places_, heading_)) {}

  VisibleEvidence Read() {
    FindMarks();
    VisibleEvidence seen;
    seen.product.source = Source::kVisible;
    seen.prices = ShownPrices();
    if (heading_ > 0) seen.product.name = NameText(outline_.at(heading_).node);
    seen.heading_link = HeadingLink();
    seen.product.availability = availability_;
    seen.has_buy_button = !buttons_.empty();
    seen.has_identifier = has_identifier_;
    seen.cards = static_cast<std::size_t>(std::ranges::count(cards_, 1));
    if (const auto best = BestPlace()) {
      const PricePlace& place = places_[*best];
      seen.chosen = *best;
      seen.product.price = place.price.amount;
      seen.product.currency = place.price.currency;
      seen.product.regular_price = RegularPrice(place);
      seen.is_clear = Score(*best) >= kClearScore;
    }
    return seen;
  }

 private:
  [[nodiscard]] std::vector<ShownPrice> ShownPrices() const {
    std::vector<ShownPrice> prices;
    prices.reserve(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const PricePlace& place = places_[i];
      const bool elsewhere = cards_[i] != 0 || aside_[place.element] != 0;
      prices.push_back({place.price.amount, place.price.currency, place.former, elsewhere, Score(i), place.text});
    }
    return prices;
  }

  void FindMarks() {
    for (std::size_t i = 1; i < outline_.elements().size(); ++i) {
      const VisibleElement& element = outline_.at(i);
      if (element.hidden || aside_[i] != 0) continue;
      if (IsBuyButton(element)) buttons_.push_back(element.text_begin);
      if (!availability_ && i > heading_) availability_ = VisibleAvailability(element.text);
      has_identifier_ = has_identifier_ || (i > heading_ && IsIdentifierLabel(element.text));
    }
  }

  [[nodiscard]] std::string HeadingLink() const {
    if (heading_ == 0) return {};
    const VisibleElement& heading = outline_.at(heading_);
    const std::size_t name_size = NameText(heading.node).size();
    for (std::size_t i = heading_; i < heading.end; ++i) {
      const auto href =
          outline_.at(i).node.Tag() == "a" ? outline_.at(i).node.Attribute("href") : std::nullopt;
      if (href && outline_.at(i).text.size() * 2 > name_size) return std::string(*href);
    }
    const VisibleElement& parent = outline_.at(heading.parent);
    return parent.node.Tag() == "a" ? std::string(parent.node.Attribute("href").value_or("")) : std::string();
  }

  [[nodiscard]] std::optional<std::size_t> BestPlace() const {
    std::optional<std::size_t> best;
    double best_score = kLeastScore;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const double score = Score(i);
      if (score <= best_score) continue;
      best = i;
      best_score = score;
    }
    return best;
  }

  [[nodiscard]] double Score(std::size_t place_index) const {
    const PricePlace& place = places_[place_index];
    const VisibleElement& element = outline_.at(place.element);
    double score = place.has_sign ? 2 : 0;
    if (cards_[place_index] != 0 || aside_[place.element] != 0) score -= 20;
    if (element.hidden) score -= 6;
    if (place.former) score -= 8;
    return score + MarkScore(place.element) + WordScore(place) + PlaceScore(element);
  }

  [[nodiscard]] double MarkScore(std::size_t index) const {
    double score = 0;
    bool price = false;
    for (int level = 0; level < 4; ++level, index = outline_.at(index).parent) {
      const std::string& marks = outline_.at(index).marks;
      price = price || (level < 3 && HasMark(marks, {"price", "prix", "preis", "precio", "prezzo", "cena"}));
      if (level < 3 &&
          HasMark(marks, {"current", "sale", "final", "our", "now", "special", "actual", "deal", "to-pay"}))
        score += 0.7;
      if (HasMark(marks, {"saving", "save", "discount", "unit", "instal", "month", "finance", "shipping",
                          "delivery", "per-", "used", "swatch", "variant", "option", "tax", "fee", "warranty",
                          "coupon", "points"}))
        score -= 3;
    }
    return score + (price ? 4 : 0);
  }

  [[nodiscard]] double WordScore(const PricePlace& place) const {
    constexpr std::size_t kNear = 80;
    double score = 0;
    if (place.text.size() > 60) score -= 2;
    if (SaysOtherAmount(place.text)) score -= 7;
    if (SaysUnitPrice(place.text)) score -= 4;
    const std::string& around = outline_.at(outline_.at(place.element).parent).text;
    if (around.empty() || around.size() > kNear || around == place.text) return score;
    if (SaysOtherAmount(around)) score -= 3;
    if (SaysUnitPrice(around)) score -= 1.5;
    return score;
  }

  [[nodiscard]] double PlaceScore(const VisibleElement& element) const {
    const VisibleElement& heading = outline_.at(heading_);
    double score = 0;
    if (heading_ > 0 && element.text_begin >= heading.text_begin)
      score += 4 - std::min(6.0, static_cast<double>(element.text_begin - heading.text_begin) / 400);
    if (heading_ > 0 && element.text_begin < heading.text_begin)
      score -= std::min(5.0, static_cast<double>(heading.text_begin - element.text_begin) / 200);
    const std::size_t button = NearestButton(element.text_begin);
    if (button < kFar) score += 3 - std::min(3.0, static_cast<double>(button) / 200);
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
      if (!place.former || !beside || cards_[i] != 0 || SaysOtherAmount(place.text)) continue;
      const auto former = ParseDecimal(place.price.amount);
      if (asked && former && *former > *asked && place.price.currency == best.price.currency)
        return place.price.amount;
    }
    return std::nullopt;
  }

  VisibleOutline outline_;
  std::size_t heading_;
  std::vector<char> aside_;
  std::vector<PricePlace> places_;
  std::vector<char> cards_;
  std::vector<std::size_t> buttons_;
  std::optional<Availability> availability_;
  bool has_identifier_ = false;
};

}  // namespace

VisibleEvidence ReadVisible(const Document& document, std::string_view title, const SourceHints& hints) {
  return VisibleReader(document, title, hints).Read();
}

}  // namespace pricecrew
