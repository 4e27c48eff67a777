#pragma once

#include <cstddef>
#include <string>
#include <variant>

namespace pricecrew {

/// What is wrong in a text that a user wrote, and where.
struct Mistake {
  std::size_t offset = 0;  ///< in bytes; at most the text's size
  std::string text;        ///< for a person, on one line
};

/// What a text of a user's stands for, or its first mistake.
template <typename T>
using Checked = std::variant<T, Mistake>;

}  // namespace pricecrew
