#include "worker/json_ld_offer.h"

#include <string>

#include "common/domain/currency.h"
#include "common/domain/decimal.h"
#include "common/html/ascii.h"
#include "worker/field_text.h"

namespace pricecrew {
namespace {

// Some shop systems write property names in lower case.
std::optional<std::string> CurrencyOf(const rapidjson::Value& node) {
  for (const char* key : {"priceCurrency", "pricecurrency", "currency"})
    if (const auto code = ParseCurrencyCode(TextOf(node, key))) return code;
  return std::nullopt;
}

void ReadPrice(const rapidjson::Value& node, const SourceHints& hints, Evidence& offer) {
  if (!offer.currency) offer.currency = CurrencyOf(node);
  SourceHints local = hints;
  if (offer.currency) local.currency = *offer.currency;
  for (const char* key : {"price", "lowPrice", "lowprice", "minPrice"}) {
    if (offer.price) return;
    const auto field = ReadFieldPrice(TextOf(node, key), local);
    if (!field) continue;
    offer.price = field->amount;
    if (!offer.currency) offer.currency = field->currency;
  }
}

bool IsListPrice(const rapidjson::Value& specification) {
  const std::string type = AsciiLower(TextOf(specification, "priceType"));
  for (const std::string_view word : {"listprice", "strikethroughprice", "srp", "msrp", "regularprice"})
    if (type.find(word) != std::string::npos) return true;
  return false;
}

// A price for a quantity ("per 100 g") is none of the product.
bool IsUnitPrice(const rapidjson::Value& specification) {
  return Member(specification, "referenceQuantity") != nullptr ||
         Member(specification, "unitText") != nullptr;
}

void ReadSpecifications(const rapidjson::Value& node, const JsonLdGraph& graph, const SourceHints& hints,
                        Evidence& offer) {
  for (const rapidjson::Value* item : ItemsOf(Member(node, "priceSpecification"))) {
    const rapidjson::Value& specification = graph.Resolve(*item);
    if (IsUnitPrice(specification)) continue;
    if (!IsListPrice(specification)) {
      ReadPrice(specification, hints, offer);
      continue;
    }
    Evidence regular;
    ReadPrice(specification, hints, regular);
    if (regular.price) offer.regular_price = regular.price;
  }
}

Evidence ReadOffer(const rapidjson::Value& node, const JsonLdGraph& graph, const SourceHints& hints) {
  Evidence offer;
  ReadPrice(node, hints, offer);
  ReadSpecifications(node, graph, hints, offer);
  offer.availability = ReadAvailability(TextOf(node, "availability"));
  for (const char* key : {"highPrice", "highprice"})
    if (const auto high = ReadFieldPrice(TextOf(node, key), hints)) offer.high_price = high->amount;
  if (std::string url = TextOf(node, "url"); !url.empty()) offer.url = std::move(url);
  if (std::string sku = TextOf(node, "sku"); !sku.empty()) offer.sku = std::move(sku);
  return offer;
}

bool IsBuyable(const Evidence& offer) { return offer.availability != Availability::kOutOfStock; }

bool IsBetter(const Evidence& offer, const Evidence& best) {
  if (offer.price.has_value() != best.price.has_value()) return offer.price.has_value();
  return IsBuyable(offer) && !IsBuyable(best);
}

ProductVariant VariantOf(const Evidence& offer, const rapidjson::Value& node) {
  std::string name = TextOf(node, "name");
  if (const rapidjson::Value* item = Member(node, "itemOffered"); name.empty() && item != nullptr)
    name = TextOf(*item, "name");
  return {std::move(name), offer.price, offer.availability, offer.sku, offer.gtin, offer.url};
}

}  // namespace

Evidence ReadOffers(const rapidjson::Value& offers, const JsonLdGraph& graph, const SourceHints& hints) {
  std::optional<Evidence> best;
  std::vector<ProductVariant> variants;
  for (const rapidjson::Value* item : ItemsOf(&offers)) {
    const rapidjson::Value& node = graph.Resolve(*item);
    Evidence offer = ReadOffer(node, graph, hints);
    if (const rapidjson::Value* inner = Member(node, "offers"); inner != nullptr)
      for (const rapidjson::Value* one : ItemsOf(inner))
        offer = Completed(offer, ReadOffer(graph.Resolve(*one), graph, hints));
    if (offer.price && variants.size() < kMaxVariants) variants.push_back(VariantOf(offer, node));
    if (!best || IsBetter(offer, *best)) best = std::move(offer);
  }
  Evidence chosen = best.value_or(Evidence{});
  if (variants.size() > 1 && chosen.currency) chosen.variants = std::move(variants);
  return chosen;
}

}  // namespace pricecrew
