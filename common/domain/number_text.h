#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// A number as written, with the separators inside it.
struct NumberText {
  std::size_t begin = 0;  ///< place in the text, in bytes
  std::size_t end = 0;
};

/// The text with the digits of other scripts as ASCII digits, typographic apostrophes as "'", and every kind
/// of space as one plain space. What prices are read from.
std::string PlainNumerals(std::string_view text);

/// All numbers of a text made by PlainNumerals, in order: digits with ".", ",", "'" or single spaces between
/// groups.
std::vector<NumberText> FindNumbers(std::string_view text);

/// How to read separators that could mean either.
struct SeparatorHints {
  std::string_view decimal = {};
  std::string_view group = {};
  std::optional<int> minor_digits = {};  ///< of the currency, where it is known
};

/// The number as a decimal ("1099.00"), its separators understood by their kinds and places.
std::string ReadNumber(std::string_view number, const SeparatorHints& hints);

}  // namespace pricecrew
