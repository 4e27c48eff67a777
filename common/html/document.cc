#include "common/html/document.h"

#include <gumbo.h>

#include <algorithm>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/node_text.h"
#include "common/html/tree_arena.h"

namespace pricecrew {
namespace {

const GumboNode* Raw(const void* raw) { return static_cast<const GumboNode*>(raw); }

bool IsElementNode(const GumboNode* node) {
  return node != nullptr && (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE);
}

bool IsTextNode(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

// gumbo knows an unknown element's name only as the page spells it.
std::string_view NameInSource(const GumboElement& element) {
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return {piece.data, piece.length};
}

// Names in the page become lower case in our own copy of it, which is where gumbo's nodes point.
void LowerUnknownTags(const GumboNode* root, std::string& html) {
  std::vector<const GumboNode*> pending{root};
  while (!pending.empty()) {
    const GumboNode* node = pending.back();
    pending.pop_back();
    if (!IsElementNode(node)) continue;
    const GumboElement& element = node->v.element;
    if (element.tag == GUMBO_TAG_UNKNOWN && element.original_tag.data != nullptr) {
      const std::string_view name = NameInSource(element);
      const auto at = html.begin() + (name.data() - html.data());
      std::transform(at, at + static_cast<std::ptrdiff_t>(name.size()), at,
                     [](char c) { return AsciiLower(c); });
    }
    for (unsigned i = 0; i < element.children.length; ++i)
      pending.push_back(static_cast<const GumboNode*>(element.children.data[i]));
  }
}

std::optional<Error> BeyondLimits(const PageScan& scan) {
  if (scan.max_depth > kMaxTreeDepth)
    return Error{ErrorKind::kGiveUp, "elements nested beyond " + std::to_string(kMaxTreeDepth), "too_deep"};
  if (scan.tree_elements > kMaxTreeTags)
    return Error{ErrorKind::kGiveUp, "more than " + std::to_string(kMaxTreeTags) + " elements",
                 "too_many_tags"};
  if (scan.max_attributes > kMaxTreeAttributes)
    return Error{ErrorKind::kGiveUp,
                 "a tag of more than " + std::to_string(kMaxTreeAttributes) + " attributes",
                 "too_many_attributes"};
  if (scan.attributes > kMaxTreeAttributesInAll)
    return Error{ErrorKind::kGiveUp, "more than " + std::to_string(kMaxTreeAttributesInAll) + " attributes",
                 "too_many_attributes"};
  return std::nullopt;
}

}  // namespace

bool Node::IsElement() const { return IsElementNode(Raw(raw_)); }

std::string_view Node::Tag() const {
  if (!IsElement()) return {};
  const GumboElement& element = Raw(raw_)->v.element;
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  return element.original_tag.data == nullptr ? std::string_view{} : NameInSource(element);
}

std::optional<std::string_view> Node::Attribute(std::string_view name) const {
  if (!IsElement()) return std::nullopt;
  const GumboVector& attributes = Raw(raw_)->v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (attribute->name == name) return attribute->value;
  }
  return std::nullopt;
}

bool Node::HasClass(std::string_view word) const {
  const std::optional<std::string_view> words = Attribute("class");
  if (!words || word.empty()) return false;
  for (std::size_t at = words->find(word); at != std::string_view::npos; at = words->find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || IsHtmlSpace((*words)[at - 1])) && (end == words->size() || IsHtmlSpace((*words)[end])))
      return true;
  }
  return false;
}

Node Node::Parent() const {
  if (raw_ == nullptr) return {};
  const GumboNode* parent = Raw(raw_)->parent;
  return IsElementNode(parent) ? Node(parent) : Node();
}

std::vector<Node> Node::Children() const {
  std::vector<Node> children;
  if (!IsElement()) return children;
  const GumboVector& all = Raw(raw_)->v.element.children;
  children.reserve(all.length);
  for (unsigned i = 0; i < all.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(all.data[i]);
    if (IsElementNode(child) || IsTextNode(child)) children.emplace_back(child);
  }
  return children;
}

std::string Node::Text() const {
  if (raw_ == nullptr) return {};
  if (IsElement()) return VisibleText(Raw(raw_));
  return IsTextNode(Raw(raw_)) ? std::string(Raw(raw_)->v.text.text) : std::string();
}

Document::Document(std::string_view html)
    : html_(std::make_unique<std::string>(html)), arena_(std::make_unique<TreeArena>(html.size())) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::Parse(std::string_view html, const PageScan& scan) {
  if (std::optional<Error> error = BeyondLimits(scan)) return *std::move(error);
  Document document(html);
  const GumboOptions options = document.arena_->Options();
  const GumboOutput* output =
      gumbo_parse_with_options(&options, document.html_->data(), document.html_->size());
  if (output == nullptr) return Error{ErrorKind::kGiveUp, "gumbo built no tree", "no_tree"};
  LowerUnknownTags(output->root, *document.html_);
  document.root_ = Node(output->root);
  return document;
}

}  // namespace pricecrew
