#pragma once

#include <string_view>
#include <vector>

#include "common/rules/text_pattern.h"

namespace pricecrew {

/// Turns a pattern into steps, for TextPattern alone.
Checked<std::vector<TextPattern::Step>> ParseTextPattern(std::string_view text);

}  // namespace pricecrew
