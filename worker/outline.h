#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/document.h"
#include "worker/marks.h"

namespace pricecrew {

/// An element of a page, as a reader meets it.
struct VisibleElement {
  Node node;
  std::uint32_t parent = 0;      ///< index of the parent; the root is its own
  std::uint32_t end = 0;         ///< one past the index of its last descendant
  std::uint32_t text_begin = 0;  ///< how many bytes of text come before it: the measure of distance
  std::uint32_t text_end = 0;
  Marks marks;             ///< what its class, id and the like speak of
  bool hidden = false;     ///< not shown: itself or an ancestor
  bool has_words = false;  ///< more than white space of its own, outside its children
  bool has_digit = false;  ///< its text has one, of whatever script
};

/// The elements of a page in document order, scripts and the like left out. Linear in the size of the page.
class VisibleOutline {
 public:
  static constexpr std::size_t kShortText = 160;

  explicit VisibleOutline(const Document& document);
  VisibleOutline(const VisibleOutline&) = delete;  // elements point into it
  VisibleOutline& operator=(const VisibleOutline&) = delete;
  ~VisibleOutline() = default;

  [[nodiscard]] const std::vector<VisibleElement>& elements() const { return elements_; }
  /// The options of select elements, which are no part of the text; of the first 500.
  [[nodiscard]] const std::vector<Node>& options() const { return options_; }
  [[nodiscard]] const VisibleElement& at(std::size_t index) const { return elements_[index]; }
  /// The class, id and the like of an element: lower case, space separated, humps parted by "-".
  [[nodiscard]] std::string MarkWords(std::size_t index) const;
  /// True where `descendant` lies in `ancestor` (or is it).
  [[nodiscard]] bool Contains(std::size_t ancestor, std::size_t descendant) const {
    return descendant >= ancestor && descendant < elements_[ancestor].end;
  }
  /// The visible text of an element where that has at most kShortText bytes, white space folded; else empty.
  [[nodiscard]] std::string_view Text(std::size_t index) const;
  /// The same of any length.
  [[nodiscard]] std::string_view WholeText(std::size_t index) const;
  /// The text of the page between two places in it.
  [[nodiscard]] std::string_view TextBetween(std::size_t begin, std::size_t end) const {
    return std::string_view(text_).substr(begin, end - begin);
  }
  /// The text of the page around a place in it, up to `reach` bytes to either side; may begin and end within
  /// a character.
  [[nodiscard]] std::string_view TextAround(std::size_t place, std::size_t reach) const;

 private:
  void Add(Node node, std::uint32_t parent);
  void AddChildren(Node node, std::uint32_t index);
  bool AppendText(std::string_view text);
  void Space();
  [[nodiscard]] bool IsFraction(Node node, std::size_t text_begin) const;

  std::vector<VisibleElement> elements_;
  std::vector<Node> options_;
  std::string text_;        // of the whole page, folded
  std::size_t digits_ = 0;  // how many it has
  RecentMarks recent_;
};

}  // namespace pricecrew
