#include "worker/js_function.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

bool IsOpening(char c) { return c == '(' || c == '[' || c == '{'; }
bool IsClosing(char c) { return c == ')' || c == ']' || c == '}'; }

/// The inside of a pair of brackets, and what stands behind it.
struct Bracketed {
  std::string_view inside;
  std::string_view rest;
  std::size_t returns_at = std::string_view::npos;  ///< behind the last "return" that is in no inner brackets
};

// What begins at an opening bracket.
std::optional<Bracketed> ReadBracketed(std::string_view program) {
  Bracketed found;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < program.size(); ++i) {
    const char c = program[i];
    if (IsJsQuote(c)) {
      i = EndOfJsString(program, i);
      if (i == std::string_view::npos) return std::nullopt;
      --i;
    } else if (IsOpening(c)) {
      ++depth;
    } else if (IsClosing(c) && --depth == 0) {
      found.inside = program.substr(1, i - 1);
      found.rest = program.substr(i + 1);
      return found;
    } else if (depth == 1 && c == 'r' && program.substr(i).starts_with("return")) {
      found.returns_at = i + 6;
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> SplitAtCommas(std::string_view list) {
  std::vector<std::string_view> items;
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (c == '"')
      i = EndOfJsString(list, i) - 1;
    else if (IsOpening(c))
      ++depth;
    else if (IsClosing(c))
      --depth;
    if (c != ',' || depth > 0) continue;
    items.push_back(TrimHtmlSpace(list.substr(begin, i - begin)));
    begin = i + 1;
  }
  items.push_back(TrimHtmlSpace(list.substr(begin)));
  return items;
}

bool IsStringOrNumber(std::string_view json) {
  return !json.empty() && (json.front() == '"' || json.front() == '-' || IsAsciiDigit(json.front()));
}

std::string_view Behind(std::string_view text, std::size_t size) {
  return TrimHtmlSpace(text.substr(std::min(size, text.size())));
}

}  // namespace

std::optional<JsLiteral> ReadInvokedFunction(std::string_view program) {
  constexpr std::string_view kFunction = "(function(";
  if (!program.starts_with(kFunction)) return std::nullopt;
  const auto parameters = ReadBracketed(program.substr(kFunction.size() - 1));
  const std::string_view code = parameters ? Behind(parameters->rest, 0) : std::string_view();
  const auto body = code.starts_with('{') ? ReadBracketed(code) : std::nullopt;
  if (!body || body->returns_at == std::string_view::npos) return std::nullopt;
  std::string_view call = Behind(body->rest, 0);
  if (call.starts_with(')')) call = Behind(call, 1);
  const auto arguments = call.starts_with('(') ? ReadBracketed(call) : std::nullopt;
  if (!arguments) return std::nullopt;
  const auto given = ReadJsLiteral(std::string("[").append(arguments->inside).append("]"));
  if (!given) return std::nullopt;
  const auto values = SplitAtCommas(std::string_view(given->json).substr(1, given->json.size() - 2));
  if (std::ranges::none_of(values, IsStringOrNumber)) return std::nullopt;
  JsNames names;
  const auto keys = SplitAtCommas(parameters->inside);
  for (std::size_t i = 0; i < std::min(keys.size(), values.size()); ++i) names.emplace(keys[i], values[i]);
  auto returned = ReadJsLiteral(Behind(code, body->returns_at), names);
  if (returned) returned->size = static_cast<std::size_t>(arguments->rest.data() - program.data());
  return returned;
}

}  // namespace pricecrew
