#include "producer/item_list.h"

#include <rapidjson/document.h>

#include <string_view>

namespace pricecrew {
namespace {

using Json = rapidjson::Value;

// Deeper than any real block; what is nested further is not looked at.
constexpr int kMaxDepth = 16;

std::string_view TextOf(const Json& json) { return {json.GetString(), json.GetStringLength()}; }

const Json* Member(const Json& object, const char* name) {
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() ? nullptr : &found->value;
}

bool IsOfType(const Json& object, std::string_view type) {
  const auto* types = Member(object, "@type");
  if (types == nullptr) return false;
  if (types->IsString()) return TextOf(*types) == type;
  if (!types->IsArray()) return false;
  for (const auto& one : types->GetArray()) {
    if (one.IsString() && TextOf(one) == type) return true;
  }
  return false;
}

// A ListItem has its url itself, or its item has.
std::string HrefOf(const Json& item, int depth) {
  if (item.IsString()) return std::string(TextOf(item));
  if (!item.IsObject() || depth == 0) return {};
  for (const auto* name : {"url", "@id"}) {
    const auto* href = Member(item, name);
    if (href != nullptr && href->IsString() && href->GetStringLength() > 0 && *href->GetString() != '#') {
      return std::string(TextOf(*href));
    }
  }
  const auto* inner = Member(item, "item");
  return inner == nullptr ? std::string{} : HrefOf(*inner, depth - 1);
}

void AppendItems(const Json& list, std::vector<std::string>& hrefs) {
  const auto* items = Member(list, "itemListElement");
  if (items == nullptr || !items->IsArray()) return;
  for (const auto& item : items->GetArray()) {
    auto href = HrefOf(item, 2);
    if (!href.empty()) hrefs.push_back(std::move(href));
  }
}

// An ItemList may be the mainEntity of a page or stand in a @graph.
void Collect(const Json& json, int depth, std::vector<std::string>& hrefs) {
  if (depth == 0) return;
  if (json.IsArray()) {
    for (const auto& one : json.GetArray()) Collect(one, depth - 1, hrefs);
  } else if (json.IsObject()) {
    if (IsOfType(json, "ItemList") || IsOfType(json, "OfferCatalog")) {
      AppendItems(json, hrefs);
      return;
    }
    for (const auto& member : json.GetObject()) Collect(member.value, depth - 1, hrefs);
  }
}

}  // namespace

std::vector<std::string> ItemListHrefs(const std::vector<std::string>& json_ld) {
  std::vector<std::string> hrefs;
  for (const auto& block : json_ld) {
    rapidjson::Document json;
    json.Parse<rapidjson::kParseIterativeFlag>(block.data(), block.size());
    if (!json.HasParseError()) Collect(json, kMaxDepth, hrefs);
  }
  return hrefs;
}

}  // namespace pricecrew
