#include <fmt/format.h>

#include "tests/shop/html_text.h"
#include "tests/shop/render_markup.h"

namespace pricecrew::shop {
namespace {

std::string Offer(const ShopProduct& product, const Market& market) {
  std::string offer = fmt::format(
      "<div class=\"buy\" itemprop=\"offers\" itemscope itemtype=\"https://schema.org/Offer\">"
      "<meta itemprop=\"priceCurrency\" content=\"{}\"><span itemprop=\"price\" content=\"{}\">{}</span>",
      market.currency, DecimalAmount(market, product.price), ShownAmount(market, product.price));
  if (product.regular_price) {
    offer += fmt::format("<del title=\"{}\">{}</del>", market.phrases.regular_price,
                         ShownAmount(market, *product.regular_price));
  }
  if (product.stock) {
    offer += fmt::format(
        "<link itemprop=\"availability\" href=\"https://schema.org/{}\"><p class=\"stock\">{}</p>",
        ToString(*product.stock), StockPhrase(*product.stock, market));
  }
  return offer + fmt::format("<button>{}</button></div>\n", market.phrases.add_to_cart);
}

std::string Details(const ShopProduct& product) {
  std::string details;
  if (product.image) details += fmt::format("<img itemprop=\"image\" src=\"{}\" alt=\"\">\n", *product.image);
  if (product.brand) {
    details += fmt::format(
        "<div itemprop=\"brand\" itemscope itemtype=\"https://schema.org/Brand\"><b "
        "itemprop=\"name\">{}</b></div>\n",
        Escape(*product.brand));
  }
  if (product.sku) details += fmt::format("<p>SKU <span itemprop=\"sku\">{}</span></p>\n", *product.sku);
  if (product.gtin) details += fmt::format("<p>EAN <span itemprop=\"gtin13\">{}</span></p>\n", *product.gtin);
  return details;
}

}  // namespace

ProductMarkup MicrodataMarkup(const ShopProduct& product, const Category& category) {
  return {.head = {},
          .main = fmt::format("<article itemscope itemtype=\"https://schema.org/Product\"><h1 "
                              "itemprop=\"name\">{}</h1>\n{}{}</article>\n",
                              Escape(product.name), Details(product), Offer(product, *category.market))};
}

}  // namespace pricecrew::shop
