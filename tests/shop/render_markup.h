#pragma once

#include <string>

#include "tests/shop/catalogue.h"

namespace pricecrew::shop {

/// What a way of marking products up puts on a product page. HTML.
struct ProductMarkup {
  std::string head;  ///< elements of the head
  std::string main;  ///< heading, price and buy button
};

ProductMarkup JsonLdMarkup(const ShopProduct& product, const Category& category);
/// The same in one `@graph`, with a numeric price and a list price.
ProductMarkup JsonLdGraphMarkup(const ShopProduct& product, const Category& category);
ProductMarkup MicrodataMarkup(const ShopProduct& product, const Category& category);
/// OpenGraph and the `product:` properties.
ProductMarkup MetaMarkup(const ShopProduct& product, const Category& category);
/// Nothing for programs: only what a person sees.
ProductMarkup PlainMarkup(const ShopProduct& product, const Category& category);

/// What a person sees of the product: heading, price near the buy button, crossed-out price, stock, free
/// shipping, and the numbers in a table. Says just the facts that the product has.
std::string VisibleFacts(const ShopProduct& product, const Category& category);

/// The same beside markup that says it all: a bare page makes do with the heading.
std::string FactsBesideMarkup(const ShopProduct& product, const Category& category);

/// The words for a stock in the language of the market.
std::string_view StockPhrase(Stock stock, const Market& market);

}  // namespace pricecrew::shop
