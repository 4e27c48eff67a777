#pragma once

#include <string_view>

namespace pricecrew {

/// True where `text` names the discount ("-16%", "16 % off") that leads from `regular` to `price`, both
/// decimals, give or take the rounding of a percent.
bool NamesDiscount(std::string_view text, std::string_view price, std::string_view regular);

}  // namespace pricecrew
