#include "common/domain/product_row.h"

#include <fmt/format.h>

#include <utility>

namespace pricecrew {
namespace {

std::optional<std::string_view> Said(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

std::optional<std::string_view> Said(const std::optional<std::string>& text) {
  return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

std::optional<std::string_view> Said(std::optional<Availability> availability) {
  return availability ? std::optional<std::string_view>(ToString(*availability)) : std::nullopt;
}

std::optional<std::uint32_t> Counted(std::uint32_t number) {
  return number == 0 ? std::nullopt : std::optional<std::uint32_t>(number);
}

}  // namespace

std::array<RowField, kRowFields> Fields(const ProductRow& row) {
  const Product& product = row.product;
  return {{{"url", Said(row.url)},
           {"final_url", Said(row.final_url)},
           {"name", Said(product.name)},
           {"price", Said(product.price)},
           {"currency", Said(product.currency)},
           {"regular_price", Said(product.regular_price)},
           {"price_max", Said(product.price_max)},
           {"availability", Said(product.availability)},
           {"sku", Said(product.sku)},
           {"gtin", Said(product.gtin)},
           {"brand", Said(product.brand)},
           {"image", Said(product.image)},
           {"category_url", Said(row.category_url)},
           {"page", {}, Counted(row.page)},
           {"rank", {}, Counted(row.rank)}}};
}

std::string OriginsText(const Product& product) {
  std::string text;
  for (const FieldOrigin& origin : product.origins)
    text += fmt::format("{}{}={} {:.2f}", text.empty() ? "" : "; ", origin.field, origin.source,
                        origin.confidence_percent / 100.0);
  return text;
}

std::vector<ProductRow> VariantRows(const ProductRow& row) {
  if (row.product.variants.empty()) return {row};
  std::vector<ProductRow> rows;
  rows.reserve(row.product.variants.size());
  for (const ProductVariant& variant : row.product.variants) {
    ProductRow one = row;
    one.product.variants.clear();
    one.product.price_max.reset();
    const bool holds_name = variant.name.find(row.product.name) != std::string::npos;
    if (!variant.name.empty())
      one.product.name = holds_name ? variant.name : row.product.name + " - " + variant.name;
    if (variant.price && variant.price != row.product.price) one.product.regular_price.reset();
    if (variant.price) one.product.price = variant.price;
    if (variant.availability) one.product.availability = variant.availability;
    if (variant.sku) one.product.sku = variant.sku;
    if (variant.gtin) one.product.gtin = variant.gtin;
    if (variant.url) one.final_url = *variant.url;
    rows.push_back(std::move(one));
  }
  return rows;
}

}  // namespace pricecrew
