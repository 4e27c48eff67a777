#pragma once

#include <cstddef>
#include <string_view>

namespace pricecrew {

/// A character of a text and how many bytes it takes.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;
};

/// The character at a place of a text in UTF-8; a byte that is none stands for itself.
CodePoint CodePointAt(std::string_view text, std::size_t at);

}  // namespace pricecrew
