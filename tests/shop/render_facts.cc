#include <fmt/format.h>

#include "tests/shop/html_text.h"
#include "tests/shop/render_markup.h"

namespace pricecrew::shop {
namespace {

std::string PriceBox(const ShopProduct& product, const Market& market) {
  std::string box =
      fmt::format("<div class=\"buy\"><span class=\"price\">{}</span>", ShownAmount(market, product.price));
  if (product.regular_price) {
    box += fmt::format("<span class=\"was\">{} <s>{}</s></span>", market.phrases.regular_price,
                       ShownAmount(market, *product.regular_price));
  }
  return box + fmt::format("<button>{}</button></div>\n", market.phrases.add_to_cart);
}

std::string StockLine(const ShopProduct& product, const Market& market) {
  if (!product.stock) return "";
  return fmt::format("<p class=\"stock\">{}</p><p class=\"shipping\">{}</p>\n",
                     StockPhrase(*product.stock, market), FreeShippingLine(market));
}

std::string Row(std::string_view name, const std::optional<std::string>& value) {
  return value ? fmt::format("<tr><th>{}</th><td>{}</td></tr>", name, Escape(*value)) : "";
}

std::string NumbersTable(const ShopProduct& product) {
  const std::string rows = Row("Brand", product.brand) + Row("SKU", product.sku) + Row("EAN", product.gtin);
  return rows.empty() ? "" : fmt::format("<table class=\"numbers\">{}</table>\n", rows);
}

std::string Heading(const ShopProduct& product) { return fmt::format("<h1>{}</h1>\n", Escape(product.name)); }

}  // namespace

std::string_view StockPhrase(Stock stock, const Market& market) {
  switch (stock) {
    case Stock::kInStock:
      return market.phrases.in_stock;
    case Stock::kOutOfStock:
      return market.phrases.out_of_stock;
    case Stock::kPreOrder:
      break;
  }
  return market.phrases.pre_order;
}

std::string VisibleFacts(const ShopProduct& product, const Category& category) {
  std::string facts = Heading(product);
  if (product.image) {
    facts +=
        fmt::format("<figure><img src=\"{}\" alt=\"{}\"></figure>\n", *product.image, Escape(product.name));
  }
  return facts + PriceBox(product, *category.market) + StockLine(product, *category.market) +
         NumbersTable(product);
}

std::string FactsBesideMarkup(const ShopProduct& product, const Category& category) {
  return product.bare() ? Heading(product) : VisibleFacts(product, category);
}

ProductMarkup PlainMarkup(const ShopProduct& product, const Category& category) {
  return {.head = {}, .main = VisibleFacts(product, category)};
}

}  // namespace pricecrew::shop
