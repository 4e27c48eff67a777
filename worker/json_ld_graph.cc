#include "worker/json_ld_graph.h"

#include "common/html/ascii.h"
#include "worker/field_text.h"
#include "worker/json_text.h"

namespace pricecrew {
namespace {

std::string_view View(const rapidjson::Value& string) {
  return {string.GetString(), string.GetStringLength()};
}

std::string_view LocalName(std::string_view type) {
  const std::size_t mark = type.find_last_of("/#:");
  return mark == std::string_view::npos ? type : type.substr(mark + 1);
}

bool IsType(const rapidjson::Value& value, std::string_view type) {
  return value.IsString() && EqualsIgnoringCase(LocalName(View(value)), type);
}

bool IsReference(const rapidjson::Value& value) {
  const rapidjson::Value* id = Member(value, "@id");
  return id != nullptr && id->IsString() && value.MemberCount() <= 2 && Member(value, "name") == nullptr &&
         Member(value, "price") == nullptr;
}

}  // namespace

JsonLdGraph::JsonLdGraph(const std::vector<std::string>& blocks) {
  bool has_ids = false;
  roots_.reserve(blocks.size());
  for (const std::string& block : blocks) {
    auto document = ParseLooseJson(block);
    if (!document) continue;
    has_ids = has_ids || block.find("\"@id\"") != std::string::npos;
    roots_.push_back(*std::move(document));
  }
  if (!has_ids) return;
  for (const rapidjson::Document& root : roots_) Index(root);
}

void JsonLdGraph::Index(const rapidjson::Value& root) {
  std::vector<const rapidjson::Value*> pending{&root};
  while (!pending.empty()) {
    const rapidjson::Value& value = *pending.back();
    pending.pop_back();
    if (value.IsArray())
      for (const auto& item : value.GetArray()) pending.push_back(&item);
    if (!value.IsObject()) continue;
    if (!IsReference(value))
      if (const rapidjson::Value* id = Member(value, "@id"); id != nullptr && id->IsString())
        by_id_.emplace(View(*id), &value);
    for (const auto& member : value.GetObject()) pending.push_back(&member.value);
  }
}

const rapidjson::Value& JsonLdGraph::Resolve(const rapidjson::Value& value) const {
  // `value` is a node of the document that the graph keeps.
  if (by_id_.empty() || !IsReference(value))
    return value;  // NOLINT(bugprone-return-const-ref-from-parameter)
  const auto found = by_id_.find(View(*Member(value, "@id")));
  return found == by_id_.end() ? value : *found->second;  // NOLINT(bugprone-return-const-ref-from-parameter)
}

bool HasType(const rapidjson::Value& node, std::string_view type) {
  for (const rapidjson::Value* one : ItemsOf(Member(node, "@type")))
    if (IsType(*one, type)) return true;
  return false;
}

const rapidjson::Value* Member(const rapidjson::Value& node, const char* key) {
  if (!node.IsObject()) return nullptr;
  const auto found = node.FindMember(key);
  return found == node.MemberEnd() ? nullptr : &found->value;
}

std::string TextOf(const rapidjson::Value* value) {
  // An array or object that holds itself in turn is as deep as it is written, so a few steps are enough.
  for (int step = 0; step < 4 && value != nullptr; ++step) {
    if (value->IsString()) return CleanText(View(*value));
    if (value->IsArray()) {
      value = value->Empty() ? nullptr : &(*value)[0];
      continue;
    }
    const rapidjson::Value* text = Member(*value, "@value");
    value = text != nullptr ? text : Member(*value, "name");
  }
  return {};
}

std::string TextOf(const rapidjson::Value& node, const char* key) { return TextOf(Member(node, key)); }

std::vector<const rapidjson::Value*> ItemsOf(const rapidjson::Value* value) {
  if (value == nullptr) return {};
  if (!value->IsArray()) return {value};
  std::vector<const rapidjson::Value*> items;
  for (const auto& item : value->GetArray()) items.push_back(&item);
  return items;
}

}  // namespace pricecrew
