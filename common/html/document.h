#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/result.h"
#include "common/html/page_scan.h"

namespace pricecrew {

class TreeArena;

/// A node of a parsed page: an element or a run of text. A view; lives as long as its Document.
class Node {
 public:
  Node() = default;
  explicit Node(const void* raw) : raw_(raw) {}

  explicit operator bool() const { return raw_ != nullptr; }
  friend bool operator==(Node, Node) = default;

  [[nodiscard]] bool IsElement() const;
  [[nodiscard]] std::string_view Tag() const;  ///< lower case; empty for text
  /// The attribute's value, or absent.
  [[nodiscard]] std::optional<std::string_view> Attribute(std::string_view name) const;
  /// True where `word` is one of the words of the class attribute (ASCII case kept).
  [[nodiscard]] bool HasClass(std::string_view word) const;
  [[nodiscard]] Node Parent() const;
  [[nodiscard]] std::vector<Node> Children() const;  ///< elements and text, in order
  /// The text of a text node; for an element, the visible text below it, white space folded, scripts left
  /// out.
  [[nodiscard]] std::string Text() const;

 private:
  const void* raw_ = nullptr;
};

/// The tree of a page, built by gumbo. Move-only; nodes are views into it and survive its moves.
class Document {
 public:
  /// Builds the tree of a page in UTF-8. Gives up ("too_deep", "too_many_tags", "too_many_attributes") on a
  /// page that `scan`, which must be of the same page, found beyond kMaxTreeDepth, kMaxTreeTags,
  /// kMaxTreeAttributes or kMaxTreeAttributesInAll.
  static Result<Document> Parse(std::string_view html, const PageScan& scan);

  Document(Document&& other) noexcept;
  Document& operator=(Document&& other) noexcept;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document();

  [[nodiscard]] Node Root() const { return root_; }  ///< the html element

 private:
  explicit Document(std::string_view html);

  std::unique_ptr<std::string> html_;  // gumbo's nodes point into it
  std::unique_ptr<TreeArena> arena_;   // and live here
  Node root_;
};

}  // namespace pricecrew
