#pragma once

#include <string>
#include <string_view>

#include "tests/shop/catalogue.h"

namespace pricecrew::shop {

/// What goes into the frame that the shop's pages share. HTML, but for `lang` and `title`.
struct PageParts {
  std::string_view lang;
  std::string title;
  std::string head;  ///< more elements of the head
  std::string body;
};

/// The document with the shop's style sheets, menu and footer around its body.
std::string FurnishedPage(const Catalogue& catalogue, const PageParts& parts);

/// The document with nothing around its body.
std::string BarePage(const PageParts& parts);

/// A product as a card of a grid: image link, title link, price. An `li` or a `div` by category.
std::string ProductCard(const ShopProduct& product, const Category& category);

}  // namespace pricecrew::shop
