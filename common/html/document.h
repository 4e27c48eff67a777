#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/result.h"
#include "common/html/page_scan.h"
#include "common/html/tree.h"
#include "common/html/tree_estimate.h"

namespace pricecrew {

class TreeArena;

/// A node of a parsed page: an element or a run of text. A view; lives as long as its Document.
class Node {
 public:
  Node() = default;
  explicit Node(const TreeNode* raw) : raw_(raw) {}

  explicit operator bool() const { return raw_ != nullptr; }
  friend bool operator==(Node, Node) = default;

  [[nodiscard]] bool IsElement() const { return raw_ != nullptr && !raw_->name.empty(); }
  /// Lower case; empty for text.
  [[nodiscard]] std::string_view Tag() const { return raw_ == nullptr ? std::string_view{} : raw_->name; }
  /// The attribute's value, or absent.
  [[nodiscard]] std::optional<std::string_view> Attribute(std::string_view name) const;
  /// All of them, in order; empty for text.
  [[nodiscard]] std::span<const pricecrew::Attribute> Attributes() const;
  /// True where `word` is one of the words of the class attribute (ASCII case kept).
  [[nodiscard]] bool HasClass(std::string_view word) const;
  [[nodiscard]] Node Parent() const { return Node(raw_ == nullptr ? nullptr : raw_->parent); }
  [[nodiscard]] Node FirstChild() const { return Node(raw_ == nullptr ? nullptr : raw_->first_child); }
  [[nodiscard]] Node NextSibling() const { return Node(raw_ == nullptr ? nullptr : raw_->next_sibling); }
  /// The node after this one in document order, below `root`: its first child, else NextBeside. Nothing after
  /// the last one; a walk over all that lies in an element begins with it as its own root.
  [[nodiscard]] Node Next(Node root) const { return FirstChild() ? FirstChild() : NextBeside(root); }
  /// The same, passing over what lies below this node.
  [[nodiscard]] Node NextBeside(Node root) const;
  [[nodiscard]] std::vector<Node> Children() const;  ///< elements and text, in order
  /// What a text node holds, as written; empty for an element.
  [[nodiscard]] std::string_view OwnText() const { return raw_ == nullptr ? std::string_view{} : raw_->text; }
  /// The text of a text node; for an element, the visible text below it, white space folded, scripts left
  /// out.
  [[nodiscard]] std::string Text() const;

 private:
  const TreeNode* raw_ = nullptr;
};

/// The tree of a page. Move-only; nodes are views into it and survive its moves.
class Document {
 public:
  /// The tree as the HTML standard has it, built by gumbo: slow, for what needs it to the letter, such as
  /// selectors that somebody tried in a browser. Gives up ("too_deep", "too_many_tags",
  /// "too_many_attributes") on a page beyond the limits of MeasureTree.
  static Result<Document> Parse(std::string_view html);

  /// The tree that TreeBuilder makes: fast, and the same on nearly all that shops write.
  static Document Sketch(std::string_view html);

  Document(Document&& other) noexcept;
  Document& operator=(Document&& other) noexcept;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document();

  [[nodiscard]] Node Root() const { return root_; }  ///< the html element
  /// Of a sketch; all unset for a tree of gumbo's.
  [[nodiscard]] const DocumentMarks& marks() const { return marks_; }

 private:
  friend struct SketchedPage SketchPage(std::string html);
  friend struct SketchedPage SketchBorrowed(std::string_view html);

  explicit Document(std::string html);
  Document();
  PageScan SketchIn(std::string_view html);

  std::unique_ptr<std::string> html_;  // nodes point into it, unless the page is borrowed,
  std::unique_ptr<TreeArena> arena_;   // into what gumbo made of it,
  std::unique_ptr<TreeMemory> nodes_;  // and live here
  Node root_;
  DocumentMarks marks_;
};

/// A page read in one pass.
struct SketchedPage {
  PageScan scan;
  Document document;
  std::string_view html;  ///< the page itself, within `document` or borrowed
};

/// Document::Sketch and ScanPage at once.
SketchedPage SketchPage(std::string html);
/// The same of a page that outlives what is returned.
SketchedPage SketchBorrowed(std::string_view html);

/// Why gumbo is given no tree of that size; absent where it is.
std::optional<Error> BeyondTreeLimits(const TreeSize& size);

}  // namespace pricecrew
