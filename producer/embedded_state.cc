#include "producer/embedded_state.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

using Json = rapidjson::Value;

constexpr int kMaxDepth = 24;
constexpr std::size_t kMaxStateBytes = std::size_t{4}
                                       << 20;  // of all scripts; it takes some ten times that to read
constexpr std::size_t kLeastStateBytes = 120;
constexpr int kAssignmentsTried = 12;  // in one script
constexpr std::size_t kLeastProducts = 2;

constexpr auto kNames = std::to_array<std::string_view>(
    {"name", "title", "productName", "product_name", "displayName", "productTitle", "fullName", "label"});
constexpr auto kHrefs = std::to_array<std::string_view>(
    {"url",         "href",      "link",          "productUrl",    "product_url", "productURL",
     "pdpUrl",      "pdpURL",    "canonicalUrl",  "canonical_url", "seoUrl",      "permalink",
     "productLink", "detailUrl", "detailPageUrl", "pageUrl",       "fullUrl",     "relativeUrl",
     "webUrl",      "urlPath",   "url_path",      "path",          "uri",         "productPath",
     "linkUrl",     "urlKey",    "url_key",       "slug",          "handle"});
constexpr auto kWrappers =
    std::to_array<std::string_view>({"node", "product", "item", "data", "attributes", "_source", "fields",
                                     "productData", "content", "document"});
constexpr auto kAside = std::to_array<std::string_view>(
    {"related",    "recommended", "recommendations", "recommendation", "similar",    "recent",
     "recently",   "viewed",      "upsell",          "upsells",        "crosssell",  "crosssells",
     "sells",      "banner",      "banners",         "menu",           "navigation", "nav",
     "categories", "breadcrumb",  "breadcrumbs",     "variants",       "variations", "cart",
     "wishlist",   "filters",     "facets",          "accessories",    "bundle",     "reviews",
     "sponsored",  "ads",         "carousel",        "promoted"});

std::string_view TextOf(const Json& json) { return {json.GetString(), json.GetStringLength()}; }

const Json* Member(const Json& object, std::string_view name) {
  const auto found = object.FindMember(Json(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::string_view FirstText(const Json& object, const auto& names) {
  for (const auto name : names) {
    const auto* value = Member(object, name);
    if (value != nullptr && value->IsString() && value->GetStringLength() > 0) return TextOf(*value);
  }
  return {};
}

std::string AmountOf(const Json& value) {
  if (value.IsString()) return std::string(TextOf(value).substr(0, 32));
  if (value.IsUint64()) return std::to_string(value.GetUint64());
  if (!value.IsDouble()) return {};
  std::array<char, 32> text{};
  const auto size = std::snprintf(text.data(), text.size(), "%.10g", value.GetDouble());
  return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

bool IsPriceName(std::string_view name) {
  const auto words = WordsOf(name);
  return std::any_of(words.begin(), words.end(), [](const auto& word) {
    return word == "price" || word == "prices" || word == "pricing" || word == "preis" || word == "amount";
  });
}

// The first number or text below a member that is named after a price.
std::string PriceBelow(const Json& value, int depth) {
  if (!value.IsObject() && !value.IsArray()) return AmountOf(value);
  if (depth == 0) return {};
  if (value.IsArray()) return value.Empty() ? std::string() : PriceBelow(value[0], depth - 1);
  for (const auto& member : value.GetObject()) {
    auto amount = PriceBelow(member.value, depth - 1);
    if (amount.find_first_of("123456789") != std::string::npos) return amount;
  }
  return {};
}

std::string PriceIn(const Json& object) {
  constexpr int kLevels = 4;
  for (const auto& member : object.GetObject()) {
    if (!IsPriceName(TextOf(member.name))) continue;
    auto price = PriceBelow(member.value, kLevels);
    if (price.find_first_of("0123456789") != std::string::npos) return price;
  }
  return {};
}

const Json* Unwrapped(const Json& object) {
  for (const auto name : kWrappers) {
    const auto* inner = Member(object, name);
    if (inner != nullptr && inner->IsObject() && !FirstText(*inner, kNames).empty()) return inner;
  }
  return &object;
}

// Empty href where the object is no product.
ListedItem ItemOf(const Json& json) {
  if (!json.IsObject()) return {};
  const Json& product = *Unwrapped(json);
  const auto name = FirstText(product, kNames);
  auto href = FirstText(product, kHrefs);
  if (href.empty()) href = FirstText(json, kHrefs);
  auto price = PriceIn(product);
  if (price.empty()) price = PriceIn(json);
  if (name.empty() || href.empty() || price.empty()) return {};
  return {std::string(href), std::string(name), std::move(price)};
}

class Search {
 public:
  void Look(const Json& json, std::string_view name, int depth) {
    if (depth == 0) return;
    if (json.IsArray()) {
      if (json.Size() >= kLeastProducts && !IsAside(name)) TakeArray(json);
      for (const auto& one : json.GetArray()) Look(one, name, depth - 1);
    } else if (json.IsObject()) {
      for (const auto& member : json.GetObject()) {
        if (!IsAside(TextOf(member.name))) Look(member.value, TextOf(member.name), depth - 1);
      }
    }
  }

  std::vector<ListedItem> Take() { return std::move(best_); }

 private:
  static bool IsAside(std::string_view name) {
    const auto words = WordsOf(name);
    return std::any_of(words.begin(), words.end(), [](const auto& word) { return HoldsWord(kAside, word); });
  }

  void TakeArray(const Json& array) {
    std::vector<ListedItem> items;
    for (const auto& one : array.GetArray()) {
      auto item = ItemOf(one);
      if (!item.href.empty()) items.push_back(std::move(item));
    }
    const bool mostly = 4 * items.size() >= 3 * array.Size();
    if (mostly && items.size() >= kLeastProducts && items.size() > best_.size()) best_ = std::move(items);
  }

  std::vector<ListedItem> best_;
};

// Where an object or array begins that a script assigns: "window.__STATE__ = {".
std::vector<std::size_t> Assigned(std::string_view script) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; (at = script.find('=', at)) != std::string_view::npos; ++at) {
    const auto value = script.find_first_not_of(" \t\n", at + 1);
    if (value == std::string_view::npos || begins.size() == kAssignmentsTried) break;
    const bool json = script.substr(value, 2) == "{\"" || script.substr(value, 2) == "[{";
    if (json && script.size() - value >= kLeastStateBytes) begins.push_back(value);
  }
  return begins;
}

}  // namespace

std::vector<ListedItem> ProductsInState(std::string_view html, const std::vector<ScriptText>& scripts) {
  Search search;
  std::size_t left = kMaxStateBytes;
  for (const auto& script : scripts) {
    const auto text = html.substr(script.text.begin, script.text.end - script.text.begin);
    if (text.size() < kLeastStateBytes || text.size() > left) continue;
    const bool is_json = script.type.find("json") != std::string::npos;
    std::vector<std::size_t> begins = is_json ? std::vector<std::size_t>{0} : Assigned(text);
    if (!begins.empty()) left -= text.size();
    std::size_t read_to = 0;
    for (const auto begin : begins) {
      if (begin < read_to) continue;
      rapidjson::Document json;
      rapidjson::MemoryStream bytes(text.data() + begin, text.size() - begin);
      rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
      json.ParseStream<rapidjson::kParseIterativeFlag | rapidjson::kParseStopWhenDoneFlag>(stream);
      if (json.HasParseError()) continue;
      read_to = begin + stream.Tell();
      search.Look(json, script.id, kMaxDepth);
    }
  }
  return search.Take();
}

}  // namespace pricecrew
