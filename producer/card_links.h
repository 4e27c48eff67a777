#pragma once

#include <cstdint>
#include <vector>

#include "producer/link_census.h"
#include "producer/page_outline.h"
#include "producer/repeated_structure.h"

namespace pricecrew {

/// Which link a card is about.
struct MainLink {
  std::size_t card = 0;    ///< index into the outline
  std::size_t link = 0;    ///< index into the census' links: the first one with that identity in the card
  std::size_t named = 0;   ///< index of the link with the longest text among those with that identity
  std::uint64_t slot = 0;  ///< where in the card it is: hash of the shapes from the card down to the link
};

/// Chooses the main link of each member of a group by comparing them with each other: the same place in most
/// cards, another page and another text in each, a heading or a picture. A member that has none is left out.
std::vector<MainLink> ChooseMainLinks(const Outline& outline, const LinkCensus& census,
                                      const PageEvidence& evidence, const RepeatedElements& group);

}  // namespace pricecrew
