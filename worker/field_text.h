#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/domain/product.h"
#include "worker/evidence.h"

namespace pricecrew {

/// A value that a program wrote for programs, as text for people: character references resolved, tags
/// dropped, white space folded, trimmed. Valid UTF-8 stays valid.
std::string CleanText(std::string_view text);

/// True for a decimal that a shop may ask for: more than 0, which many write where there is no price, and of
/// at most 15 digits before the point, so that it is an exact Decimal with its currency's minor digits.
bool IsAskable(std::string_view amount);

/// A price as a structured field has it: "12.90" as it is; anything else by ParsePrice. What is
/// not IsAskable is absent.
struct FieldPrice {
  std::string amount;
  std::optional<std::string> currency;  ///< where the field itself names it
};
std::optional<FieldPrice> ReadFieldPrice(std::string_view text, const SourceHints& hints);

/// schema.org URLs ("https://schema.org/InStock"), their words, and what feeds write ("in stock", "oos",
/// "preorder").
std::optional<Availability> ReadAvailability(std::string_view text);

/// The digits of a GTIN of 8, 12, 13 or 14 digits whose check digit is right; absent for anything else.
std::optional<std::string> ReadGtin(std::string_view text);

}  // namespace pricecrew
