#include "common/rules/json_place.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

bool IsNamePart(char c) { return IsAsciiAlnum(c) || c == '_' || c == '$' || c == '.'; }

bool IsVariable(std::string_view text) {
  return !text.empty() && !IsAsciiDigit(text.front()) && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos && std::ranges::all_of(text, IsNamePart);
}

/// Conditions that a tag alone answers.
bool IsOfScripts(const ComplexSelector& selector) {
  if (selector.steps.size() != 1 || selector.steps[0].compound.empty()) return false;
  const CompoundSelector& compound = selector.steps[0].compound;
  return compound[0].kind == SimpleSelector::Kind::kType && compound[0].name == "script" &&
         std::all_of(compound.begin() + 1, compound.end(), [](const SimpleSelector& simple) {
           return simple.kind >= SimpleSelector::Kind::kClass &&
                  simple.kind <= SimpleSelector::Kind::kContains;
         });
}

Checked<JsonPlace> ScriptPlace(std::string_view text) {
  const Checked<Selector> selector = Selector::Compile(text);
  if (const auto* mistake = std::get_if<Mistake>(&selector)) return *mistake;
  const auto& alternatives = std::get<Selector>(selector).alternatives();
  if (alternatives.size() != 1 || !IsOfScripts(alternatives[0]))
    return Mistake{0,
                   "scripts are chosen by id, class and attributes alone: script#data, script[type='...']"};
  JsonPlace place{JsonPlace::Kind::kScript, std::string(text), alternatives[0].steps[0].compound, {}};
  place.script.erase(place.script.begin());
  return place;
}

}  // namespace

Checked<JsonPlace> ParseJsonPlace(std::string_view text) {
  if (text == "ld+json") return JsonPlace{JsonPlace::Kind::kJsonLd, std::string(text), {}, {}};
  if (text.find_first_of("#[") != std::string_view::npos || text == "script") return ScriptPlace(text);
  std::string_view variable = text;
  for (const std::string_view global : {"window.", "self.", "globalThis."})
    if (variable.starts_with(global)) variable.remove_prefix(global.size());
  if (!IsVariable(variable))
    return Mistake{0, "'ld+json', a script (script#data) or a variable (__STATE__) is expected"};
  return JsonPlace{JsonPlace::Kind::kVariable, std::string(text), {}, std::string(variable)};
}

}  // namespace pricecrew
