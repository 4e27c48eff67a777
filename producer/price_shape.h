#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pricecrew {

/// Where price-shaped text begins: a number above zero next to a currency's sign, code or short name
/// ("£12.00", "1 299,- Kč", "USD 5"), in any script. Offsets in rising order. No opinion on the amount;
/// linear.
std::vector<std::uint32_t> PricePositions(std::string_view text);

/// Where a plain number with two decimals begins ("12,90", "1.299,00"): what is left where a page's currency
/// stands in a picture or style sheet. Offsets in rising order; percentages, dates and versions left out.
std::vector<std::uint32_t> DecimalPositions(std::string_view text);

}  // namespace pricecrew
