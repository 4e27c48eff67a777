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

// "salePrice" becomes "sale-price", so that words can be told apart.
void AppendWords(std::string& marks, std::string_view value) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool hump =
        i > 0 && value[i] >= 'A' && value[i] <= 'Z' && value[i - 1] >= 'a' && value[i - 1] <= 'z';
    if (hump) marks.push_back('-');
    marks.push_back(AsciiLower(value[i]));
  }
  marks.push_back(' ');
}

bool IsMarkName(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames{"class",     "id",      "itemprop", "data-testid",
                                                   "data-test", "data-qa", "name",     "data-automation"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool IsHidden(Node node) {
  for (const auto& [name, value] : node.Attributes()) {
    if (name == "hidden") return true;
    if (name != "style") continue;
    std::string rules = AsciiLower(value);
    std::erase_if(rules, IsHtmlSpace);
    if (rules.find("display:none") != std::string::npos ||
        rules.find("visibility:hidden") != std::string::npos)
      return true;
  }
  return false;
}

// ASCII's, and those of Arabic, Indian and full-width scripts, as far as their first bytes tell.
bool MayBeDigit(char c) { return IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0xD9; }

bool IsTwoDigits(Node node) {
  const std::string text =
      FoldSpace(node.FirstChild() && !node.FirstChild().NextSibling() ? node.FirstChild().OwnText()
                                                                      : std::string_view{});
  return text.size() == 2 && IsAsciiDigit(text[0]) && IsAsciiDigit(text[1]);
}

}  // namespace

VisibleOutline::VisibleOutline(const Document& document) { Add(document.Root(), 0); }

std::string_view VisibleOutline::MarksOf(Node node) {
  std::string marks;
  for (const auto& [name, value] : node.Attributes())
    if (IsMarkName(name)) AppendWords(marks, value.substr(0, 256));
  if (marks.empty()) return {};
  const auto known = marks_.find(marks);
  if (known != marks_.end()) return known->second;
  const std::string_view kept = known_marks_.emplace_back(marks);
  marks_.emplace(std::move(marks), kept);
  return kept;
}

void VisibleOutline::Space() {
  if (!text_.empty() && text_.back() != ' ') text_.push_back(' ');
}

void VisibleOutline::AppendText(std::string_view text) {
  while (!text.empty()) {
    const auto word_end = std::ranges::find_if(text, IsHtmlSpace);
    const auto size = static_cast<std::size_t>(word_end - text.begin());
    for (std::size_t i = 0; i < size; ++i)
      if (MayBeDigit(text[i])) digits_.push_back(static_cast<std::uint32_t>(text_.size() + i));
    text_.append(text.substr(0, size));
    if (size == text.size()) return;
    Space();
    text.remove_prefix(size + 1);
  }
}

// "$14<sup>99</sup>", and the same with other elements whose marks speak of prices.
bool VisibleOutline::IsFraction(Node node) const {
  if (text_.empty() || !IsAsciiDigit(text_.back()) || !IsInlineTag(node.Tag()) || !IsTwoDigits(node))
    return false;
  if (node.Tag() == "sup") return true;
  std::string marks = AsciiLower(node.Attribute("class").value_or(""));
  if (node.Parent()) marks += " " + AsciiLower(node.Parent().Attribute("class").value_or(""));
  for (const std::string_view word : {"price", "cent", "decimal", "fraction", "amount", "preis", "prix"})
    if (marks.find(word) != std::string::npos) return true;
  return false;
}

// Recursion is as deep as the tree, which Document bounds.
void VisibleOutline::Add(Node node, std::uint32_t parent) {
  const auto index = static_cast<std::uint32_t>(elements_.size());
  const bool hidden = IsHidden(node) || (index > 0 && elements_[parent].hidden);
  const auto begin = static_cast<std::uint32_t>(text_.size());
  elements_.push_back({node, parent, 0, begin, 0, hidden, MarksOf(node)});
  AddChildren(node, index);
  elements_[index].end = static_cast<std::uint32_t>(elements_.size());
  elements_[index].text_end = static_cast<std::uint32_t>(text_.size());
}

void VisibleOutline::AddChildren(Node node, std::uint32_t index) {
  for (Node child = node.FirstChild(); child; child = child.NextSibling()) {
    if (!child.IsElement()) {
      AppendText(child.OwnText());
      continue;
    }
    const std::string_view tag = child.Tag();
    if (IsInvisibleTag(tag)) continue;
    const bool apart = !IsInlineTag(tag);
    if (apart) Space();
    if (!apart && IsFraction(child)) text_.push_back('.');
    Add(child, index);
    if (apart) Space();
  }
}

std::string_view VisibleOutline::WholeText(std::size_t index) const {
  const VisibleElement& element = elements_[index];
  return TrimHtmlSpace(
      std::string_view(text_).substr(element.text_begin, element.text_end - element.text_begin));
}

std::string_view VisibleOutline::Text(std::size_t index) const {
  const std::string_view text = WholeText(index);
  return text.size() > kShortText ? std::string_view{} : text;
}

std::string_view VisibleOutline::TextAround(std::size_t place, std::size_t reach) const {
  const std::size_t begin = place > reach ? place - reach : 0;
  return std::string_view(text_).substr(std::min(begin, text_.size()), 2 * reach);
}

bool VisibleOutline::HasDigit(std::size_t index) const {
  const auto first = std::ranges::lower_bound(digits_, elements_[index].text_begin);
  return first != digits_.end() && *first < elements_[index].text_end;
}

bool HasMark(std::string_view marks, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    for (std::size_t at = marks.find(word); at != std::string_view::npos; at = marks.find(word, at + 1))
      if (at == 0 || !IsAsciiAlpha(marks[at - 1])) return true;
  return false;
}

}  // namespace pricecrew
