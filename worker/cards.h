#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "worker/outline.h"

namespace pricecrew {

/// For each element of the page, the outermost around it that is not about the page's own product:
/// navigation, footer, cart, related products; by their marks and tags. 0 for none. What contains `heading`
/// is never aside.
std::vector<std::size_t> FindAside(const VisibleOutline& outline, std::size_t heading);

/// The cards of other products: repeated or listed elements with a link of their own, that neither contain
/// the heading nor stand beside one of their kind that does.
struct Cards {
  std::vector<std::size_t>
      of;                     ///< for each element that was asked of, the card that it stands in; 0 for none
  std::vector<char> covered;  ///< for each element of the page, whether it is part of one
};

/// `priced`: elements that show a price, in document order. Linear in the size of the page.
Cards FindCards(const VisibleOutline& outline, std::span<const std::size_t> priced, std::size_t heading);

}  // namespace pricecrew
