#include "worker/extract.h"

#include <string>
#include <utility>

#include "common/domain/decimal.h"
#include "common/domain/money.h"
#include "common/html/ascii.h"
#include "common/html/charset.h"
#include "common/html/document.h"
#include "common/html/wall.h"
#include "worker/name_choice.h"
#include "worker/page_sources.h"
#include "worker/page_kind.h"
#include "worker/price_vote.h"

namespace pricecrew {
namespace {

bool IsOtherMedia(std::string_view content_type) {
  const std::string type = AsciiLower(content_type.substr(0, content_type.find(';')));
  return !type.empty() && type.find("html") == std::string::npos && !type.starts_with("text/plain");
}

bool IsHigher(std::string_view amount, std::string_view than) {
  const auto left = ParseDecimal(amount);
  const auto right = ParseDecimal(than);
  return left && right && *left > *right;
}

// A struck price that the page shows, where structured data has a lower one; and the other way round.
std::optional<std::string> RegularPrice(const Evidence& winner, const PageSources& page) {
  if (winner.regular_price && IsHigher(*winner.regular_price, *winner.price)) return winner.regular_price;
  const auto& seen = page.seen.product;
  if (seen.price && SameAmount(*seen.price, *winner.price)) return seen.regular_price;
  return std::nullopt;
}

/// The facts that need no vote: the first source that says one is believed.
Evidence Others(const PageSources& page) {
  Evidence all;
  for (const SourceEvidence& source : page.sources)
    if (source.main) all = Completed(std::move(all), *source.main);
  all = Completed(std::move(all), page.meta.product);
  return Completed(std::move(all), page.seen.product);
}

Product Decided(const PageSources& page, const Url& base) {
  const PriceVotes votes = VoteOnPrice(page);
  const Evidence others = Others(page);
  Product product;
  product.name = ChooseName(page).name;
  if (const Evidence* winner = votes.Winner()) {
    product.currency = winner->currency ? winner->currency : others.currency;
    if (!product.currency) product.currency = page.seen.common_currency;
    const std::string currency = product.currency.value_or("");
    product.price = NormalizeAmount(*winner->price, currency);
    if (const auto regular = RegularPrice(*winner, page); regular && IsHigher(*regular, *winner->price))
      product.regular_price = NormalizeAmount(*regular, currency);
  }
  product.availability = others.availability;
  product.sku = others.sku;
  product.gtin = others.gtin;
  product.brand = others.brand;
  if (const auto image = ResolveUrl(others.image.value_or(""), base); image && others.image)
    product.image = image->Href();
  if (!page.canonical.empty()) product.canonical = page.canonical;
  return product;
}

}  // namespace

Extraction Extract(const Page& page) {
  if (page.body.empty()) return Unreadable{"empty"};
  if (IsOtherMedia(page.content_type)) return NotAProduct{"not_html"};
  const SketchedPage read = SketchPage(ToUtf8(page.body, page.content_type));
  const PageSources evidence = GatherSources(read, page.url);
  std::string reason = WhyNoProduct(evidence);
  Product product;
  if (reason.empty()) {
    product = Decided(evidence, ResolveUrl(read.scan.base, page.url).value_or(page.url));
    if (product.name.empty()) reason = "no_name";
  }
  if (reason.empty()) return product;
  if (const std::string_view wall = WallOf(read); !wall.empty()) return Unreadable{std::string(wall)};
  return NotAProduct{std::move(reason)};
}

}  // namespace pricecrew
