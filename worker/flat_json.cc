#include "worker/flat_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "common/html/ascii.h"
#include "worker/state_object.h"

namespace pricecrew {
namespace {

using rapidjson::SizeType;
using rapidjson::Value;

constexpr std::size_t kMaxNodes = 200'000;
constexpr int kMaxDepth = 64;

std::optional<SizeType> IndexIn(std::string_view text) {
  SizeType index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return index;
}

// "_12"
std::optional<SizeType> IndexInKey(std::string_view key) {
  return key.starts_with('_') ? IndexIn(key.substr(1)) : std::nullopt;
}

/// Builds the value of a flat document, in its own memory; texts are shared with it.
class Unflattener {
 public:
  explicit Unflattener(rapidjson::Document& flat)
      : flat_(flat), keys_are_indexes_(LayoutOf(flat) == JsonLayout::kFlat), open_(flat.Size()) {}

  Value At(const Value& index, int depth) {
    const auto at = IndexIn(TextIn(index));
    if (++nodes_ > kMaxNodes || depth == 0 || !at || *at >= flat_.Size() || open_[*at]) return Value();
    const Value& value = flat_[*at];
    if (!value.IsObject() && !value.IsArray()) return Copy(value);
    open_[*at] = true;
    Value built = value.IsObject() ? Object(value, depth) : Array(value, depth);
    open_[*at] = false;
    return built;
  }

 private:
  // The document keeps its memory for as long as it lives, so a text need not be written twice.
  static Value Copy(const Value& value) {
    if (value.IsString()) return Value(rapidjson::StringRef(value.GetString(), value.GetStringLength()));
    return value.IsBool() ? Value(value.GetBool()) : Value();
  }

  Value Object(const Value& object, int depth) {
    Value built(rapidjson::kObjectType);
    for (const auto& [name, index] : object.GetObject())
      if (nodes_ < kMaxNodes) AddMember(built, name, index, depth);
    return built;
  }

  void AddMember(Value& object, const Value& name, const Value& index, int depth) {
    const auto key = keys_are_indexes_ ? IndexInKey(TextIn(name)) : std::nullopt;
    const Value& text = key && *key < flat_.Size() ? flat_[*key] : name;
    ++nodes_;
    if (text.IsString()) object.AddMember(Copy(text), At(index, depth - 1), flat_.GetAllocator());
  }

  Value Array(const Value& array, int depth) {
    const bool wraps = !array.Empty() && array[0].IsString() && !IsNumber(TextIn(array[0]));
    return wraps ? Unwrapped(array, depth) : Items(array, 0, depth);
  }

  static bool IsNumber(std::string_view text) {
    return text.starts_with('-') || (!text.empty() && IsAsciiDigit(text.front()));
  }

  Value Items(const Value& array, SizeType from, int depth) {
    Value built(rapidjson::kArrayType);
    for (SizeType i = from; i < array.Size() && nodes_ < kMaxNodes; ++i)
      built.PushBack(At(array[i], depth - 1), flat_.GetAllocator());
    return built;
  }

  // ["Set", 1, 2], ["Map", key, value, ...], ["null", "name", value, ...], ["Date", "..."], ["Reactive", 1]
  Value Unwrapped(const Value& array, int depth) {
    constexpr std::array<std::string_view, 5> kPlain{"Date", "BigInt", "RegExp", "URL", "D"};
    const std::string_view kind = TextIn(array[0]);
    if (kind == "Set") return Items(array, 1, depth);
    if (kind == "Map" || kind == "null") return Pairs(array, kind == "Map", depth);
    if (array.Size() < 2) return Value();
    return std::ranges::find(kPlain, kind) != kPlain.end() ? Copy(array[1]) : At(array[1], depth - 1);
  }

  Value Pairs(const Value& array, bool keys_are_values, int depth) {
    Value built(rapidjson::kObjectType);
    for (SizeType i = 1; i + 1 < array.Size() && nodes_ < kMaxNodes; i += 2) {
      const Value key = keys_are_values ? At(array[i], depth - 1) : Copy(array[i]);
      if (key.IsString()) AddMember(built, key, array[i + 1], depth);
    }
    return built;
  }

  rapidjson::Document& flat_;
  bool keys_are_indexes_;
  std::vector<bool> open_;  // by index, what is being built
  std::size_t nodes_ = 0;
};

// {"name": [0, "Lamp"], "sizes": [1, [[0, "S"], [0, "L"]]]}
void Untag(Value& root) {
  std::vector<Value*> pending{&root};
  while (!pending.empty()) {
    Value& value = *pending.back();
    pending.pop_back();
    if (value.IsArray() && value.Size() == 2 && IndexIn(TextIn(value[0]))) {
      Value inner;
      inner.Swap(value[1]);
      value.Swap(inner);
    }
    if (value.IsArray())
      for (Value& item : value.GetArray()) pending.push_back(&item);
    if (value.IsObject())
      for (auto& member : value.GetObject()) pending.push_back(&member.value);
  }
}

}  // namespace

JsonLayout LayoutOf(const rapidjson::Document& document) {
  const bool may_be_flat = document.IsArray() && !document.Empty() && document[0].IsObject();
  if (!may_be_flat || document[0].ObjectEmpty()) return JsonLayout::kNested;
  const auto members = document[0].GetObject();
  const bool is_flat = std::all_of(members.begin(), members.end(), [](const auto& member) {
    return IndexInKey(TextIn(member.name)).has_value();
  });
  return is_flat ? JsonLayout::kFlat : JsonLayout::kNested;
}

void Unfold(rapidjson::Document& document, JsonLayout layout) {
  if (layout == JsonLayout::kTagged) return Untag(document);
  if (layout != JsonLayout::kFlat || !document.IsArray()) return;
  Value root = Unflattener(document).At(Value("0"), kMaxDepth);
  static_cast<Value&>(document).Swap(root);
}

}  // namespace pricecrew
