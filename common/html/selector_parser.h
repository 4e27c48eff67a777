#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/domain/mistake.h"
#include "common/html/selector_syntax.h"

namespace pricecrew {

/// Longer selectors, and more levels of parentheses, are refused: matching takes time in proportion.
inline constexpr std::size_t kMaxSelectorBytes = 2'048;
inline constexpr std::size_t kMaxSelectorDepth = 8;

/// Reads a list of selectors in UTF-8. What is beyond Selector's documentation is a mistake, as is any empty
/// list: unlike a browser's style sheet, a rule that can match nothing is to be told.
Checked<std::vector<ComplexSelector>> ParseSelectors(std::string_view text);

}  // namespace pricecrew
