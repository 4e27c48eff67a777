#include "worker/script_json.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/html/ascii.h"
#include "worker/js_decode.h"
#include "worker/js_literal.h"

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

/// What stands behind a name that a value is given to; absent where none is.
std::optional<std::string_view> GivenValue(std::string_view text) {
  if (text.starts_with("\"]") || text.starts_with("']")) text.remove_prefix(2);
  text = WithoutSpace(text);
  if (text.starts_with("==") || !(Skip(text, "=") || Skip(text, "("))) return std::nullopt;
  return text;
}

bool IsBracket(char c) { return c == '{' || c == '['; }

}  // namespace

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
      auto value = ReadJsLiteral(*given);
      if (!value) continue;
      values.push_back(std::move(value->json));
      at = script.size() - given->size() + value->size;  // not what it holds in turn
    } else if (Skip(*given, "JSON.parse") && Skip(*given, "(")) {
      ++tried;
      if (auto value = ReadDecodedString(*given)) values.push_back(*std::move(value));
    }
  }
  return values;
}

}  // namespace pricecrew
