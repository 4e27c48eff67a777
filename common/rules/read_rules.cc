#include "common/rules/read_rules.h"

#include <fmt/core.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <utility>

#include "common/domain/currency.h"
#include "common/domain/product.h"
#include "common/html/ascii.h"
#include "common/rules/json_place.h"
#include "common/rules/placed_json.h"

namespace pricecrew {
namespace {

using Kind = PlacedJson::Kind;

RulesMistake Placed(std::string_view text, const Mistake& mistake) {
  const std::string_view before = text.substr(0, mistake.offset);
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
          1 + static_cast<std::size_t>(std::ranges::count_if(before.substr(line_begin), begins_character)),
          mistake.text};
}

std::optional<RuledField> FieldNamed(std::string_view name) {
  for (std::size_t i = 0; i < kRuledFields; ++i)
    if (name == ToString(static_cast<RuledField>(i))) return static_cast<RuledField>(i);
  return std::nullopt;
}

std::string Listed(std::initializer_list<std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "'" : ", '") + std::string(name) + "'";
  return list;
}

/// Goes down the file; notes what is wrong and goes on.
class RulesReader {
 public:
  explicit RulesReader(std::string_view text) : text_(text) {}

  std::variant<Rules, std::vector<RulesMistake>> Read() {
    const Checked<PlacedJson> json = ReadPlacedJson(text_);
    std::vector<SiteRules> sites;
    if (const auto* mistake = std::get_if<Mistake>(&json))
      mistakes_.push_back(*mistake);
    else
      sites = ReadSites(std::get<PlacedJson>(json));
    if (mistakes_.empty()) return Rules(std::move(sites));
    return InOrder();
  }

 private:
  std::vector<RulesMistake> InOrder() {
    std::ranges::stable_sort(mistakes_, {}, &Mistake::offset);
    mistakes_.resize(std::min(mistakes_.size(), kMaxRulesMistakes));
    std::vector<RulesMistake> placed;
    placed.reserve(mistakes_.size());
    for (const Mistake& mistake : mistakes_) placed.push_back(Placed(text_, mistake));
    return placed;
  }

  void Wrong(const PlacedJson& where, std::string what) {
    mistakes_.push_back({where.offset, std::move(what)});
  }

  /// A mistake within a string's text, where the file writes it.
  void Wrong(const PlacedJson& string, const Mistake& mistake) {
    mistakes_.push_back({OffsetWithin(text_, string, mistake.offset), mistake.text});
  }

  bool IsObject(const PlacedJson& value, std::string_view what) {
    if (value.kind != Kind::kObject) Wrong(value, fmt::format("{} is to be an object {{...}}", what));
    return value.kind == Kind::kObject;
  }

  bool IsText(const PlacedJson& value, std::string_view what) {
    const bool is_text = value.kind == Kind::kString && !value.text.empty();
    if (!is_text) Wrong(value, fmt::format("{} is to be a text, not empty", what));
    return is_text;
  }

  /// The items of a list, or the one value that stands for a list of one.
  static std::vector<const PlacedJson*> ItemsOf(const PlacedJson& value) {
    if (value.kind != Kind::kArray) return {&value};
    std::vector<const PlacedJson*> items;
    items.reserve(value.items.size());
    for (const PlacedJson& item : value.items) items.push_back(&item);
    return items;
  }

  /// Notes members that nobody knows, and those that come twice.
  void CheckNames(const PlacedJson& object, std::initializer_list<std::string_view> known) {
    std::set<std::string_view> seen;
    for (const PlacedJson& name : object.names) {
      if (std::ranges::find(known, name.text) == known.end())
        Wrong(name, fmt::format("'{}' is not known here; known are {}", name.text, Listed(known)));
      else if (!seen.insert(name.text).second)
        Wrong(name, fmt::format("'{}' comes a second time", name.text));
    }
  }

  static const PlacedJson* Find(const PlacedJson& object, std::string_view name) {
    const auto found = std::ranges::find(object.names, name, &PlacedJson::text);
    if (found == object.names.end()) return nullptr;
    return &object.items[static_cast<std::size_t>(found - object.names.begin())];
  }

