#pragma once

#include <rapidjson/document.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

using StateKeys = std::span<const std::string_view>;

/// A member of an object that a page hands to its scripts.
struct StateMember {
  std::string key;  ///< in lower case, without "_", "-", " " and "@", and without what `in_cents` says
  const rapidjson::Value* value = nullptr;
  bool in_cents = false;  ///< the key says that the value counts minor units: "priceInCents", "centAmount"
};

/// The members of an object by their keys as StateMember has them; does not own the object.
class StateObject {
 public:
  explicit StateObject(const rapidjson::Value& object);

  /// The first member of that key; null where there is none.
  [[nodiscard]] const StateMember* FindMember(std::string_view key) const;
  [[nodiscard]] const rapidjson::Value* Find(std::string_view key) const;
  [[nodiscard]] bool Has(std::string_view key) const { return FindMember(key) != nullptr; }

  /// The clean text of the first of `keys` that has one of at most `longest` bytes, or an object that
  /// has one as its name.
  [[nodiscard]] std::optional<std::string> FirstText(StateKeys keys, std::size_t longest) const;

  /// The ISO 4217 code that the object names.
  [[nodiscard]] std::optional<std::string> Currency() const;

 private:
  std::vector<StateMember> members_;
};

/// The objects of an array, of a list of GraphQL's ({"nodes": [...]}, {"edges": [{"node": ...}]}), or the one
/// object itself; not more than `most`.
std::vector<const rapidjson::Value*> ObjectsIn(const rapidjson::Value& list, std::size_t most);

/// The text of a string or number; else empty.
std::string_view TextIn(const rapidjson::Value& value);

}  // namespace pricecrew
