#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "worker/source_visible.h"

namespace pricecrew {

/// The price that a page shows as no longer asked beside a place where it asks for `amount` in `currency`; of
/// several, one that is struck through, else the highest. Absent where it shows none.
std::optional<std::string> ShownRegularPrice(const VisibleEvidence& seen, std::string_view amount,
                                             const std::optional<std::string>& currency);

}  // namespace pricecrew
