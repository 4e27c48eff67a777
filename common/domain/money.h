#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// What is known about a price text besides itself. All may be empty.
struct PriceHints {
  std::string_view currency = {};  ///< ISO 4217 code that the page names; decides what "$" stands for
  std::string_view currency_text =
      {};  ///< text beside the price, searched for a sign where the price has none
  std::string_view decimal_separator = {};  ///< ".", "," or "€"
  std::string_view group_separator = {};    ///< e.g. ","
  std::string_view region = {};  ///< ISO 3166 country of the page (see RegionOf); decides as `currency` does
};

/// A price as a text says it.
struct PriceText {
  std::string amount;  ///< decimal, e.g. "1099.00": never negative, "." as separator, digits as written
  std::optional<std::string> currency;  ///< ISO 4217; absent where the text (and its hints) names none
  std::string currency_text;            ///< the sign as written, e.g. "Kč"; empty where there is none
};

/// What the words beside a price say of it.
enum class PriceRole {
  kAsked,
  kLowest,   ///< of several: "from $5", the lower end of "$5 - $8"
  kHighest,  ///< of several: "up to $8", the upper end of a range
  kFormer,   ///< no longer asked, or by others: "was $5", "UVP 5 €"
};

/// A price found in running text, its sign included; the place in bytes is that in PlainNumerals(text).
struct FoundPrice {
  PriceText price;
  std::size_t begin = 0;
  std::size_t end = 0;
  PriceRole role = PriceRole::kAsked;
};

/// All that a text says of the price of one product.
struct PriceSummary {
  PriceText price;  ///< what ParsePrice gives: of a range the lower end
  PriceRole role = PriceRole::kAsked;
  std::optional<PriceText> highest;  ///< the upper end of the range that `price` begins
  std::optional<PriceText> former;   ///< where the text says another price that is no longer asked
};

/// The price that a text of any language says, in UTF-8. A number beside a currency sign goes before a bare
/// one, what is asked before what was; "free" is 0. No prices: percentages, savings, instalments, rates
/// ("/mo", "per 100 g"), costs of shipping and what must be bought for none; and of numbers without a sign
/// dates, times, measures, counts, ratings, phone and model numbers. Absent where the text says no price.
/// Linear in time.
std::optional<PriceText> ParsePrice(std::string_view text, const PriceHints& hints);

/// The same, with the other prices that the text tells apart from it.
std::optional<PriceSummary> ReadPrices(std::string_view text, const PriceHints& hints);

/// All prices of a text that have a currency sign, in order. A weak sign ("R", "L", "p") counts only where it
/// stands for the hinted currency or that of the hinted region.
std::vector<FoundPrice> FindPrices(std::string_view text, const PriceHints& hints);

/// The currency that a text names, be there a price or not; else that of `hints.currency_text`. The amount is
/// empty.
PriceText ReadCurrency(std::string_view text, const PriceHints& hints);

/// `amount` (digits with at most one ".") with the currency's minor digits: zeros are added up to them,
/// trailing zeros beyond them dropped; other digits beyond stay. An unknown or empty currency leaves it as it
/// is.
std::string NormalizeAmount(std::string_view amount, std::string_view currency);

}  // namespace pricecrew
