#include "standalone/url_tool.h"

#include <algorithm>
#include <charconv>
#include <iostream>

#include "common/app/exit_code.h"
#include "common/domain/json.h"
#include "common/domain/url.h"
#include "standalone/tool_lines.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20;

/// "about:blank", "mailto:x": absolute, of a scheme that is not ours.
bool HasScheme(std::string_view url) {
  const auto end = url.find(':');
  if (end == 0 || end == std::string_view::npos) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto scheme = url.substr(0, end);
  return is_letter(scheme.front()) && std::all_of(scheme.begin(), scheme.end(), [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
         });
}

std::optional<Url> Parsed(std::string_view input, const std::optional<std::string>& base) {
  if (!base) return ParseUrl(input);
  if (const auto against = ParseUrl(*base)) return ResolveUrl(input, *against);
  const auto scheme = std::string_view(*base).substr(0, base->find(':'));
  const bool ours = scheme == "http" || scheme == "https";
  return HasScheme(*base) && !ours ? ParseUrl(input) : std::nullopt;
}

/// The code unit that "\\uXXXX" at `at` writes; 0 for anything else.
unsigned UnitAt(std::string_view json, std::size_t at) {
  constexpr std::size_t kEscape = 6;
  if (at + kEscape > json.size() || json.substr(at, 2) != "\\u") return 0;
  unsigned unit = 0;
  const auto* const digits = json.data() + at + 2;
  const auto read = std::from_chars(digits, digits + 4, unit, 16);
  return read.ptr == digits + 4 ? unit : 0;
}

bool IsHigh(unsigned unit) { return unit >= 0xd800 && unit <= 0xdbff; }
bool IsLow(unsigned unit) { return unit >= 0xdc00 && unit <= 0xdfff; }

/// A lone surrogate, which JSON may hold and UTF-8 may not, as U+FFFD: so the URL standard reads it.
std::string WithoutLoneSurrogates(std::string_view text) {
  std::string json(text);
  for (std::size_t at = 0; (at = json.find('\\', at)) != std::string::npos;) {
    const unsigned unit = UnitAt(json, at);
    if (IsHigh(unit) && IsLow(UnitAt(json, at + 6))) {
      at += 12;
    } else if (IsHigh(unit) || IsLow(unit)) {
      json.replace(at, 6, "\\uFFFD");
      at += 6;
    } else {
      at += 2;
    }
  }
  return json;
}

Result<std::string> AnswerLine(std::string_view text) {
  const Result<rapidjson::Document> line = json::ParseObject(WithoutLoneSurrogates(text), kMaxLineBytes);
  if (!line) return line.error();
  const auto input = json::OptionalText(*line, "input");
  if (!input) return Error{ErrorKind::kGiveUp, R"(a line without "input")", "malformed"};
  return AnswerUrl(*input, json::OptionalText(*line, "base"));
}

}  // namespace

std::string AnswerUrl(std::string_view input, const std::optional<std::string>& base) {
  const auto url = Parsed(input, base);
  if (!url) return "null";
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  json::Write(writer, "href", std::string_view(url->Href()));
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

int RunUrl(const std::string& input, const std::string& base, std::ostream& out) {
  out << AnswerUrl(input, base.empty() ? std::nullopt : std::optional(base)) << '\n' << std::flush;
  return out ? kComplete : kOutputNotWritable;
}

int RunUrlBatch(std::istream& in, std::ostream& out) { return AnswerLines(in, out, AnswerLine); }

}  // namespace pricecrew