  std::vector<SiteRules> ReadSites(const PlacedJson& json) {
    std::vector<SiteRules> sites;
    if (!IsObject(json, "the file")) return sites;
    CheckNames(json, {"sites"});
    const PlacedJson* list = Find(json, "sites");
    if (!list || list->kind != Kind::kArray || list->items.empty()) {
      Wrong(list ? *list : json, "'sites' is to be a list of sites [{...}]");
      return sites;
    }
    for (const PlacedJson& site : list->items)
      if (IsObject(site, "a site")) sites.push_back(ReadSite(site));
    return sites;
  }

  SiteRules ReadSite(const PlacedJson& json) {
    SiteRules site;
    CheckNames(json, {"hosts", "fields", "product_links", "next_page", "keep", "drop"});
    site.hosts = ReadHosts(json);
    if (const PlacedJson* fields = Find(json, "fields"); fields && IsObject(*fields, "'fields'"))
      ReadFields(*fields, site);
    site.product_links = ReadSelectors(json, "product_links");
    site.next_page = ReadSelectors(json, "next_page");
    site.keep = ReadGlobs(json, "keep");
    site.drop = ReadGlobs(json, "drop");
    return site;
  }

  std::vector<HostPattern> ReadHosts(const PlacedJson& site) {
    std::vector<HostPattern> hosts;
    const PlacedJson* list = Find(site, "hosts");
    const auto items = list ? ItemsOf(*list) : std::vector<const PlacedJson*>();
    if (items.empty())
      Wrong(list ? *list : site, "'hosts' is needed: the hosts that the site's rules are for");
    for (const PlacedJson* item : items) {
      if (!IsText(*item, "a host")) continue;
      auto host = HostPattern::Parse(item->text);
      if (host)
        hosts.push_back(*std::move(host));
      else
        Wrong(*item, fmt::format("'{}' is no host: 'shop.example', '*.shop.example' or '*'", item->text));
    }
    return hosts;
  }

  void ReadFields(const PlacedJson& json, SiteRules& site) {
    CheckNames(json, {"name", "price", "currency", "regular_price", "availability", "sku", "gtin", "brand",
                      "image"});
    for (std::size_t i = 0; i < json.names.size(); ++i) {
      const auto field = FieldNamed(json.names[i].text);
      if (!field) continue;
      for (const PlacedJson* way : ItemsOf(json.items[i])) {
        auto rule = ReadFieldRule(*way);
        if (!rule) continue;
        CheckConstant(*way, *field, *rule);
        site.fields.at(static_cast<std::size_t>(*field)).push_back(*std::move(rule));
      }
    }
  }

  std::optional<FieldRule> ReadFieldRule(const PlacedJson& json) {
    if (!IsObject(json, "a rule")) return std::nullopt;
    CheckNames(json, {"selector", "attribute", "json", "in", "value", "pattern"});
    const PlacedJson* selector = Find(json, "selector");
    const PlacedJson* path = Find(json, "json");
    const PlacedJson* value = Find(json, "value");
    if ((selector ? 1 : 0) + (path ? 1 : 0) + (value ? 1 : 0) != 1) {
      Wrong(json, "a rule has one of 'selector', 'json' and 'value'");
      return std::nullopt;
    }
    NeedsOther(json, "attribute", selector, "selector");
    NeedsOther(json, "in", path, "json");
    auto rule = selector ? ReadSelectorRule(json, *selector)
                : path   ? ReadJsonRule(json, *path)
                         : ReadConstant(*value);
    if (const PlacedJson* pattern = Find(json, "pattern")) {
      auto compiled = Compile<TextPattern>(*pattern, "'pattern'");
      if (value) Wrong(*pattern, "'pattern' takes a part of what is found, and a 'value' is as it is");
      if (rule) rule->pattern = std::move(compiled);
    }
    return rule;
  }

  void NeedsOther(const PlacedJson& rule, std::string_view name, const PlacedJson* other,
                  std::string_view other_name) {
    const PlacedJson* value = Find(rule, name);
    if (value && !other) Wrong(*value, fmt::format("'{}' goes with '{}'", name, other_name));
  }

  template <typename T>
  std::optional<T> Compile(const PlacedJson& value, std::string_view what) {
    if (!IsText(value, what)) return std::nullopt;
    Checked<T> compiled = T::Compile(value.text);
    if (auto* good = std::get_if<T>(&compiled)) return std::move(*good);
    Wrong(value, std::get<Mistake>(compiled));
    return std::nullopt;
  }

