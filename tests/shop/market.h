#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pricecrew::shop {

/// What the shop's own furniture says in one language.
struct Phrases {
  std::string_view add_to_cart;
  std::string_view in_stock;
  std::string_view out_of_stock;
  std::string_view pre_order;
  std::string_view next;  ///< the text of the link to the next page
  std::string_view related;
  std::string_view regular_price;  ///< before the crossed-out price
  std::string_view free_shipping;  ///< with {} for an amount
  std::string_view details;
  std::string_view reviews;
  std::string_view adjective;  ///< stands in some product names, with the letters of the language
};

/// A country's language, currency and way to write money.
struct Market {
  std::string_view lang;      ///< BCP 47, for `html lang`
  std::string_view currency;  ///< ISO 4217
  int minor_digits;           ///< 2, or 0 where the currency has no minor unit
  std::int64_t units_per_dollar;
  std::string_view prefix;
  std::string_view suffix;
  std::string_view group;    ///< between thousands
  std::string_view decimal;  ///< before the minor digits
  bool hides_zero_minor;     ///< whole amounts are shown without minor digits
  Phrases phrases;
};

/// All markets; the first is the United States.
std::span<const Market> Markets();

/// The amount as programs write it: "1099.00", "1099" where the currency has no minor unit. `minor` is 0 or
/// more.
std::string DecimalAmount(const Market& market, std::int64_t minor);

/// The amount as the market's shops show it: "$1,099.00", "1.099,00 €", "CHF 1’099.00". UTF-8, no markup.
std::string ShownAmount(const Market& market, std::int64_t minor);

/// "Free shipping over $50", as the market says it.
std::string FreeShippingLine(const Market& market);

}  // namespace pricecrew::shop
