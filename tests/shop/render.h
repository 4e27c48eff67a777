#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tests/shop/catalogue.h"

/// The pages of the generated shop, as whole HTML documents in UTF-8. Pure. Links are relative to the host,
/// so a page is the same under every host name.
namespace pricecrew::shop {

/// Links to all categories.
std::string RenderHome(const Catalogue& catalogue);

/// The grid of one listing page; `page` is 1 to category.pages.
std::string RenderListing(const Catalogue& catalogue, const Category& category, std::size_t page);

std::string RenderProduct(const Catalogue& catalogue, const ShopProduct& product);

/// A page that menus and footers link to, with no product on it.
std::string RenderInfo(const Catalogue& catalogue, std::string_view topic);

/// All product pages and listings, with addresses from the root on: the shop does not know its own host.
std::string RenderSitemap(const Catalogue& catalogue);

/// A product's picture, as SVG.
std::string RenderImage(std::size_t number);

}  // namespace pricecrew::shop
