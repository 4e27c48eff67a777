#include "common/rules/json_path.h"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <variant>

#include "common/rules/json_path_parser.h"

namespace pricecrew {
namespace {

using rapidjson::Value;
using Values = std::vector<const Value*>;

/// What an array or object holds, in order.
Values Held(const Value& value) {
  Values held;
  if (value.IsArray())
    for (const Value& item : value.GetArray()) held.push_back(&item);
  if (value.IsObject())
    for (const auto& member : value.GetObject()) held.push_back(&member.value);
  return held;
}

/// The values and all that is below them, each once.
Values WithAllBelow(const Values& values) {
  Values all;
  std::unordered_set<const Value*> seen;
  for (const Value* top : values) {
    Values pending{top};
    while (!pending.empty()) {
      const Value* value = pending.back();
      pending.pop_back();
      if (!seen.insert(value).second) continue;  // and all below it
      all.push_back(value);
      const Values held = Held(*value);
      pending.insert(pending.end(), held.rbegin(), held.rend());
    }
  }
  return all;
}

const Value* Member(const Value& value, const std::string& name) {
  if (!value.IsObject()) return nullptr;
  const auto size = static_cast<rapidjson::SizeType>(name.size());
  const auto found = value.FindMember(Value(rapidjson::StringRef(name.data(), size)));
  return found == value.MemberEnd() ? nullptr : &found->value;
}

const Value* Item(const Value& value, std::int64_t place) {
  if (!value.IsArray()) return nullptr;
  const auto size = std::int64_t{value.Size()};
  const std::int64_t index = place < 0 ? size + place : place;
  return index >= 0 && index < size ? &value[static_cast<rapidjson::SizeType>(index)] : nullptr;
}

void AddNext(Values& into, const Value& value, const JsonPath::Step& step) {
  if (step.kind == JsonPath::Step::Kind::kAny) {
    const Values held = Held(value);
    into.insert(into.end(), held.begin(), held.end());
    return;
  }
  const bool named = step.kind == JsonPath::Step::Kind::kName;
  if (const Value* one = named ? Member(value, step.name) : Item(value, step.place)) into.push_back(one);
}

}  // namespace

Checked<JsonPath> JsonPath::Compile(std::string_view text) {
  Checked<std::vector<Step>> parsed = ParseJsonPath(text);
  if (auto* mistake = std::get_if<Mistake>(&parsed)) return std::move(*mistake);
  return JsonPath(std::get<std::vector<Step>>(std::move(parsed)));
}

Values JsonPath::Select(const Value& root) const {
  Values found{&root};
  for (const Step& step : steps_) {
    Values next;
    for (const Value* value : step.anywhere ? WithAllBelow(found) : found) AddNext(next, *value, step);
    found = std::move(next);
  }
  return found;
}

}  // namespace pricecrew
