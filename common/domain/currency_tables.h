#pragma once

#include <span>
#include <string_view>

namespace pricecrew {

/// ISO 4217: a code and its minor digits.
struct CurrencyRow {
  std::string_view code;
  int minor_digits;
};

/// A sign of money: its text (ASCII letters in any case where it has more than one character), the codes it
/// may stand for (space separated, the likeliest first), and whether it is also everyday text.
struct SignRow {
  std::string_view text;
  std::string_view codes;
  bool weak = false;
};

/// A country (ISO 3166) with its currency and its main language.
struct RegionRow {
  std::string_view region;
  std::string_view currency;
};

/// A language without a country, and the country whose currency it suggests.
struct LanguageRow {
  std::string_view language;
  std::string_view region;
};

std::span<const CurrencyRow> CurrencyRows();
std::span<const SignRow> SignRows();
std::span<const RegionRow> RegionRows();
std::span<const LanguageRow> LanguageRows();

}  // namespace pricecrew
