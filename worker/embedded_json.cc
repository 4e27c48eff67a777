#include "worker/embedded_json.h"

#include <algorithm>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/selector_matcher.h"
#include "worker/json_text.h"
#include "worker/script_json.h"

namespace pricecrew {
namespace {

bool IsJsonLd(const PageScript& script) {
  const std::string_view type = script.Attribute("type").value_or("");
  return EqualsIgnoringCase(TrimHtmlSpace(type.substr(0, type.find(';'))), "application/ld+json");
}

bool HasClass(const PageScript& script, const std::string& name) {
  SimpleSelector word;
  word.kind = SimpleSelector::Kind::kHasWord;
  word.value = name;
  return MatchesAttribute(word, script.Attribute("class"));
}

bool MatchesAll(const PageScript& script, const CompoundSelector& conditions) {
  return std::ranges::all_of(conditions, [&](const SimpleSelector& simple) {
    return simple.kind == SimpleSelector::Kind::kClass
               ? HasClass(script, simple.name)
               : MatchesAttribute(simple, script.Attribute(simple.name));
  });
}

/// True where the whole script is what is asked for, rather than something in it.
bool IsAt(const PageScript& script, const JsonPlace& place) {
  switch (place.kind) {
    case JsonPlace::Kind::kJsonLd:
      return IsJsonLd(script);
    case JsonPlace::Kind::kScript:
      return MatchesAll(script, place.script);
    case JsonPlace::Kind::kVariable:
      return script.Attribute("id") == place.variable;
  }
  return false;
}

}  // namespace

std::vector<std::string> EmbeddedJson::TextsAt(const JsonPlace& place) const {
  std::vector<std::string> texts;
  for (const PageScript& script : *scripts_) {
    if (IsAt(script, place)) texts.push_back(script.text);
    if (place.kind != JsonPlace::Kind::kVariable) continue;
    for (std::string& text : AssignedJson(script.text, place.variable)) texts.push_back(std::move(text));
  }
  return texts;
}

const std::vector<rapidjson::Document>& EmbeddedJson::At(const JsonPlace& place) {
  const auto [found, is_new] = documents_.try_emplace(place.name);
  if (!is_new) return found->second;
  if (!scripts_) scripts_ = ReadScripts(html_);
  for (const std::string& text : TextsAt(place)) {
    if (parsed_bytes_ + text.size() > kMaxJsonBytes) continue;
    parsed_bytes_ += text.size();
    if (auto document = ParseLooseJson(text)) found->second.push_back(*std::move(document));
  }
  return found->second;
}

}  // namespace pricecrew
