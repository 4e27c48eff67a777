#include "worker/source_json_ld.h"

#include <algorithm>
#include <array>
#include <span>

#include "worker/field_text.h"
#include "worker/json_ld_graph.h"
#include "worker/json_ld_offer.h"

namespace pricecrew {
namespace {

using rapidjson::Value;

constexpr std::array<std::string_view, 8> kProductTypes{"Product",      "ProductGroup", "IndividualProduct",
                                                        "ProductModel", "SomeProducts", "Vehicle",
                                                        "Car",          "Motorcycle"};
// Things that are products where they are offered.
constexpr std::array<std::string_view, 6> kSellableTypes{"Book",      "Movie", "MusicAlbum",
                                                         "VideoGame", "Event", "Course"};

bool HasAnyType(const Value& node, std::span<const std::string_view> types) {
  return std::ranges::any_of(types, [&](std::string_view type) { return HasType(node, type); });
}

bool IsProduct(const Value& node) {
  if (HasAnyType(node, kProductTypes)) return true;
  return HasAnyType(node, kSellableTypes) && Member(node, "offers") != nullptr;
}

std::optional<std::string> Present(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

std::optional<std::string> GtinOf(const Value& node) {
  for (const char* key : {"gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn", "ean"})
    if (auto gtin = ReadGtin(TextOf(node, key))) return gtin;
  return std::nullopt;
}

// A URL, or an ImageObject with one.
std::optional<std::string> ImageOf(const Value& node, const JsonLdGraph& graph) {
  for (const Value* item : ItemsOf(Member(node, "image"))) {
    const Value& image = graph.Resolve(*item);
    for (const char* key : {"url", "contentUrl", "@id"})
      if (std::string url = TextOf(image, key); !url.empty()) return url;
    if (image.IsString()) return Present(TextOf(&image));
  }
  return std::nullopt;
}

std::optional<std::string> BrandOf(const Value& node, const JsonLdGraph& graph) {
  for (const char* key : {"brand", "manufacturer"})
    for (const Value* item : ItemsOf(Member(node, key)))
      if (std::string name = TextOf(&graph.Resolve(*item)); !name.empty()) return name;
  return std::nullopt;
}

Evidence ReadNode(const Value& node, const JsonLdGraph& graph, const SourceHints& hints) {
  Evidence product;
  if (const Value* offers = Member(node, "offers")) product = ReadOffers(*offers, graph, hints);
  product.name = TextOf(node, "name");
  if (auto url = Present(TextOf(node, "url"))) product.url = std::move(url);
  if (auto sku = Present(TextOf(node, "sku"))) product.sku = std::move(sku);
  if (!product.sku) product.sku = Present(TextOf(node, "productID"));
  if (!product.sku) product.sku = Present(TextOf(node, "mpn"));
  product.gtin = GtinOf(node);
  product.brand = BrandOf(node, graph);
  product.image = ImageOf(node, graph);
  return product;
}

bool IsBuyable(std::optional<Availability> availability) {
  return availability && *availability != Availability::kOutOfStock &&
         *availability != Availability::kDiscontinued;
}

// A group says what its variants share; the first with a price says the rest, any that can be had that it
// can.
Evidence WithVariant(Evidence group, const Value& node, const JsonLdGraph& graph, const SourceHints& hints) {
  std::vector<ProductVariant> variants;
  for (const char* key : {"hasVariant", "model"})
    for (const Value* item : ItemsOf(Member(node, key))) {
      if (variants.size() == kMaxVariants) break;
      const Evidence variant = ReadNode(graph.Resolve(*item), graph, hints);
      if (!variant.price) continue;
      variants.push_back(
          {variant.name, variant.price, variant.availability, variant.sku, variant.gtin, variant.url});
      group = Completed(std::move(group), variant);
      if (IsBuyable(variant.availability) && !IsBuyable(group.availability))
        group.availability = variant.availability;
    }
  if (variants.size() > 1) group.variants = std::move(variants);
  return group;
}

std::vector<Evidence> ReadGraph(const JsonLdGraph& graph, const SourceHints& hints) {
  std::vector<Evidence> products;
  std::vector<const Value*> pending;
  const auto push_all = [&pending](const Value* values) {
    const auto items = ItemsOf(values);
    pending.insert(pending.end(), items.rbegin(), items.rend());
  };
  for (auto root = graph.roots().rbegin(); root != graph.roots().rend(); ++root) push_all(&*root);
  while (!pending.empty()) {
    const Value& node = *pending.back();
    pending.pop_back();
    if (node.IsArray()) push_all(&node);
    if (!node.IsObject()) continue;
    if (IsProduct(node)) {
      products.push_back(WithVariant(ReadNode(node, graph, hints), node, graph, hints));
      continue;
    }
    for (const char* key : {"itemOffered", "object", "mainEntityOfPage", "mainEntity", "@graph"})
      push_all(Member(node, key));
  }
  return products;
}

}  // namespace

std::vector<Evidence> ReadJsonLd(const std::vector<std::string>& blocks, const SourceHints& hints) {
  if (blocks.empty()) return {};
  return ReadGraph(JsonLdGraph(blocks), hints);
}

}  // namespace pricecrew
