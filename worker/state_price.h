#pragma once

#include <optional>
#include <string>

#include "worker/evidence.h"
#include "worker/state_object.h"

namespace pricecrew {

/// An amount in whole units, a decimal, as IsAskable.
struct StateMoney {
  std::string amount;
  std::optional<std::string> currency;  ///< ISO 4217, where the price names it
};

/// What an object of a page's state asks for the product that it describes: the lowest price that its own
/// keys name ("salePrice" before "price"), however deep it stands in objects of prices, and in minor units
/// where what stands beside says so. Absent where it names none.
std::optional<StateMoney> AskedPrice(const StateObject& product, const SourceHints& hints);

/// The price before a discount, likewise.
std::optional<StateMoney> RegularPrice(const StateObject& product, const SourceHints& hints);

/// The price that a value stands for: a number, a text, an object of prices, an array of them.
std::optional<StateMoney> PriceOf(const rapidjson::Value& value, const SourceHints& hints);

}  // namespace pricecrew
