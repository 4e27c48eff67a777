#include "worker/script_values.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/scan.h"
#include "worker/flat_json.h"
#include "worker/js_decode.h"
#include "worker/js_function.h"
#include "worker/js_literal.h"
#include "worker/json_text.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxValues = 128;
constexpr std::size_t kMaxBytes = std::size_t{6} << 20;
constexpr std::size_t kMaxTries = 512;                     // literals begun, in all scripts of a page
constexpr std::size_t kMaxFailed = std::size_t{16} << 20;  // bytes of what turned out to be no literal
constexpr std::size_t kMaxFunctions = 8;                   // each read once more than the script around it
constexpr std::string_view kFlight = "__next_f";
constexpr std::string_view kBase64 = "atob(";
constexpr std::string_view kNuxt = "__NUXT_DATA__";
constexpr std::size_t kLeastBytes = 16;  // of a literal that says anything

bool SpeaksOfPrices(std::string_view text) {
  constexpr std::array<std::string_view, 7> kWords{"rice", "RICE",  "ricing", "mount",
                                                   "_val", "preis", "prix"};
  return std::ranges::any_of(
      kWords, [text](std::string_view word) { return FindWord(text, word) != std::string_view::npos; });
}

bool IsJsonType(std::string_view type) { return AsciiLower(type).find("json") != std::string::npos; }

bool IsProgramType(std::string_view type) {
  const std::string lower = AsciiLower(type);
  return lower.empty() || lower == "module" || lower.find("javascript") != std::string::npos ||
         lower.find("ecmascript") != std::string::npos;
}

bool IsNameByte(char c) { return IsAsciiAlpha(c) || IsAsciiDigit(c) || c == '_' || c == '$' || c == '.'; }

// "window.dataLayer" before "= {" or ".push({".
std::string NameBefore(std::string_view program, std::size_t end) {
  while (end > 0 && (IsHtmlSpace(program[end - 1]) || program[end - 1] == '=' || program[end - 1] == '('))
    --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < 64 && IsNameByte(program[begin - 1])) --begin;
  return std::string(program.substr(begin, end - begin));
}

class ScriptReader {
 public:
  explicit ScriptReader(std::string_view html) : html_(html) {}

  void ReadScript(const ScriptText& script) {
    const std::string_view text = html_.substr(script.text.begin, script.text.end - script.text.begin);
    const bool hides_text = FindWord(text, kFlight) != std::string_view::npos ||
                            FindWord(text, kBase64) != std::string_view::npos;
    if (!hides_text && !SpeaksOfPrices(text)) return;
    const std::string name = script.id.empty() ? script.type : "#" + script.id;
    const std::string_view start = TrimHtmlSpace(text);
    const bool is_value = IsJsonType(script.type) || start.starts_with("{\"") || start.starts_with("[{\"");
    if (is_value)
      Add("script " + name, text, script.id.starts_with(kNuxt) ? JsonLayout::kFlat : JsonLayout::kNested);
    else if (IsProgramType(script.type) || script.type.starts_with("text/x-"))
      ReadProgram(text);
  }

  void ReadAttributes(Node node) {
    for (const auto& [name, value] : node.Attributes()) {
      const bool json = value.size() > kLeastBytes && (value.front() == '{' || value.front() == '[');
      if (!json || value.find(':') == std::string_view::npos || !SpeaksOfPrices(value)) continue;
      const bool is_tagged = name == "props" && node.Tag() == "astro-island";
      Add("attribute " + std::string(name), value, is_tagged ? JsonLayout::kTagged : JsonLayout::kNested);
    }
  }

  std::vector<ScriptValue> Take() && {
    if (!flight_.empty()) ReadFlight();
    return std::move(values_);
  }

 private:
  [[nodiscard]] bool IsFull() const { return values_.size() >= kMaxValues || bytes_ >= kMaxBytes; }

  void Add(std::string where, std::string_view json, JsonLayout layout = JsonLayout::kNested) {
    if (IsFull() || json.size() > kMaxBytes - bytes_) return;
    bytes_ += json.size();
    auto value = ParseLooseJson(json);
    if (value) Unfold(*value, layout == JsonLayout::kNested ? LayoutOf(*value) : layout);
    if (value && (value->IsObject() || value->IsArray()))
      values_.push_back({std::move(where), *std::move(value)});
  }

