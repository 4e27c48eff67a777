#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pricecrew {

/// The JSON-LD blocks of a page as one graph, in which nodes refer to each other by @id. Owns the values it
/// hands out.
class JsonLdGraph {
 public:
  explicit JsonLdGraph(const std::vector<std::string>& blocks);

  [[nodiscard]] const std::vector<rapidjson::Document>& roots() const { return roots_; }

  /// The node that `value` stands for: itself, or what a bare {"@id": ...} refers to.
  [[nodiscard]] const rapidjson::Value& Resolve(const rapidjson::Value& value) const;

 private:
  void Index(const rapidjson::Value& root);

  std::vector<rapidjson::Document> roots_;
  std::unordered_map<std::string_view, const rapidjson::Value*> by_id_;
};

/// True where the node's @type, one or several, is `type`; with or without schema.org's prefix, ASCII case
/// ignored.
bool HasType(const rapidjson::Value& node, std::string_view type);

/// The member, or null where there is none (or `node` is no object).
const rapidjson::Value* Member(const rapidjson::Value& node, const char* key);

/// The text of a string or number, of an object's @value or name, or of the first of an array; else empty.
std::string TextOf(const rapidjson::Value* value);

/// TextOf a member, resolved.
std::string TextOf(const rapidjson::Value& node, const char* key);

/// The values of an array, or the one value itself.
std::vector<const rapidjson::Value*> ItemsOf(const rapidjson::Value* value);

}  // namespace pricecrew
