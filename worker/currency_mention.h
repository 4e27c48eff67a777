#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// The ISO 4217 code that a page's markup and scripts name most often beside the word "currency", such as
/// `"currencyCode":"CLP"` or `data-currency=CLP`; for "$" and its like, where nothing better says what it
/// stands for. Absent where none is named. Linear in the size of the page.
std::optional<std::string> MentionedCurrency(std::string_view html);

/// The country whose domains a page links to most often, by their last labels; empty where it links to none.
/// A shop's neighbours: its terms, its payment service, its group. Linear in the size of the page.
std::string LinkedRegion(std::string_view html);

}  // namespace pricecrew
