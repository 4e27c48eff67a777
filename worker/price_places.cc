#include "worker/price_places.h"

#include <algorithm>

#include "common/domain/decimal.h"
#include "common/html/ascii.h"
#include "common/html/fold_space.h"
#include "worker/field_text.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

bool MayBeDigit(char c) { return IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0xD9; }

bool IsStruck(const VisibleOutline& outline, std::size_t index) {
  for (int level = 0; level < 4; ++level, index = outline.at(index).parent) {
    const VisibleElement& element = outline.at(index);
    const std::string_view tag = element.node.Tag();
    if (tag == "del" || tag == "s" || tag == "strike") return true;
    if (element.marks.Has(Mark::kFormer)) return true;
    if (const auto style = element.node.Attribute("style");
        style && style->find("line-through") != std::string_view::npos)
      return true;
  }
  return false;
}

std::string OwnText(Node node) {
  std::string text;
  for (Node child = node.FirstChild(); child; child = child.NextSibling()) {
    if (!child.IsElement()) text += child.OwnText();
    if (text.size() > VisibleOutline::kShortText) return {};
  }
  return FoldSpace(text);
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
      const std::string own = OwnText(outline_.at(index).node);
      return std::ranges::any_of(own, MayBeDigit) && Read(index, own);
    }
    const std::string_view text = outline_.Text(index);
    return !text.empty() && Read(index, text);
  }

  bool Read(std::size_t index, std::string_view text) {
    const std::vector<FoundPrice> found = FindPrices(text, hints_);
    if (found.empty()) return ReadBare(index, text);
    const auto chosen = found.size() > 1 ? ParsePrice(text, hints_) : std::nullopt;
    bool any = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const FoundPrice& one = found[i];
      if (!IsAskable(one.price.amount)) continue;
      if (any && one.role == PriceRole::kHighest && found[i - 1].role == PriceRole::kLowest) {
        places_.back().high = one.price.amount;
        continue;
      }
      const bool former = IsStruck(outline_, index) ||
                          (found.size() > 1 && chosen && one.price.amount != chosen->amount) ||
                          SaysFormerPrice(text);
      places_.push_back({index, one.price, true, former, std::string(text)});
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
    if (!price || !IsAskable(price->amount)) return false;
    places_.push_back(
        WithSignAround(index, {index, *price, false, IsStruck(outline_, index), std::string(text)}));
    return true;
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

  const VisibleOutline& outline_;
  PriceHints hints_;
  std::span<const std::size_t> skipped_;
  std::vector<char> below_;
  std::vector<PricePlace> places_;
};

}  // namespace

std::vector<PricePlace> FindPricePlaces(const VisibleOutline& outline, const SourceHints& hints,
                                        std::span<const std::size_t> skipped) {
  return PlaceFinder(outline, hints, skipped).Find();
}

}  // namespace pricecrew
