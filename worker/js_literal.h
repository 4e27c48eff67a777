#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// A literal of a program as JSON.
struct JsLiteral {
  std::string json;
  std::size_t size = 0;  ///< bytes of the program that it takes
};

/// Reads the object or array literal at the front of a program's text: keys with or without quotes, either
/// kind of quotes, comments, trailing commas, `!0`, `void 0`, `undefined`. What is no literal (a call, a
/// name, a function) becomes null. Absent where the brackets do not match. Linear in the size of the literal;
/// nothing is executed. https://tc39.es/ecma262/#sec-primary-expression
std::optional<JsLiteral> ReadJsLiteral(std::string_view program);

/// The value of the string literal at the front of a program's text, escapes resolved; absent where there is
/// none, or it does not end.
std::optional<std::string> ReadJsString(std::string_view program);

}  // namespace pricecrew
