#pragma once

#include <optional>
#include <string_view>

#include "common/domain/product.h"

namespace pricecrew {

/// What shops write for people, in the languages that were met. All take text in any ASCII case.

/// "Add to cart": the label of a button that buys.
bool IsBuyLabel(std::string_view text);

/// "In stock", "Ausverkauft", ...; only texts that say little else.
std::optional<Availability> VisibleAvailability(std::string_view text);

/// Words beside an amount that make it something other than the price: shipping, savings, instalments.
bool SaysOtherAmount(std::string_view text);

/// A price for a measure: "/kg", "per 100 ml".
bool SaysUnitPrice(std::string_view text);

/// Words beside a price that is no longer asked: "was", "RRP", "statt".
bool SaysFormerPrice(std::string_view text);

/// A label that only a product page has: an article number, a UPC, an ISBN.
bool IsIdentifierLabel(std::string_view text);
/// The same, of a number that means one product everywhere; `text` may be cut after four letters.
bool IsUniqueNumberLabel(std::string_view text);

}  // namespace pricecrew
