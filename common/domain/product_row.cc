#include "common/domain/product_row.h"

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
           {"availability", Said(product.availability)},
           {"sku", Said(product.sku)},
           {"gtin", Said(product.gtin)},
           {"brand", Said(product.brand)},
           {"image", Said(product.image)},
           {"category_url", Said(row.category_url)},
           {"page", {}, Counted(row.page)},
           {"rank", {}, Counted(row.rank)}}};
}

}  // namespace pricecrew
