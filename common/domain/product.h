#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// schema.org's ItemAvailability, as far as shops use it.
enum class Availability { kInStock, kOutOfStock, kPreOrder, kBackOrder, kDiscontinued };

/// "InStock", "OutOfStock", "PreOrder", "BackOrder", "Discontinued".
std::string_view ToString(Availability availability);
std::optional<Availability> ParseAvailability(std::string_view name);

/// The facts of one product page. Text is UTF-8, trimmed, without markup. Absent is "the page does not say".
struct Product {
  std::string name;
  std::optional<std::string> price;     ///< decimal, e.g. "1099.00"; at least the currency's minor digits
  std::optional<std::string> currency;  ///< ISO 4217
  std::optional<std::string> regular_price;  ///< only when higher than `price`
  std::optional<Availability> availability;
  std::optional<std::string> sku;
  std::optional<std::string> gtin;  ///< 8, 12, 13 or 14 digits
  std::optional<std::string> brand;
  std::optional<std::string> image;  ///< absolute URL
  std::optional<std::string>
      canonical;  ///< absolute URL of `rel=canonical`; joins duplicates, is not printed

  friend bool operator==(const Product&, const Product&) = default;
};

}  // namespace pricecrew
