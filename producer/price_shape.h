#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// A price in a text.
struct PriceMark {
  std::uint32_t begin = 0;  ///< offset of its number or sign, whichever comes first
  std::string amount;       ///< decimal, "1099.00"; above zero
  std::string currency;     ///< ISO 4217; empty where the sign leaves that open
};

/// The prices of a text (as PlainNumerals makes it): numbers beside a currency's sign, code or short name
/// ("£12.00", "1 299,- Kč", "USD 5"), in any script, in order. `region` is the page's country as RegionOf
/// says it. Linear.
std::vector<PriceMark> ShownPrices(std::string_view text, std::string_view region);

/// Plain numbers with two decimals ("12,90", "1.299,00"): what is left where a page's currency stands in a
/// picture or style sheet. In order; percentages, dates and versions left out.
std::vector<PriceMark> ShownDecimals(std::string_view text);

}  // namespace pricecrew
