#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "worker/page_sources.h"

namespace pricecrew {

/// Which of a product's variants the page has selected.
struct VariantChoice {
  std::size_t index = 0;  ///< of Evidence::variants
  std::string reason;     ///< for a person
};

/// The variant whose URL is the page's, else the one whose price the page shows as the product's, else the
/// cheapest that can be bought. Absent where none of several has a price.
std::optional<VariantChoice> ChooseVariant(const Evidence& product, const PageSources& page);

/// The highest price of the variants, or what the source itself says is the highest; absent where that is not
/// above `price`.
std::optional<std::string> HighestPrice(const Evidence& product, const std::string& price);

}  // namespace pricecrew
