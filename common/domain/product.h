#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// schema.org's ItemAvailability, as far as shops use it.
enum class Availability { kInStock, kOutOfStock, kPreOrder, kBackOrder, kDiscontinued };

/// "InStock", "OutOfStock", "PreOrder", "BackOrder", "Discontinued".
std::string_view ToString(Availability availability);
std::optional<Availability> ParseAvailability(std::string_view name);

/// More variants of one product are not kept.
inline constexpr std::size_t kMaxVariants = 100;

/// One of several forms that a product is sold in (a colour, a size), as far as it differs.
struct ProductVariant {
  std::string name;  ///< of the product in this form, or of the form alone ("Red / L")
  std::optional<std::string> price;
  std::optional<Availability> availability;
  std::optional<std::string> sku;
  std::optional<std::string> gtin;
  std::optional<std::string> url;  ///< absolute

  friend bool operator==(const ProductVariant&, const ProductVariant&) = default;
};

/// Where the value of a field comes from, and how sure it is.
struct FieldOrigin {
  std::string field;                    ///< "name", "price", ...
  std::string source;                   ///< "json_ld", "microdata", "meta", "state", "visible", "rules", ...
  std::uint8_t confidence_percent = 0;  ///< 0 to 100

  friend bool operator==(const FieldOrigin&, const FieldOrigin&) = default;
};

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
  std::optional<std::string> price_max;  ///< of the dearest variant, only where it differs from `price`
  std::vector<ProductVariant> variants;  ///< at most kMaxVariants; empty where there is one form
  std::vector<FieldOrigin> origins;      ///< of the fields that are there

  friend bool operator==(const Product&, const Product&) = default;
};

}  // namespace pricecrew
