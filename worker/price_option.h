#pragma once

#include <cstddef>

#include "worker/outline.h"

namespace pricecrew {

/// What a visitor does with the part of a page that a price stands in.
enum class PriceOption : unsigned char {
  kNone,
  kExtra,        ///< may be ticked: a warranty, an accessory
  kSelected,     ///< is the one that is picked of several: a size, a plan
  kAlternative,  ///< may be picked instead
};

/// By the checkbox or radio button of the label, list entry or row around an element.
PriceOption OptionAround(const VisibleOutline& outline, std::size_t element);

}  // namespace pricecrew
