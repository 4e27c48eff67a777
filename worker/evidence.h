#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/product.h"

namespace pricecrew {

/// Where a page says something of its product.
enum class Source { kJsonLd, kMicrodata, kRdfa, kMicroformat, kMeta, kState, kVisible };

/// "json_ld", "microdata", "rdfa", "microformat", "meta", "state", "visible"
std::string_view ToString(Source source);

/// What one source of a page says of one product. Text is clean UTF-8; empty or absent is "does not say".
/// Prices are decimals as written, not yet with the currency's minor digits; URLs are as written.
struct Evidence {
  Source source = Source::kJsonLd;
  std::string where;  ///< for a person: which script, element or attribute; may be empty
  std::string name;
  std::optional<std::string> price;
  std::optional<std::string> currency;  ///< ISO 4217
  std::optional<std::string> regular_price;
  std::optional<std::string> high_price;  ///< of the variants, where it differs from `price`
  std::optional<Availability> availability;
  std::optional<std::string> sku;
  std::optional<std::string> gtin;
  std::optional<std::string> brand;
  std::optional<std::string> image;
  std::optional<std::string> url;
  std::vector<ProductVariant> variants;  ///< URLs as written; empty where there is one form
};

/// What every source knows of its page.
struct SourceHints {
  std::string_view region = {};    ///< ISO 3166 country of the page, or empty
  std::string_view currency = {};  ///< ISO 4217 code that the page names elsewhere, or empty
};

/// `main`, with what it does not say taken from `other`.
Evidence Completed(Evidence main, const Evidence& other);

}  // namespace pricecrew
