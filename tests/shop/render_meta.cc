#include <fmt/format.h>

#include "tests/shop/html_text.h"
#include "tests/shop/render_markup.h"

namespace pricecrew::shop {
namespace {

std::string Meta(std::string_view property, std::string_view content) {
  return fmt::format("<meta property=\"{}\" content=\"{}\">\n", property, Escape(content));
}

std::string_view AvailabilityWord(Stock stock) {
  switch (stock) {
    case Stock::kInStock:
      return "in stock";
    case Stock::kOutOfStock:
      return "out of stock";
    case Stock::kPreOrder:
      break;
  }
  return "preorder";
}

}  // namespace

ProductMarkup MetaMarkup(const ShopProduct& product, const Category& category) {
  const Market& market = *category.market;
  std::string head = Meta("og:type", "product") + Meta("og:title", product.name) +
                     Meta("product:price:amount", DecimalAmount(market, product.price)) +
                     Meta("product:price:currency", market.currency);
  if (product.regular_price) {
    head += Meta("product:original_price:amount", DecimalAmount(market, *product.regular_price));
    head += Meta("product:original_price:currency", market.currency);
  }
  if (product.stock) head += Meta("product:availability", AvailabilityWord(*product.stock));
  if (product.brand) head += Meta("product:brand", *product.brand);
  if (product.sku) head += Meta("product:retailer_item_id", *product.sku);
  if (product.gtin) head += Meta("product:ean", *product.gtin);
  if (product.image) head += Meta("og:image", *product.image);
  return {.head = head, .main = FactsBesideMarkup(product, category)};
}

}  // namespace pricecrew::shop
