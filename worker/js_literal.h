#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace pricecrew {

/// A literal of a program as JSON.
struct JsLiteral {
  std::string json;
  std::size_t size = 0;  ///< bytes of the program that it takes
};

/// What names stand for in a literal, as JSON.
using JsNames = std::unordered_map<std::string_view, std::string_view>;

/// Reads the object or array literal at the front of a program's text: keys with or without quotes, either
/// kind of quotes, comments, trailing commas, `!0`, `void 0`, `undefined`. What is no literal (a call, a
/// name, a function) becomes null. Absent where the brackets do not match. Linear in the size of the literal;
/// nothing is executed. `names` are replaced as values, until that makes more than kMaxReplaced bytes.
/// https://tc39.es/ecma262/#sec-primary-expression
std::optional<JsLiteral> ReadJsLiteral(std::string_view program, const JsNames& names = {});
inline constexpr std::size_t kMaxReplaced = std::size_t{2} << 20;

/// The value of the string literal at the front of a program's text, escapes resolved; absent where there is
/// none, or it does not end.
std::optional<std::string> ReadJsString(std::string_view program);

/// Where strings are: what may begin one, and one past the closing quote of the one that begins at `at`, npos
/// where it does not end.
bool IsJsQuote(char c);
std::size_t EndOfJsString(std::string_view program, std::size_t at);

}  // namespace pricecrew
