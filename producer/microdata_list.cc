#include "producer/microdata_list.h"

#include <algorithm>
#include <string_view>

namespace pricecrew {
namespace {

constexpr std::size_t kMaxItemElements = 300;

std::string_view Property(Node node) { return node.Attribute("itemprop").value_or(""); }
std::string_view TypeOf(Node node) { return node.Attribute("itemtype").value_or(""); }

std::string ValueOf(const Outline& outline, std::size_t element) {
  const Node node = outline.elements[element].node;
  for (const auto* name : {"content", "href"}) {
    const auto value = node.Attribute(name);
    if (value && !value->empty()) return std::string(*value);
  }
  return std::string(outline.TextOf(element));
}

ListedItem ItemAt(const Outline& outline, std::size_t element) {
  ListedItem item;
  const auto end = std::min<std::size_t>(outline.elements[element].end, element + kMaxItemElements);
  for (auto at = element; at < end; ++at) {
    const auto property = Property(outline.elements[at].node);
    if (property == "url" && item.href.empty()) item.href = ValueOf(outline, at);
    if (property == "name" && item.name.empty()) item.name = ValueOf(outline, at);
    if (property == "price" && item.price.empty()) item.price = ValueOf(outline, at);
  }
  return item;
}

}  // namespace

std::vector<ListedItem> MicrodataItems(const Outline& outline) {
  std::vector<ListedItem> items;
  bool is_list = false;
  for (std::size_t at = 0; at < outline.elements.size();) {
    const Node node = outline.elements[at].node;
    is_list = is_list || TypeOf(node).ends_with("/ItemList");
    const bool element = Property(node) == "itemListElement";
    const bool product = TypeOf(node).ends_with("/Product");
    if (!element && !product) {
      ++at;
      continue;
    }
    auto item = ItemAt(outline, at);
    if (!item.href.empty() && (product || is_list)) items.push_back(std::move(item));
    at = outline.elements[at].end;
  }
  if (!is_list && items.size() < 2) items.clear();
  return items;
}

}  // namespace pricecrew
