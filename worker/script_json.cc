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

/// What stands behind a name that a value is given to; absent where none is.
std::optional<std::string_view> GivenValue(std::string_view text) {
  if (text.starts_with("\"]") || text.starts_with("']")) text.remove_prefix(2);
  text = WithoutSpace(text);
  if (text.starts_with("==") || !(Skip(text, "=") || Skip(text, "("))) return std::nullopt;
  return text;
}

bool IsBracket(char c) { return c == '{' || c == '['; }

}  // namespace

std::optional<std::string_view> BracketedText(std::string_view text) {
  std::size_t depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\') ++i;
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    } else if (IsBracket(c)) {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return text.substr(0, i + 1);
    }
  }
  return std::nullopt;
}

std::vector<std::string> AssignedJson(std::string_view script, std::string_view name) {
  std::vector<std::string> values;
  std::size_t tried = 0;
  std::size_t at = 0;
  while (tried < kMaxAssignments && (at = script.find(name, at)) != std::string_view::npos) {
    const bool begins = at == 0 || !IsNamePart(script[at - 1]);
    at += name.size();
    const bool ends = at == script.size() || !IsNamePart(script[at]);
    std::optional<std::string_view> given = begins && ends ? GivenValue(script.substr(at)) : std::nullopt;
    if (!given || given->empty()) continue;
    if (IsBracket(given->front())) {
      ++tried;
      const auto value = BracketedText(*given);
      if (!value) continue;
      values.emplace_back(*value);
      at = static_cast<std::size_t>(value->end() - script.begin());  // not what it holds in turn
    } else if (Skip(*given, "JSON.parse") && Skip(*given, "(")) {
      ++tried;
      if (auto value = StringLiteral(*given)) values.push_back(*std::move(value));
    }
  }
  return values;
}

}  // namespace pricecrew
