#pragma once

#include <cstddef>
#include <string>

#include "tests/shop/catalogue.h"

namespace pricecrew::shop {

/// About `bytes` of what fills real product pages: tables of properties, reviews, questions and answers. Says
/// nothing about prices. The same for the same product.
std::string Noise(const Catalogue& catalogue, const ShopProduct& product, std::size_t bytes);

}  // namespace pricecrew::shop
