#include "worker/json_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseCommentsFlag |
                            rapidjson::kParseTrailingCommasFlag | rapidjson::kParseNanAndInfFlag |
                            rapidjson::kParseStopWhenDoneFlag | rapidjson::kParseNumbersAsStringsFlag;

std::string_view WithoutMarks(std::string_view text) {
  for (const std::string_view mark : {"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/", "\xEF\xBB\xBF"}) {
    text = TrimHtmlSpace(text);
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
  }
  return TrimHtmlSpace(text);
}

bool IsEscapable(char c) { return std::string_view("\"\\/bfnrtu").find(c) != std::string_view::npos; }

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20; }

// Control characters in strings become spaces; a backslash before what cannot be escaped goes.
std::string Repaired(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_string = !in_string;
    if (in_string && c == '\\') {
      if (i + 1 < text.size() && IsEscapable(text[i + 1])) repaired.append(text.substr(i++, 2));
      continue;
    }
    repaired.push_back(IsControl(c) ? ' ' : c);
  }
  return repaired;
}

// {&q;name&q;:... of Angular's, {&quot;name&quot;:...
bool IsEscaped(std::string_view text) {
  const std::size_t quote = text.find_first_not_of("{[ \t\r\n");
  return quote != std::string_view::npos && quote > 0 && text[quote] == '&';
}

std::string Unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 11> kEscapes{{{"&q;", '"'},
                                                                        {"&quot;", '"'},
                                                                        {"&#34;", '"'},
                                                                        {"&s;", '\''},
                                                                        {"&#39;", '\''},
                                                                        {"&a;", '&'},
                                                                        {"&amp;", '&'},
                                                                        {"&l;", '<'},
                                                                        {"&lt;", '<'},
                                                                        {"&g;", '>'},
                                                                        {"&gt;", '>'}}};
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto* escape =
        std::ranges::find_if(kEscapes, [text](const auto& one) { return text.starts_with(one.first); });
    const bool is_escape = escape != kEscapes.end();
    plain.push_back(is_escape ? escape->second : text.front());
    text.remove_prefix(is_escape ? escape->first.size() : 1);
  }
  return plain;
}

std::optional<rapidjson::Document> Parse(std::string_view text) {
  rapidjson::Document document;
  document.Parse<kFlags>(text.data(), text.size());
  if (document.HasParseError()) return std::nullopt;
  return document;
}

}  // namespace

std::optional<rapidjson::Document> ParseLooseJson(std::string_view text) {
  text = WithoutMarks(text);
  if (auto document = Parse(text)) return document;
  return Parse(Repaired(IsEscaped(text) ? Unescaped(text) : std::string(text)));
}

}  // namespace pricecrew
