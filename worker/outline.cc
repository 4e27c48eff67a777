#include "worker/outline.h"

#include <algorithm>
#include <array>

#include "common/html/ascii.h"
#include "common/html/fold_space.h"

namespace pricecrew {
namespace {

bool IsInvisibleTag(std::string_view tag) {
  constexpr std::array<std::string_view, 8> kTags{"script", "style",  "template", "noscript",
                                                  "head",   "iframe", "svg",      "option"};
  return std::ranges::find(kTags, tag) != kTags.end();
}

bool IsInlineTag(std::string_view tag) {
  constexpr std::array<std::string_view, 22> kTags{
      "a",     "abbr", "b",   "bdi",  "bdo",    "em",  "font", "i", "ins",  "mark", "meta",
      "small", "s",    "del", "span", "strong", "sub", "sup",  "u", "data", "big",  "strike"};
  return std::ranges::find(kTags, tag) != kTags.end();
}

std::string MarksOf(Node node) {
  std::string marks;
  for (const char* name : {"class", "id", "itemprop", "data-testid", "data-test", "data-qa", "name"})
    if (const auto value = node.Attribute(name)) marks.append(*value).push_back(' ');
  return marks;
}

// "salePrice" becomes "sale-price", so that words can be told apart.
std::string SplitWords(std::string_view marks) {
  std::string split;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const bool hump =
        i > 0 && marks[i] >= 'A' && marks[i] <= 'Z' && marks[i - 1] >= 'a' && marks[i - 1] <= 'z';
    if (hump) split.push_back('-');
    split.push_back(AsciiLower(marks[i]));
  }
  return split;
}

bool IsHidden(Node node) {
  if (node.Attribute("hidden")) return true;
  const auto style = node.Attribute("style");
  if (!style) return false;
  std::string rules = AsciiLower(*style);
  std::erase_if(rules, IsHtmlSpace);
  return rules.find("display:none") != std::string::npos ||
         rules.find("visibility:hidden") != std::string::npos;
}

bool IsCents(std::string_view text) {
  return text.size() == 2 && IsAsciiDigit(text[0]) && IsAsciiDigit(text[1]);
}

}  // namespace

/// Text below an element, as long as it is short.
struct VisibleOutline::Text {
  std::string text;
  bool long_text = false;

  void Append(const Text& more) {
    long_text = long_text || more.long_text || text.size() + more.text.size() > kShortText;
    if (long_text) return text.clear();
    text += more.text;
  }
  void Space() {
    if (!text.empty() && text.back() != ' ') text.push_back(' ');
  }
};

VisibleOutline::VisibleOutline(const Document& document) { Add(document.Root(), 0); }

// Recursion is as deep as the tree, which Document bounds.
VisibleOutline::Text VisibleOutline::Add(Node node, std::size_t parent) {
  const std::size_t index = elements_.size();
  VisibleElement element{node, parent, 0, text_size_, 0, false, SplitWords(MarksOf(node)), {}};
  element.hidden = IsHidden(node) || (index > 0 && elements_[parent].hidden);
  elements_.push_back(std::move(element));
  Text text;
  for (const Node child : node.Children()) {
    if (!child.IsElement()) {
      std::string words = child.Text();
      text_size_ += words.size();
      text.Append({std::move(words), false});
      continue;
    }
    const std::string_view tag = child.Tag();
    if (IsInvisibleTag(tag)) continue;
    if (!IsInlineTag(tag)) text.Space();
    Text inner = Add(child, index);
    // "$14<sup>99</sup>": raised cents.
    const bool cents = tag == "sup" && IsCents(FoldSpace(inner.text)) && !text.text.empty() &&
                       IsAsciiDigit(text.text.back());
    if (cents) text.Append({".", false});
    text.Append(inner);
    if (!IsInlineTag(tag)) text.Space();
  }
  elements_[index].end = elements_.size();
  elements_[index].text_end = text_size_;
  if (!text.long_text) elements_[index].text = FoldSpace(text.text);
  return text;
}

bool HasMark(std::string_view marks, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    for (std::size_t at = marks.find(word); at != std::string_view::npos; at = marks.find(word, at + 1))
      if (at == 0 || !IsAsciiAlpha(marks[at - 1])) return true;
  return false;
}

}  // namespace pricecrew
