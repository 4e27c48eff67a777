#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/tokenizer.h"
#include "common/html/tree.h"

namespace pricecrew {

/// Builds the tree of a page from its tokens as they come, with the rules of the HTML standard that pages
/// depend on: implied ends of paragraphs, list items, options, table cells, what an end tag reaches. What it
/// leaves out: formatting is not opened again behind what closed it, nothing is moved out of tables, and the
/// insides of svg and math are dropped. Linear in time; the tree is at most kMaxDepth deep (what is
/// deeper becomes flat) and has at most kMaxTreeTags elements (the rest of the page is dropped).
/// https://html.spec.whatwg.org/#tree-construction
class TreeBuilder : public TokenSink {
 public:
  static constexpr std::size_t kMaxDepth = 512;

  /// Nodes are made in `memory`, texts are views of `html` where they stand there as they are.
  TreeBuilder(std::string_view html, TreeMemory& memory);

  void OnStartTag(const StartTag& tag) override;
  void OnEndTag(const EndTag& tag) override;
  void OnText(std::string_view text) override;

  /// The html element, when all tokens have come.
  const TreeNode& Finish();
  /// What the tags so far carry.
  [[nodiscard]] const DocumentMarks& marks() const { return marks_; }

 private:
  struct Open {
    TreeNode* node;
    TreeNode* last_child;
    std::uint16_t rules;
  };

  std::uint16_t NumberOf(std::string_view name);
  void Attach(TreeNode& node);
  void NoteMarks(std::span<const Attribute> attributes);
  TreeNode& AddElement(std::string_view name, std::uint16_t tag, std::span<const Attribute> attributes);
  void Push(TreeNode& node, std::uint16_t rules);
  void PopTo(std::size_t size);
  void Remove(std::size_t index);
  void KeepWithoutNulls(std::string_view text);
  void FlushText();
  void OpenBody(std::span<const Attribute> attributes);
  bool StartPagePart(const StartTag& tag, std::uint16_t number);
  bool InForeign(const StartTag& tag);
  void CloseImplied(std::uint16_t number, std::uint16_t rules);
  void CloseTableParts(std::uint16_t number);
  [[nodiscard]] bool IsOpen(std::uint16_t number) const { return open_count_[number] > 0; }
  [[nodiscard]] bool IsTop(std::uint16_t number) const { return stack_.back().node->tag == number; }
  // Where the innermost element of that number is open, looking no further than a boundary; 0 where it is
  // not.
  template <typename IsBoundary>
  [[nodiscard]] std::size_t Find(std::uint16_t number, IsBoundary is_boundary) const;
  [[nodiscard]] std::size_t FindInScope(std::uint16_t number) const;
  void EndSpecial(std::uint16_t number, std::uint16_t rules);
  void EndOther(std::uint16_t number, std::uint16_t rules, std::string_view name);

  std::string_view html_;
  TreeMemory& memory_;
  std::vector<Open> stack_;
  std::array<std::uint32_t, 256> open_count_{};
  std::size_t elements_ = 0;
  std::size_t foreign_ = 0;  // svg and math elements open
  std::string_view run_;     // the text at hand, where it is a view of the page
  std::string buffer_;       // else the text itself
  bool has_body_ = false;
  DocumentMarks marks_;
  struct KnownNumber {
    std::uint64_t key = 0;  // the name, packed
    std::uint16_t number = 0;
  };
  std::array<KnownNumber, 64> numbers_{};  // of the names met lately
};

}  // namespace pricecrew
