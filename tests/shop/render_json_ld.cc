#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "tests/shop/render_markup.h"

namespace pricecrew::shop {
namespace {

constexpr std::string_view kSchema = "https://schema.org";

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void Put(Writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void Member(Writer& json, std::string_view key, std::string_view value) {
  Put(json, key);
  Put(json, value);
}

void NumberMember(Writer& json, std::string_view key, const std::string& digits) {
  Put(json, key);
  json.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

void PutListPrice(Writer& json, const Market& market, std::int64_t regular_price) {
  Put(json, "priceSpecification");
  json.StartObject();
  Member(json, "@type", "UnitPriceSpecification");
  Member(json, "priceType", "https://schema.org/ListPrice");
  Member(json, "price", DecimalAmount(market, regular_price));
  Member(json, "priceCurrency", market.currency);
  json.EndObject();
}

void PutOffer(Writer& json, const ShopProduct& product, const Category& category) {
  const Market& market = *category.market;
  Put(json, "offers");
  json.StartObject();
  Member(json, "@type", "Offer");
  const std::string price = DecimalAmount(market, product.price);
  if (category.markup == Markup::kJsonLdGraph) {
    NumberMember(json, "price", price);
  } else {
    Member(json, "price", price);
  }
  Member(json, "priceCurrency", market.currency);
  if (product.stock) Member(json, "availability", fmt::format("{}/{}", kSchema, ToString(*product.stock)));
  const bool lists = category.markup == Markup::kJsonLdGraph && product.regular_price;
  if (lists) PutListPrice(json, market, *product.regular_price);
  json.EndObject();
}

void PutBrand(Writer& json, const std::string& brand) {
  Put(json, "brand");
  json.StartObject();
  Member(json, "@type", "Brand");
  Member(json, "name", brand);
  json.EndObject();
}

void PutProduct(Writer& json, const ShopProduct& product, const Category& category) {
  Member(json, "@type", "Product");
  Member(json, "name", product.name);
  if (product.image) Member(json, "image", *product.image);
  if (product.sku) Member(json, "sku", *product.sku);
  if (product.gtin) Member(json, "gtin13", *product.gtin);
  if (product.brand) PutBrand(json, *product.brand);
  PutOffer(json, product, category);
}

void PutCrumb(Writer& json, std::size_t position, std::string_view name, std::string_view path) {
  json.StartObject();
  Member(json, "@type", "ListItem");
  Put(json, "position");
  json.Uint64(position);
  Member(json, "name", name);
  Member(json, "item", path);
  json.EndObject();
}

void PutBreadcrumbs(Writer& json, const ShopProduct& product, const Category& category) {
  Member(json, "@type", "BreadcrumbList");
  Put(json, "itemListElement");
  json.StartArray();
  PutCrumb(json, 1, "Home", "/");
  PutCrumb(json, 2, category.name, category.path);
  PutCrumb(json, 3, product.name, product.path);
  json.EndArray();
}

using Part = void (*)(Writer&, const ShopProduct&, const Category&);

std::string Script(const ShopProduct& product, const Category& category, Part part) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  Member(json, "@context", kSchema);
  part(json, product, category);
  json.EndObject();
  return fmt::format("<script type=\"application/ld+json\">{}</script>\n",
                     std::string_view(buffer.GetString(), buffer.GetSize()));
}

void PutGraph(Writer& json, const ShopProduct& product, const Category& category) {
  Put(json, "@graph");
  json.StartArray();
  for (const Part part : {&PutBreadcrumbs, &PutProduct}) {
    if (product.bare() && part == &PutBreadcrumbs) continue;
    json.StartObject();
    part(json, product, category);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

ProductMarkup JsonLdMarkup(const ShopProduct& product, const Category& category) {
  std::string head = Script(product, category, &PutProduct);
  if (!product.bare()) head += Script(product, category, &PutBreadcrumbs);
  return {.head = head, .main = FactsBesideMarkup(product, category)};
}

ProductMarkup JsonLdGraphMarkup(const ShopProduct& product, const Category& category) {
  return {.head = Script(product, category, &PutGraph), .main = FactsBesideMarkup(product, category)};
}

}  // namespace pricecrew::shop