  std::optional<FieldRule> ReadSelectorRule(const PlacedJson& json, const PlacedJson& value) {
    auto selector = Compile<Selector>(value, "'selector'");
    std::string attribute;
    if (const PlacedJson* name = Find(json, "attribute"); name && IsText(*name, "'attribute'"))
      attribute = AsciiLower(name->text);
    if (!selector) return std::nullopt;
    return FieldRule{SelectorRule{*std::move(selector), std::move(attribute)}, {}};
  }

  std::optional<FieldRule> ReadJsonRule(const PlacedJson& json, const PlacedJson& value) {
    auto path = Compile<JsonPath>(value, "'json'");
    JsonPlace place;
    if (const PlacedJson* in = Find(json, "in"); in && IsText(*in, "'in'")) {
      Checked<JsonPlace> parsed = ParseJsonPlace(in->text);
      if (const auto* mistake = std::get_if<Mistake>(&parsed))
        Wrong(*in, *mistake);
      else
        place = std::get<JsonPlace>(std::move(parsed));
    }
    if (!path) return std::nullopt;
    return FieldRule{JsonRule{*std::move(path), std::move(place)}, {}};
  }

  std::optional<FieldRule> ReadConstant(const PlacedJson& value) {
    if (!IsText(value, "'value'")) return std::nullopt;
    return FieldRule{ConstantRule{value.text}, {}};
  }

  void CheckConstant(const PlacedJson& json, RuledField field, const FieldRule& rule) {
    const auto* constant = std::get_if<ConstantRule>(&rule.from);
    if (constant && field == RuledField::kCurrency && !ParseCurrencyCode(constant->value))
      Wrong(*Find(json, "value"),
            fmt::format("'{}' is no currency of ISO 4217, such as EUR", constant->value));
    if (constant && field == RuledField::kAvailability && !ParseAvailability(constant->value))
      Wrong(*Find(json, "value"), fmt::format("'{}' is none of InStock, OutOfStock, PreOrder, BackOrder, "
                                              "Discontinued",
                                              constant->value));
  }

  std::vector<Selector> ReadSelectors(const PlacedJson& site, std::string_view name) {
    std::vector<Selector> selectors;
    const PlacedJson* list = Find(site, name);
    if (!list) return selectors;
    for (const PlacedJson* item : ItemsOf(*list))
      if (auto selector = Compile<Selector>(*item, fmt::format("a selector of '{}'", name)))
        selectors.push_back(*std::move(selector));
    return selectors;
  }

  std::vector<UrlGlob> ReadGlobs(const PlacedJson& site, std::string_view name) {
    std::vector<UrlGlob> globs;
    const PlacedJson* list = Find(site, name);
    if (!list) return globs;
    for (const PlacedJson* item : ItemsOf(*list))
      if (IsText(*item, fmt::format("a pattern of '{}'", name))) globs.emplace_back(item->text);
    return globs;
  }

  std::string_view text_;
  std::vector<Mistake> mistakes_;
};

}  // namespace

std::variant<Rules, std::vector<RulesMistake>> ReadRules(std::string_view text) {
  return RulesReader(text).Read();
}

std::string ToString(const RulesMistake& mistake) {
  return fmt::format("line {}, column {}: {}", mistake.line, mistake.column, mistake.text);
}

Result<std::string> CheckedRules(std::string_view text, const std::string& name) {
  const auto read = ReadRules(text);
  if (const auto* mistakes = std::get_if<std::vector<RulesMistake>>(&read)) {
    std::string lines;
    for (const RulesMistake& mistake : *mistakes)
      lines += fmt::format("{}{}: {}", lines.empty() ? "" : "\n", name, ToString(mistake));
    return Error{ErrorKind::kStop, std::move(lines), "usage"};
  }
  std::string compact = CompactJson(text);
  if (compact.size() > kMaxRulesBytes)
    return Error{ErrorKind::kStop,
                 fmt::format("{}: rules of {} bytes without their white space, where {} are allowed", name,
                             compact.size(), kMaxRulesBytes),
                 "usage"};
  return compact;
}

}  // namespace pricecrew
