#include "worker/state_object.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/domain/currency.h"
#include "common/html/ascii.h"
#include "worker/field_text.h"

namespace pricecrew {
namespace {

using rapidjson::Value;

constexpr std::array<std::string_view, 6> kInCents{"incents",    "cents",   "inminorunits",
                                                   "minorunits", "inminor", "inpence"};
constexpr std::array<std::string_view, 9> kCurrency{"currency",    "currencycode",    "pricecurrency",
                                                    "currencyiso", "currencyisocode", "isocurrency",
                                                    "currencyid",  "currencyunit",    "isocode"};

StateMember MemberOf(const Value& name, const Value& value) {
  std::string key = AsciiLower(std::string_view(name.GetString(), std::min(name.GetStringLength(), 40U)));
  std::erase_if(key, [](char c) { return c == '_' || c == '-' || c == ' ' || c == '@'; });
  if (key == "centamount") return {"amount", &value, true};
  for (const std::string_view ending : kInCents)
    if (key.size() > ending.size() && key.ends_with(ending)) {
      key.resize(key.size() - ending.size());
      return {std::move(key), &value, true};
    }
  return {std::move(key), &value, false};
}

const Value* MemberIn(const Value& value, const char* key) {
  if (!value.IsObject()) return nullptr;
  const auto found = value.FindMember(key);
  return found == value.MemberEnd() ? nullptr : &found->value;
}

const Value* NameIn(const Value& value) {
  const StateObject object(value);
  for (const std::string_view key : {"name", "short", "value", "label"})
    if (const Value* name = object.Find(key)) return name;
  return nullptr;
}

}  // namespace

StateObject::StateObject(const Value& object) {
  members_.reserve(object.MemberCount());
  for (const auto& member : object.GetObject()) members_.push_back(MemberOf(member.name, member.value));
}

const StateMember* StateObject::FindMember(std::string_view key) const {
  const auto found = std::ranges::find(members_, key, &StateMember::key);
  return found == members_.end() ? nullptr : &*found;
}

const Value* StateObject::Find(std::string_view key) const {
  const StateMember* member = FindMember(key);
  return member == nullptr ? nullptr : member->value;
}

std::optional<std::string> StateObject::FirstText(StateKeys keys, std::size_t longest) const {
  for (const std::string_view key : keys) {
    const Value* value = Find(key);
    if (value != nullptr && value->IsObject()) value = NameIn(*value);
    if (value == nullptr) continue;
    std::string text = CleanText(TextIn(*value));
    if (!text.empty() && text.size() <= longest) return text;
  }
  return std::nullopt;
}

std::optional<std::string> StateObject::Currency() const {
  for (const std::string_view key : kCurrency) {
    const Value* value = Find(key);
    if (value != nullptr && value->IsObject()) value = StateObject(*value).Find("code");
    if (value == nullptr) continue;
    if (auto code = ParseCurrencyCode(TextIn(*value))) return code;
  }
  return std::nullopt;
}

std::vector<const Value*> ObjectsIn(const Value& list, std::size_t most) {
  const Value* items = &list;
  for (const char* key : {"nodes", "edges"})
    if (const auto found = MemberIn(list, key); found != nullptr && found->IsArray()) items = found;
  if (items->IsObject()) return {items};
  std::vector<const Value*> objects;
  for (rapidjson::SizeType i = 0; items->IsArray() && i < items->Size() && objects.size() < most; ++i) {
    const Value* node = MemberIn((*items)[i], "node");
    const Value* object = node != nullptr && node->IsObject() ? node : &(*items)[i];
    if (object->IsObject()) objects.push_back(object);
  }
  return objects;
}

std::string_view TextIn(const Value& value) {
  return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view{};
}

}  // namespace pricecrew
