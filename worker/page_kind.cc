#include "worker/page_kind.h"

#include <algorithm>

#include "worker/title.h"

namespace pricecrew {
namespace {

constexpr std::size_t kManyCards = 3;  // a page that shows as many other products may be a list of them

bool IsSoldOut(std::optional<Availability> availability) {
  return availability == Availability::kOutOfStock || availability == Availability::kDiscontinued;
}

const Evidence* MainOf(const PageSources& page, Source wanted) {
  for (const SourceEvidence& source : page.sources)
    if (source.source == wanted && source.main) return &*source.main;
  return nullptr;
}

// Structured data that names one product, and its price or its lack of stock.
bool IsDescribedWell(const PageSources& page) {
  return std::ranges::any_of(page.sources, [&](const SourceEvidence& source) {
    if (!source.main || source.source == Source::kState) return false;
    return source.main->price || IsSoldOut(source.main->availability) || page.seen.cards < kManyCards;
  });
}

// The heading and the title speak of the same thing.
bool IsTitled(const PageSources& page) {
  constexpr double kAlike = 0.35;
  return !page.seen.product.name.empty() && TitleLikeness(page.seen.product.name, page.title) >= kAlike;
}

// A price that stands by the heading, and in no card.
bool HasPriceOfItsOwn(const PageSources& page) {
  constexpr double kGood = 6;
  constexpr double kFair = 4.5;  // where few other products are shown
  const VisibleEvidence& seen = page.seen;
  const double needed = seen.cards >= kManyCards ? kGood : kFair;
  return seen.chosen && seen.prices[*seen.chosen].score >= needed && IsTitled(page);
}

}  // namespace

std::string WhyNoProduct(const PageSources& page) {
  if (IsDescribedWell(page) || page.meta.product.price) return {};
  if (page.heads_elsewhere) return "about_another";
  const VisibleEvidence& seen = page.seen;
  const bool buyable = seen.has_buy_button || seen.identifiers > 0 || seen.is_clear || page.meta.is_typed ||
                       seen.product.availability.has_value() || MainOf(page, Source::kState) != nullptr;
  if (seen.product.price && (buyable || HasPriceOfItsOwn(page))) return {};
  if (MainOf(page, Source::kState) != nullptr && seen.cards < kManyCards) return {};
  const bool numbered =
      seen.identifiers > 1 || seen.has_unique_number || (seen.identifiers > 0 && seen.product.availability);
  if (numbered && IsTitled(page) && !seen.product.price) return {};
  if (seen.cards >= kManyCards) return "listing";
  return seen.product.name.empty() ? "no_name" : "no_price";
}

}  // namespace pricecrew
