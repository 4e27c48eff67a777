#pragma once

#include <string_view>
#include <vector>

#include "common/rules/json_path.h"

namespace pricecrew {

/// Reads a path, for JsonPath alone.
Checked<std::vector<JsonPath::Step>> ParseJsonPath(std::string_view text);

}  // namespace pricecrew
