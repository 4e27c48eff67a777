#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// The JSON texts that a script gives to a variable or function of that name: `name = {...}`,
/// `name = JSON.parse("...")`, `name({...})`, whatever stands before the name (`var`, `window.`,
/// `window["name"]`). Values that begin with a bracket, in order; at most kMaxAssignments. Linear in time.
std::vector<std::string> AssignedJson(std::string_view script, std::string_view name);
inline constexpr std::size_t kMaxAssignments = 8;

/// The bracket at the front of `text` up to the one that closes it, brackets in quotation marks left out;
/// all of it where none does.
std::string_view BracketedText(std::string_view text);

}  // namespace pricecrew
