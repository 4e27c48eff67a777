#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// How many minor digits (ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD) a currency has; absent where `code` is
/// none of ISO 4217. Exact, in upper case.
std::optional<int> MinorDigits(std::string_view code);

/// `text` as an ISO 4217 code, ASCII case and white space ignored; absent where it is none.
std::optional<std::string> ParseCurrencyCode(std::string_view text);

/// The currency of a country (ISO 3166, two letters, upper case); empty where unknown.
std::string_view CurrencyOfRegion(std::string_view region);

/// The country that a language tag ("en-CA", "sv", "pt_BR") or, failing that, a host's top-level domain
/// speaks for; empty where neither does.
std::string_view RegionOf(std::string_view lang, std::string_view host);

/// What a symbol, an abbreviation or a code may stand for.
struct CurrencySign {
  std::string_view
      codes;  ///< ISO 4217 codes it may stand for, space separated, the most likely first; may be empty
  bool weak = false;  ///< also a letter or word of everyday text: a sign only beside a number that is a price
};

/// A sign found in a text: where it begins, its length in bytes, what it is.
struct SignMatch {
  std::size_t begin = 0;
  std::size_t size = 0;
  CurrencySign sign;
};

/// The longest sign that ends at `end` / begins at `begin`; letters must not continue it.
std::optional<SignMatch> SignBefore(std::string_view text, std::size_t end);
std::optional<SignMatch> SignAfter(std::string_view text, std::size_t begin);

/// The first sign in `text` that is not weak.
std::optional<SignMatch> FindSign(std::string_view text);

/// One code of `sign`: `hint` where it is among them, else that of `region`, else the only or likeliest one.
/// Absent where the sign has no code.
std::optional<std::string> ResolveSign(const CurrencySign& sign, std::string_view hint,
                                       std::string_view region);

/// True where `code` is among the codes of `sign`.
bool StandsFor(const CurrencySign& sign, std::string_view code);

}  // namespace pricecrew
