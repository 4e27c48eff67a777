#include "worker/source_meta.h"

#include <initializer_list>

#include "common/domain/currency.h"
#include "common/html/ascii.h"
#include "worker/field_text.h"

namespace pricecrew {
namespace {

using Keys = std::initializer_list<std::string_view>;

// The first non-empty content, keys in order of preference.
std::string_view ContentOf(const std::vector<MetaTag>& metas, Keys keys) {
  for (const std::string_view key : keys)
    for (const MetaTag& meta : metas)
      if (meta.key == key && !meta.content.empty()) return meta.content;
  return {};
}

std::optional<std::string> TextOf(const std::vector<MetaTag>& metas, Keys keys) {
  std::string text = CleanText(ContentOf(metas, keys));
  if (text.empty()) return std::nullopt;
  return text;
}

// Twitter's product cards: "twitter:label1" = "Price", "twitter:data1" = "$12.99".
std::string_view TwitterPrice(const std::vector<MetaTag>& metas) {
  for (const auto& [label, data] :
       {std::pair{"twitter:label1", "twitter:data1"}, {"twitter:label2", "twitter:data2"}})
    if (EqualsIgnoringCase(ContentOf(metas, {label}), "price")) return ContentOf(metas, {data});
  return {};
}

std::optional<std::string> OnlyCurrency(const std::vector<MetaTag>& metas) {
  std::optional<std::string> only;
  for (const MetaTag& meta : metas) {
    if (meta.key != "pricecurrency") continue;
    const auto code = ParseCurrencyCode(meta.content);
    if (only && code != only) return std::nullopt;
    only = code;
  }
  return only;
}

void ReadPrices(const std::vector<MetaTag>& metas, const SourceHints& hints, Evidence& product) {
  product.currency =
      ParseCurrencyCode(ContentOf(metas, {"product:sale_price:currency", "product:price:currency",
                                          "og:price:currency", "og:product:price:currency"}));
  const auto named = product.currency ? product.currency : OnlyCurrency(metas);
  SourceHints local = hints;
  if (named) local.currency = *named;
  std::string_view text = ContentOf(metas, {"product:sale_price:amount", "product:price:amount",
                                            "og:price:amount", "og:product:price:amount", "product:price"});
  if (text.empty()) text = TwitterPrice(metas);
  if (const auto price = ReadFieldPrice(text, local)) {
    product.price = price->amount;
    if (!product.currency) product.currency = price->currency;
  }
  const auto regular = ReadFieldPrice(
      ContentOf(metas, {"product:original_price:amount", "og:price:standard_amount", "product:price:amount"}),
      local);
  if (regular && regular->amount != product.price) product.regular_price = regular->amount;
}

}  // namespace

MetaEvidence ReadMeta(const std::vector<MetaTag>& metas, const SourceHints& hints) {
  MetaEvidence meta;
  Evidence& product = meta.product;
  product.source = Source::kMeta;
  product.name = CleanText(ContentOf(metas, {"og:title", "twitter:title"}));
  ReadPrices(metas, hints, product);
  product.availability = ReadAvailability(ContentOf(metas, {"product:availability", "og:availability"}));
  product.sku = TextOf(metas, {"product:retailer_item_id", "product:sku"});
  product.gtin = ReadGtin(ContentOf(metas, {"product:ean", "product:upc", "product:gtin", "product:isbn"}));
  product.brand = TextOf(metas, {"product:brand", "og:brand"});
  product.image = TextOf(metas, {"og:image:secure_url", "og:image", "twitter:image", "twitter:image:src"});
  const std::string type = AsciiLower(ContentOf(metas, {"og:type"}));
  meta.is_typed =
      type == "product" || type == "og:product" || type == "product.item" || type.ends_with(":product");
  meta.only_currency = OnlyCurrency(metas);
  meta.site_name = CleanText(ContentOf(metas, {"og:site_name"}));
  return meta;
}

}  // namespace pricecrew
