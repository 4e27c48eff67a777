#include "common/html/element_index.h"

namespace pricecrew {
namespace {

/// An element whose children are being read.
struct OpenElement {
  std::uint32_t place;
  std::vector<Node> children;
  std::size_t next = 0;
  std::uint32_t last_child = IndexedElement::kNone;
};

std::vector<Node> ChildrenOf(Node node) {
  return node.Tag() == "template" ? std::vector<Node>() : node.Children();
}

}  // namespace

ElementIndex::ElementIndex(const Document& document) {
  if (!document.Root().IsElement()) return;
  elements_.push_back({document.Root()});
  std::vector<OpenElement> open;
  open.push_back({0, ChildrenOf(document.Root())});
  while (!open.empty()) {
    OpenElement& above = open.back();
    if (above.next == above.children.size()) {
      open.pop_back();
      continue;
    }
    const Node child = above.children[above.next++];
    if (!child.IsElement()) continue;
    const auto place = static_cast<std::uint32_t>(elements_.size());
    elements_.push_back({child, above.place, above.last_child, ++elements_[above.place].children});
    above.last_child = place;
    open.push_back({place, ChildrenOf(child)});
  }
}

}  // namespace pricecrew
