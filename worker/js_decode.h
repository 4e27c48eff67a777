#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// The text that the expression at the front of a program makes of a string literal: `"..."` itself, or calls
/// that decode it: `decodeURIComponent("...")`, `window.atob('...')`, one in another. Valid UTF-8; absent
/// where there is no such expression. Nothing is executed. https://tc39.es/ecma262/#sec-decodeuri-encodeduri
std::optional<std::string> ReadDecodedString(std::string_view program);

}  // namespace pricecrew
