#include "common/html/gumbo_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool IsText(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

/// Copies gumbo's tree, node by node, without recursion.
class TreeCopier {
 public:
  TreeCopier(std::string& html, TreeMemory& memory) : html_(html), memory_(memory) {}

  const TreeNode* Copy(const GumboNode* root) {
    const TreeNode* copy = Make(root, nullptr);
    while (!pending_.empty()) {
      const auto [source, target] = pending_.back();
      pending_.pop_back();
      CopyChildren(source->v.element.children, *target);
    }
    return copy;
  }

 private:
  struct Pending {
    const GumboNode* source;
    TreeNode* target;
  };

  void CopyChildren(const GumboVector& children, TreeNode& parent) {
    TreeNode* last = nullptr;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (!IsElement(child) && !IsText(child)) continue;
      TreeNode* copy = Make(child, &parent);
      if (last == nullptr)
        parent.first_child = copy;
      else
        last->next_sibling = copy;
      last = copy;
    }
  }

  TreeNode* Make(const GumboNode* node, const TreeNode* parent) {
    TreeNode& copy = memory_.NewNode();
    copy.parent = parent;
    if (!IsElement(node)) {
      copy.text = node->v.text.text;
      return &copy;
    }
    const GumboElement& element = node->v.element;
    copy.name = NameOf(element);
    copy.tag = static_cast<std::uint16_t>(element.tag);
    copy.attributes = AttributesOf(element);
    if (element.children.length > 0) pending_.push_back({node, &copy});
    return &copy;
  }

  // gumbo knows an unknown element's name only as the page spells it.
  std::string_view NameOf(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    if (element.original_tag.data == nullptr) return "unknown";
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    const auto at = html_.begin() + (piece.data - html_.data());
    std::transform(at, at + static_cast<std::ptrdiff_t>(piece.length), at,
                   [](char c) { return AsciiLower(c); });
    return {piece.data, piece.length};
  }

  std::span<const Attribute> AttributesOf(const GumboElement& element) {
    attributes_.clear();
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      attributes_.push_back({attribute->name, attribute->value});
    }
    return memory_.Copy(attributes_);
  }

  std::string& html_;
  TreeMemory& memory_;
  std::vector<Pending> pending_;
  std::vector<Attribute> attributes_;
};

}  // namespace

const TreeNode* BuildGumboTree(std::string& html, TreeArena& arena, TreeMemory& memory) {
  const GumboOptions options = arena.Options();
  const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  return output == nullptr ? nullptr : TreeCopier(html, memory).Copy(output->root);
}

}  // namespace pricecrew
