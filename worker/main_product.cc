#include "worker/main_product.h"

#include <algorithm>

#include "worker/title.h"

namespace pricecrew {
namespace {

bool IsPageUrl(const Evidence& product, const PageIdentity& page) {
  if (!product.url) return false;
  const auto url = ResolveUrl(*product.url, *page.url);
  if (!url) return false;
  if (CanonicalUrl(*url) == CanonicalUrl(*page.url)) return true;
  const auto canonical = page.canonical.empty() ? std::nullopt : ParseUrl(page.canonical);
  return canonical && CanonicalUrl(*url) == CanonicalUrl(*canonical);
}

bool SameName(const std::vector<Evidence>& products) {
  return std::ranges::all_of(products,
                             [&](const Evidence& one) { return one.name == products.front().name; });
}

Evidence Merged(const std::vector<Evidence>& products) {
  Evidence merged = products.front();
  for (const Evidence& product : products) merged = Completed(std::move(merged), product);
  return merged;
}

const Evidence* MostLikeTitle(const std::vector<Evidence>& products, std::string_view title) {
  constexpr double kClear = 0.6;
  const Evidence* best = nullptr;
  double best_likeness = kClear;
  for (const Evidence& product : products) {
    const double likeness = TitleLikeness(product.name, title) + (product.price ? 0.05 : 0);
    if (likeness <= best_likeness) continue;
    best = &product;
    best_likeness = likeness;
  }
  return best;
}

}  // namespace

std::optional<Evidence> MainOfState(const std::vector<Evidence>& products, const PageIdentity& page) {
  constexpr double kSame = 0.8;
  const Evidence* best = nullptr;
  double best_likeness = kSame;
  for (const Evidence& product : products) {
    const double likeness =
        std::max(TitleLikeness(product.name, page.heading), TitleLikeness(product.name, page.title));
    if (likeness <= best_likeness) continue;
    best = &product;
    best_likeness = likeness;
  }
  if (best != nullptr) return *best;
  const auto nameless = std::ranges::find_if(products, [](const Evidence& one) { return one.name.empty(); });
  return nameless == products.end() ? std::nullopt : std::optional(*nameless);
}

std::optional<Evidence> MainProduct(const std::vector<Evidence>& products, const PageIdentity& page) {
  std::vector<Evidence> named;
  std::ranges::copy_if(products, std::back_inserter(named),
                       [](const Evidence& one) { return !one.name.empty(); });
  if (named.empty()) return products.size() == 1 ? std::optional(products.front()) : std::nullopt;
  if (SameName(named)) return Merged(named);
  const Evidence* best = MostLikeTitle(named, page.title);
  if (best != nullptr) return *best;
  const auto own = std::ranges::find_if(named, [&](const Evidence& one) { return IsPageUrl(one, page); });
  if (own != named.end()) return *own;
  return std::nullopt;
}

}  // namespace pricecrew
