#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pricecrew {

/// What is said of the tax on an amount: "inkl. 19 % MwSt.", "HT".
enum class Tax : std::uint8_t { kUnsaid, kWith, kWithout };

/// Where an amount stands in a text, in bytes, and what is said of it.
struct TaxedAmount {
  std::size_t begin = 0;
  std::size_t end = 0;
  Tax tax = Tax::kUnsaid;
  bool restates = false;  ///< it stands in a bracket right behind the amount before: "3,980円(税込4,378円)"
};

/// Tells the tax of amounts, given in order, by the words right beside each, in any language. `lower` is the
/// text in lower case (see LowerCase). Looks at some 64 bytes between two amounts.
void ReadTaxes(std::string_view lower, std::span<TaxedAmount> amounts);

/// What a text in lower case says: kWith where anything in it does, kWithout where it names a net price only.
Tax TaxIn(std::string_view lower);

}  // namespace pricecrew
