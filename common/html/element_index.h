#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/html/document.h"

namespace pricecrew {

/// An element of a page and where it stands among the others, which are named by their places in the index.
struct IndexedElement {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  Node node;
  std::uint32_t parent = kNone;    ///< kNone of the root
  std::uint32_t previous = kNone;  ///< the element sibling before it
  std::uint32_t place = 1;         ///< among its parent's elements, from 1 on
  std::uint32_t children = 0;      ///< elements, not text
};

/// The elements of a page in document order, for what looks at many of them: selectors. What a template holds
/// is no part of the page. Linear in the size of the page, at any depth. Views; lives as long as its
/// Document.
class ElementIndex {
 public:
  explicit ElementIndex(const Document& document);

  [[nodiscard]] std::size_t size() const { return elements_.size(); }
  [[nodiscard]] const IndexedElement& operator[](std::size_t place) const { return elements_[place]; }

 private:
  std::vector<IndexedElement> elements_;
};

}  // namespace pricecrew
