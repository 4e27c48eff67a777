#include "worker/script_json.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "common/html/ascii.h"
#include "common/html/utf8.h"

namespace pricecrew {
namespace {

bool IsNamePart(char c) {
  return IsAsciiAlnum(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view WithoutSpace(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
  return text;
}

bool Skip(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  text = WithoutSpace(text.substr(mark.size()));
  return true;
}

/// The character of an escape "\u00e9" or "\xe9", whose digits stand at the front.
void AppendCode(std::string& into, std::string_view& text, std::size_t digits) {
  std::uint32_t code = 0;
  const std::string_view hex = text.substr(0, digits);
  std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  text.remove_prefix(hex.size());
  const bool is_surrogate = code >= 0xD800 && code < 0xE000;
  into += is_surrogate ? kReplacement : EncodeUtf8(code).View();
}

void AppendEscape(std::string& into, std::string_view& text) {
  constexpr std::string_view kLetters = "bfnrtv";
  constexpr std::string_view kMeant = "\b\f\n\r\t\v";
  const char c = text.front();
  text.remove_prefix(1);
  if (c == 'u' || c == 'x') return AppendCode(into, text, c == 'u' ? 4 : 2);
  const std::size_t letter = kLetters.find(c);
  into.push_back(letter == std::string_view::npos ? c : kMeant[letter]);
}

/// The value of the string literal at the front of `text`; absent where none stands there.
std::optional<std::string> StringLiteral(std::string_view text) {
  if (text.empty() || (text.front() != '"' && text.front() != '\'' && text.front() != '`'))
    return std::nullopt;
  const char quote = text.front();
  text.remove_prefix(1);
  std::string value;
  while (!text.empty() && text.front() != quote) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '\\' && !text.empty())
      AppendEscape(value, text);
    else
      value.push_back(c);
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

/// The JSON that is given to the name which ends where `text` begins.
std::optional<std::string> GivenJson(std::string_view text) {
  if (text.starts_with("\"]") || text.starts_with("']")) text.remove_prefix(2);
  text = WithoutSpace(text);
  if (text.starts_with("==") || !(Skip(text, "=") || Skip(text, "("))) return std::nullopt;
  if (Skip(text, "JSON.parse") && Skip(text, "(")) return StringLiteral(text);
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return std::nullopt;
  return std::string(BracketedText(text));
}

}  // namespace

std::string_view BracketedText(std::string_view text) {
  std::size_t depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\') ++i;
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return text.substr(0, i + 1);
    }
  }
  return text;
}

std::vector<std::string> AssignedJson(std::string_view script, std::string_view name) {
  std::vector<std::string> values;
  for (std::size_t at = script.find(name); at != std::string_view::npos && values.size() < kMaxAssignments;
       at = script.find(name, at + name.size())) {
    const std::string_view behind = script.substr(at + name.size());
    const bool is_whole =
        (at == 0 || !IsNamePart(script[at - 1])) && (behind.empty() || !IsNamePart(behind.front()));
    if (!is_whole) continue;
    if (auto value = GivenJson(behind)) values.push_back(*std::move(value));
  }
  return values;
}

}  // namespace pricecrew
