#pragma once

#include <iosfwd>
#include <string>

#include "tests/shop/catalogue.h"

namespace pricecrew::shop {

/// One line of JSON, without its line end:
/// {"kind":"category","path","name","currency","markup","products","pages"}.
std::string TruthLine(const Category& category);

/// One line of JSON, without its line end:
/// {"kind":"product","path","name","price","currency","regular_price",
/// "availability","sku","gtin","brand","category","markup","page","rank"}. `category` is the category's path,
/// `page` and `rank` count from 1, and what the page does not say is null.
std::string TruthLine(const ShopProduct& product, const Category& category);

/// All categories, then all products: category by category, each in the order of its listing.
void WriteTruth(const Catalogue& catalogue, std::ostream& out);

}  // namespace pricecrew::shop
