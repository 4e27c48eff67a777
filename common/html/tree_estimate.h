#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/html/token.h"

namespace pricecrew {

/// The largest pages that gumbo builds a tree of: it is quadratic in depth and in the attributes of a tag,
/// and takes 100 times the bytes of tag-dense input, so a page beyond these never reaches it.
inline constexpr std::size_t kMaxTreeDepth = 1'000;
inline constexpr std::size_t kMaxTreeTags = 200'000;
inline constexpr std::size_t kMaxTreeAttributes = 256;
/// Of all tags together: each takes some 200 bytes in a tree. Pages as they are have up to 26,000.
inline constexpr std::size_t kMaxTreeAttributesInAll = 200'000;

/// How large a tree of a page would become.
struct TreeSize {
  std::size_t elements = 0;        ///< that a tree builder could make; what it opens again counts again
  std::size_t depth = 0;           ///< the deepest nesting of unclosed elements that it could reach
  std::size_t max_attributes = 0;  ///< the most attributes of one tag
  std::size_t attributes = 0;      ///< of all tags
};

/// Measures a page in UTF-8 without building a tree. Pure; linear in time.
TreeSize MeasureTree(std::string_view html);

/// Follows the tags of a page as a tree builder would and tells, without a tree, how large one would become:
/// never less (up to a few levels) than gumbo makes of it, little more on pages as they are. It stops
/// counting beyond kMaxTreeDepth or kMaxTreeTags, so that it takes bounded memory, and time linear in the
/// number of tags. https://html.spec.whatwg.org/#tree-construction
class TreeEstimate {
 public:
  TreeEstimate();

  void OnStartTag(const StartTag& tag);
  void OnEndTag(const EndTag& tag);
  void OnText();

  [[nodiscard]] std::size_t max_depth() const { return max_depth_; }
  /// Elements made, those opened again included.
  [[nodiscard]] std::size_t elements() const { return elements_; }
  /// Whether the place now is inside svg or math.
  [[nodiscard]] bool InForeignContent() const { return stack_.back().is_foreign; }
  /// Whether the start tag just told opened an HTML element of that name, whose text is then read as TextOf
  /// says.
  [[nodiscard]] bool HasOpened(std::string_view name) const;

 private:
  struct Tag {
    std::uint32_t id = 0;  // gumbo's number of the element, or for one it does not know a hash above those;
                           // kForeignBit is set for those of svg and math
    std::uint16_t rules = 0;
  };
  struct Open {
    Tag tag;
    bool is_foreign = false;  // of svg or math, and what is inside it is, too
    bool is_math = false;
    bool is_closed = false;    // closed out of order: goes with what is inside it
    std::uint32_t serial = 0;  // of formatting elements
  };
  struct Formatting {
    Tag tag;
    std::size_t key = 0;  // of its name and attributes; 0 for a marker
    std::uint32_t serial = 0;
    bool is_open = false;
  };
  // Looks at open elements from the innermost on; what a search stops at.
  enum class Scope { kElement, kListItem, kButton, kTable };

  static Tag TagOf(std::string_view name);

  [[nodiscard]] bool IsFull() const;
  [[nodiscard]] bool Stops(const Open& open, Scope scope) const;
  [[nodiscard]] std::size_t FindInScope(std::uint32_t id, Scope scope) const;
  [[nodiscard]] bool InSelect() const;

  void Push(Tag tag, std::uint32_t serial = 0);
  void PushForeign(const StartTag& start, Tag tag);
  void PushFormatting(Tag tag, std::size_t key);
  void Pop();
  void PopTo(std::size_t size);
  void PopThrough(std::uint32_t id, Scope scope);
  void DropClosed();

  void OpenFormattingAgain();
  void LimitAlike(std::size_t key);
  void ClearFormattingToMarker();

  void StartForeign(const StartTag& start, Tag tag);
  void StartInSelect(const StartTag& start, Tag tag);
  void EndInSelect(Tag tag);
  void StartTablePart(Tag tag);
  void CloseTableAround();
  void StartFormatting(const StartTag& start, Tag tag);
  void StartListItem(Tag tag);
  void CloseBefore(Tag tag);

  void EndFormatting(Tag tag);
  void EndForm();
  void EndHeading();
  void EndOther(Tag tag);
  void EndInHtml(Tag tag);
  bool EndForeign(Tag tag);

  std::vector<Open> stack_;
  std::vector<Formatting> formatting_;
  std::array<std::uint32_t, 512> open_count_{};  // by id, unknown elements by a hash
  std::size_t pending_ = 0;                      // formatting elements to be opened again
  std::size_t max_depth_ = 0;
  std::size_t elements_ = 0;
  std::size_t framesets_ = 0;  // they nest where nothing else does, so none is taken to have ended
  std::uint32_t next_serial_ = 1;
};

}  // namespace pricecrew