  void ReadProgram(std::string_view program) {
    std::size_t at = 0;
    while (!IsFull() && tries_ < kMaxTries && failed_ < kMaxFailed) {
      at = program.find_first_of("{[(", at);
      if (at == std::string_view::npos) return;
      at = program[at] == '(' ? ReadCall(program, at) : ReadLiteral(program, at);
    }
  }

  // JSON.parse("...") and React Router's streamController.enqueue("...") are calls with a string.
  std::size_t ReadCall(std::string_view program, std::size_t at) {
    const std::string_view before = program.substr(0, at);
    if (before.ends_with('=')) return ReadFunction(program, at);
    if (!before.ends_with("JSON.parse") && !before.ends_with(".enqueue")) return at + 1;
    ++tries_;
    const auto text = ReadDecodedString(program.substr(at + 1));
    if (!text) return at + 1;
    if (SpeaksOfPrices(*text)) Add(NameBefore(program, at), *text);
    return at + 1 + text->size();  // a literal is seldom shorter than its text
  }

  // Nuxt 2: __NUXT__=(function(a,b){return {...}}("x",1))
  std::size_t ReadFunction(std::string_view program, std::size_t at) {
    const std::string_view rest = program.substr(at, kMaxBytes);
    if (!rest.starts_with("(function(") || functions_ == kMaxFunctions) return at + 1;
    ++functions_;
    const auto returned = ReadInvokedFunction(rest);
    if (!returned) return at + 1;
    if (SpeaksOfPrices(returned->json)) Add(NameBefore(program, at), returned->json);
    return at + returned->size;
  }

  std::size_t ReadLiteral(std::string_view program, std::size_t at) {
    std::size_t before = at;
    while (before > 0 && IsHtmlSpace(program[before - 1])) --before;
    const char mark = before == 0 ? '=' : program[before - 1];
    if (mark != '=' && mark != '(' && mark != ',' && mark != ':' && mark != '|') return at + 1;
    ++tries_;
    const std::string_view rest = program.substr(at, kMaxBytes);
    const auto literal = ReadJsLiteral(rest);
    if (!literal) {
      failed_ += rest.size();
      return at + 1;
    }
    const std::string_view source = program.substr(at, literal->size);
    const std::string name = NameBefore(program, before);
    if (name.ends_with("__next_f.push"))
      KeepFlight(literal->json);
    else if (source.size() >= kLeastBytes && SpeaksOfPrices(source))
      Add(name.empty() ? "script" : name, literal->json);
    return at + std::max<std::size_t>(literal->size, 1);
  }

  // self.__next_f.push([1,"..."]): pieces of one text.
  void KeepFlight(const std::string& json) {
    const auto value = ParseLooseJson(json);
    if (!value || !value->IsArray() || value->Size() < 2 || !(*value)[1].IsString()) return;
    if (flight_.size() < kMaxBytes) flight_.append((*value)[1].GetString(), (*value)[1].GetStringLength());
  }

  // Lines of "id:value".
  void ReadFlight() {
    std::string_view rest = flight_;
    while (!rest.empty() && !IsFull()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos || colon > 8 || !SpeaksOfPrices(line)) continue;
      const std::string_view json = line.substr(colon + 1);
      if (json.starts_with('[') || json.starts_with('{')) Add("__next_f", json);
    }
  }

  std::string_view html_;
  std::vector<ScriptValue> values_;
  std::string flight_;
  std::size_t bytes_ = 0;
  std::size_t tries_ = 0;
  std::size_t failed_ = 0;
  std::size_t functions_ = 0;
};

}  // namespace

std::vector<ScriptValue> ReadScriptValues(std::string_view html, const PageScan& scan, Node root) {
  ScriptReader reader(html);
  for (const ScriptText& script : scan.scripts) reader.ReadScript(script);
  for (Node node = root; node; node = node.Next(root)) reader.ReadAttributes(node);
  return std::move(reader).Take();
}

}  // namespace pricecrew
