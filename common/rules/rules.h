#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/html/selector.h"
#include "common/rules/host_pattern.h"
#include "common/rules/json_path.h"
#include "common/rules/text_pattern.h"
#include "common/rules/url_glob.h"

namespace pricecrew {

// What a user says of a site's pages, ready to be applied. docs/rules.md describes the file.

/// The facts of a product that rules can give.
enum class RuledField : std::uint8_t {
  kName,
  kPrice,
  kCurrency,
  kRegularPrice,
  kAvailability,
  kSku,
  kGtin,
  kBrand,
  kImage,
};
inline constexpr std::size_t kRuledFields = 9;

/// "name", "price", ..., as the outputs name them.
std::string_view ToString(RuledField field);

/// The text, or an attribute, of the first element that has one.
struct SelectorRule {
  Selector selector;
  std::string attribute;  ///< in lower case; empty for the visible text
};

/// The JSON that a page carries in its scripts.
struct JsonPlace {
  enum class Kind : std::uint8_t {
    kJsonLd,    ///< the blocks of JSON-LD
    kScript,    ///< the scripts that `script` matches
    kVariable,  ///< what a script assigns to `variable`, or the script whose id that is
  };
  Kind kind = Kind::kJsonLd;
  std::string name;         ///< as the file writes it
  CompoundSelector script;  ///< conditions on attributes
  std::string variable;     ///< without "window."
};

/// The first text, number or truth value that a path leads to.
struct JsonRule {
  JsonPath path;
  JsonPlace place;
};

/// What is so on every page.
struct ConstantRule {
  std::string value;
};

/// One way to a fact.
struct FieldRule {
  std::variant<SelectorRule, JsonRule, ConstantRule> from;
  std::optional<TextPattern> pattern;  ///< takes a part of what was found
};

struct SiteRules {
  std::vector<HostPattern> hosts;
  std::array<std::vector<FieldRule>, kRuledFields> fields;  ///< ways to each, the first that finds it counts
  std::vector<Selector> product_links;                      ///< in listings: links, or what holds one
  std::vector<Selector> next_page;
  std::vector<UrlGlob> keep;  ///< where there are any, only URLs like these are products
  std::vector<UrlGlob> drop;  ///< URLs like these are none

  [[nodiscard]] const std::vector<FieldRule>& Of(RuledField field) const {
    return fields.at(static_cast<std::size_t>(field));
  }
  [[nodiscard]] bool HasFields() const;
};

class Rules {
 public:
  Rules() = default;
  explicit Rules(std::vector<SiteRules> sites) : sites_(std::move(sites)) {}

  /// The first site that is for `host` (as Url::host has it); null where none is.
  [[nodiscard]] const SiteRules* For(std::string_view host) const;

 private:
  std::vector<SiteRules> sites_;
};

}  // namespace pricecrew
