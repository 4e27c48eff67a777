#include "common/html/document.h"

#include <utility>

#include "common/html/ascii.h"
#include "common/html/gumbo_tree.h"
#include "common/html/node_text.h"
#include "common/html/tokenizer.h"
#include "common/html/tree_builder.h"

namespace pricecrew {

std::optional<std::string_view> Node::Attribute(std::string_view name) const {
  for (const pricecrew::Attribute& attribute : Attributes())
    if (attribute.name == name) return attribute.value;
  return std::nullopt;
}

std::span<const Attribute> Node::Attributes() const {
  if (raw_ == nullptr) return {};
  return raw_->attributes;
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

Node Node::NextBeside(Node root) const {
  Node node = *this;
  while (node && node != root && !node.NextSibling()) node = node.Parent();
  return node == root ? Node() : node.NextSibling();
}

std::vector<Node> Node::Children() const {
  std::vector<Node> children;
  for (Node child = FirstChild(); child; child = child.NextSibling()) children.push_back(child);
  return children;
}

std::string Node::Text() const {
  if (raw_ == nullptr) return {};
  return IsElement() ? VisibleText(*raw_) : std::string(raw_->text);
}

std::optional<Error> BeyondTreeLimits(const TreeSize& size) {
  if (size.depth > kMaxTreeDepth)
    return Error{ErrorKind::kGiveUp, "elements nested beyond " + std::to_string(kMaxTreeDepth), "too_deep"};
  if (size.elements > kMaxTreeTags)
    return Error{ErrorKind::kGiveUp, "more than " + std::to_string(kMaxTreeTags) + " elements",
                 "too_many_tags"};
  if (size.max_attributes > kMaxTreeAttributes)
    return Error{ErrorKind::kGiveUp,
                 "a tag of more than " + std::to_string(kMaxTreeAttributes) + " attributes",
                 "too_many_attributes"};
  if (size.attributes > kMaxTreeAttributesInAll)
    return Error{ErrorKind::kGiveUp, "more than " + std::to_string(kMaxTreeAttributesInAll) + " attributes",
                 "too_many_attributes"};
  return std::nullopt;
}

Document::Document() : nodes_(std::make_unique<TreeMemory>()) {}
Document::Document(std::string html)
    : html_(std::make_unique<std::string>(std::move(html))), nodes_(std::make_unique<TreeMemory>()) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::Parse(std::string_view html) {
  if (std::optional<Error> error = BeyondTreeLimits(MeasureTree(html))) return *std::move(error);
  Document document{std::string(html)};
  document.arena_ = std::make_unique<TreeArena>(html.size());
  document.root_ = Node(BuildGumboTree(*document.html_, *document.arena_, *document.nodes_));
  if (!document.root_) return Error{ErrorKind::kGiveUp, "gumbo built no tree", "no_tree"};
  return document;
}

Document Document::Sketch(std::string_view html) {
  Document document{std::string(html)};
  TreeBuilder builder(*document.html_, *document.nodes_);
  Tokenizer tokenizer(builder);
  tokenizer.Feed(*document.html_);
  tokenizer.Finish();
  document.root_ = Node(&builder.Finish());
  document.marks_ = builder.marks();
  return document;
}

PageScan Document::SketchIn(std::string_view html) {
  TreeBuilder builder(html, *nodes_);
  PageScan scan = ScanPage(html, builder);
  root_ = Node(&builder.Finish());
  marks_ = builder.marks();
  return scan;
}

SketchedPage SketchPage(std::string html) {
  Document document(std::move(html));
  const std::string_view text = *document.html_;
  PageScan scan = document.SketchIn(text);
  return {std::move(scan), std::move(document), text};
}

SketchedPage SketchBorrowed(std::string_view html) {
  Document document;
  PageScan scan = document.SketchIn(html);
  return {std::move(scan), std::move(document), html};
}

}  // namespace pricecrew
