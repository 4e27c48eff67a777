#include "worker/variant_choice.h"

#include "common/domain/decimal.h"
#include "common/domain/url.h"
#include "worker/price_vote.h"

namespace pricecrew {
namespace {

bool IsSoldOut(const ProductVariant& variant) {
  return variant.availability == Availability::kOutOfStock ||
         variant.availability == Availability::kDiscontinued;
}

bool IsLower(const std::string& left, const std::string& right) {
  const auto a = ParseDecimal(left);
  const auto b = ParseDecimal(right);
  return a && b && *a < *b;
}

std::optional<std::size_t> OfPage(const Evidence& product, const PageSources& page) {
  for (std::size_t i = 0; i < product.variants.size(); ++i) {
    const ProductVariant& variant = product.variants[i];
    const auto url = variant.url && variant.price ? ResolveUrl(*variant.url, page.url) : std::nullopt;
    if (url && url->query && CanonicalUrl(*url) == CanonicalUrl(page.url)) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> Shown(const Evidence& product, const PageSources& page) {
  const auto& shown = page.seen.product.price;
  if (!shown || !page.seen.is_clear) return std::nullopt;
  for (std::size_t i = 0; i < product.variants.size(); ++i)
    if (product.variants[i].price && SameAmount(*product.variants[i].price, *shown)) return i;
  return std::nullopt;
}

bool IsCheaper(const ProductVariant& left, const ProductVariant& right) {
  if (IsSoldOut(left) != IsSoldOut(right)) return !IsSoldOut(left);
  return IsLower(*left.price, *right.price);
}

}  // namespace

std::optional<VariantChoice> ChooseVariant(const Evidence& product, const PageSources& page) {
  if (const auto own = OfPage(product, page))
    return VariantChoice{*own, "the variant that the address names"};
  if (const auto shown = Shown(product, page))
    return VariantChoice{*shown, "the variant that the page shows"};
  std::optional<std::size_t> cheapest;
  for (std::size_t i = 0; i < product.variants.size(); ++i)
    if (product.variants[i].price &&
        (!cheapest || IsCheaper(product.variants[i], product.variants[*cheapest])))
      cheapest = i;
  if (!cheapest) return std::nullopt;
  return VariantChoice{*cheapest, "the cheapest variant"};
}

std::optional<std::string> HighestPrice(const Evidence& product, const std::string& price) {
  std::string highest = price;
  for (const ProductVariant& variant : product.variants)
    if (variant.price && IsLower(highest, *variant.price)) highest = *variant.price;
  if (product.high_price && IsLower(highest, *product.high_price)) highest = *product.high_price;
  if (!IsLower(price, highest)) return std::nullopt;
  return highest;
}

}  // namespace pricecrew
