#pragma once

#include <string>
#include <vector>

#include "producer/link_census.h"
#include "producer/page_outline.h"
#include "producer/page_regions.h"
#include "producer/repeated_structure.h"

namespace pricecrew {

/// One card of a grid or list of products: the one link that it is about.
struct ProductCard {
  std::size_t element = 0;  ///< the card, in the outline
  std::string url;          ///< the first link of the card to that page
  std::string identity;     ///< as Link::identity
  std::string text;         ///< the longest text among the card's links to that page, else its heading
  std::string price;        ///< what the card shows, decimal; empty where it shows none
  std::string currency;     ///< ISO 4217; empty where the sign leaves that open
};

/// The cards of the page's products, in document order, each product once. Of all repeated elements those are
/// taken that most look like cards: each with a price and a picture beside a link of its own, with a text of
/// its own. Empty where nothing looks like one. A shop's home page (`page` has neither path nor query) has no
/// grid of its own: there, what its side shows and further grids show counts as well.
std::vector<ProductCard> FindProductCards(const Outline& outline, const std::vector<Region>& regions,
                                          const LinkCensus& census, const PageEvidence& evidence,
                                          const Url& page);

}  // namespace pricecrew
