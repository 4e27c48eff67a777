#pragma once

#include <cstddef>
#include <string_view>

#include "worker/outline.h"

namespace pricecrew {

/// The heading of the product: the one most like `title`, which is what the page calls itself; where no first
/// heading is, what repeats a part of the title word for word. 0 (the root) where there is none.
std::size_t FindHeading(const VisibleOutline& outline, std::string_view title);

}  // namespace pricecrew
