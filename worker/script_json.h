#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// The values, as JSON, that a script gives to a variable or function of that name: `name = {...}`,
/// `name = JSON.parse("...")`, `name = JSON.parse(decodeURI("..."))`, `name({...})`, whatever stands before
/// the name (`var`, `window.`, `window["name"]`). Values that begin with a bracket, in order; no more than
/// kMaxAssignments are tried, each of which takes time in proportion to the script.
std::vector<std::string> AssignedJson(std::string_view script, std::string_view name);
inline constexpr std::size_t kMaxAssignments = 16;

}  // namespace pricecrew
