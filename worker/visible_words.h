#pragma once

#include <optional>
#include <string_view>

#include "common/domain/product.h"

namespace pricecrew {

/// What shops write for people, in the languages that were met. All take text in capitals as well (see
/// LowerCase).

/// What a short text says by itself.
struct Label {
  bool buys = false;        ///< "Add to cart": a button that buys
  bool only_buys = false;   ///< likewise, with nothing before it: "Buy now", not "Why buy from us"
  bool identifies = false;  ///< an article number, a UPC, an ISBN: what only a product page has
  bool on_request = false;  ///< "Price on request", "Log in to see prices"
  std::optional<Availability> availability;  ///< "In stock", "Pre-order", where it says little else
};
Label ReadLabel(std::string_view text);

/// "Price: low to high": what orders a list of products.
bool SortsByPrice(std::string_view text);

/// Words beside an amount that make it something other than the price: shipping, savings, instalments, what
/// members or only a way of paying get; a price without tax, one said again in brackets, the lowest of 30
/// days.
bool SaysOtherAmount(std::string_view text);

/// "Price:", "Preis", "цена": words that name what stands beside them a price.
bool SaysPrice(std::string_view text);

/// A price for a measure: "/kg", "per 100 ml".
bool SaysUnitPrice(std::string_view text);

/// Words beside a price that is no longer asked: "was", "RRP", "statt", "lowest price in 30 days".
bool SaysFormerPrice(std::string_view text);

/// The label of a number that means one product everywhere; `text` may be cut after four letters.
bool IsUniqueNumberLabel(std::string_view text);

}  // namespace pricecrew
