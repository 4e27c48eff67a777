#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/document.h"

namespace pricecrew {

/// An element of a page, as a reader meets it.
struct VisibleElement {
  Node node;
  std::size_t parent = 0;      ///< index of the parent; the root is its own
  std::size_t end = 0;         ///< one past the index of its last descendant
  std::size_t text_begin = 0;  ///< how many bytes of text come before it: the measure of distance
  std::size_t text_end = 0;
  bool hidden = false;  ///< not shown: itself or an ancestor
  std::string marks;    ///< class, id and the like, lower case, space separated
  std::string text;  ///< its visible text where that has at most VisibleOutline::kShortText bytes, else empty
};

/// The elements of a page in document order, scripts and the like left out. Linear in the size of the page.
class VisibleOutline {
 public:
  static constexpr std::size_t kShortText = 160;

  explicit VisibleOutline(const Document& document);

  [[nodiscard]] const std::vector<VisibleElement>& elements() const { return elements_; }
  [[nodiscard]] const VisibleElement& at(std::size_t index) const { return elements_[index]; }
  /// True where `descendant` lies in `ancestor` (or is it).
  [[nodiscard]] bool Contains(std::size_t ancestor, std::size_t descendant) const {
    return descendant >= ancestor && descendant < elements_[ancestor].end;
  }

 private:
  struct Text;
  Text Add(Node node, std::size_t parent);

  std::vector<VisibleElement> elements_;
  std::size_t text_size_ = 0;
};

/// True where one of the words occurs in `marks`, beginning at a word's start ("price" in "sale-price", not
/// in "caprice").
bool HasMark(std::string_view marks, std::initializer_list<std::string_view> words);

}  // namespace pricecrew
