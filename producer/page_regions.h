#pragma once

#include <string_view>
#include <vector>

#include "producer/page_outline.h"

namespace pricecrew {

/// What part of a page an element belongs to, as its tags, roles, ids and classes say.
enum class Region : unsigned char {
  kContent,    ///< nothing speaks against it
  kSideshow,   ///< carousels, sliders, side columns: content only where the page has no other
  kFurniture,  ///< menus, filters, breadcrumbs, footers, related products, reviews, carts: never content
};

/// The region of every element of the outline, by index. An element is in the strictest region of its
/// ancestors, or in the one that a heading above it names; a wrapper around most of the page is content,
/// whatever it is called.
std::vector<Region> RegionsOf(const Outline& outline);

/// Where what a heading stands over ends: with the block that it heads, or at its next sibling heading.
std::size_t EndOfHeaded(const Outline& outline, std::size_t heading);

/// The region that a heading like "You may also like" gives to what follows it; kContent for any other text.
Region RegionOfHeading(std::string_view heading);

}  // namespace pricecrew
