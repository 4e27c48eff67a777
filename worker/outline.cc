#include "worker/outline.h"

#include <algorithm>
#include <array>

#include "common/html/ascii.h"
#include "common/html/fold_space.h"
#include "common/html/short_names.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMostOptions = 500;
constexpr ShortNames kInvisible("script", "style", "template", "noscript", "head", "iframe", "svg", "option",
                                "code", "pre");
constexpr ShortNames kInline("a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "ins", "mark", "meta",
                             "small", "s", "del", "span", "strong", "sub", "sup", "u", "data", "big",
                             "strike");
constexpr ShortNames kMarkNames("class", "id", "itemprop", "name");

bool IsMarkName(std::string_view name) {
  if (kMarkNames.Holds(name)) return true;
  if (!name.starts_with("data-")) return false;
  const std::string_view rest = name.substr(5);
  return rest == "testid" || rest == "test" || rest == "qa" || rest == "hook" || rest == "automation";
}

// `word` in any case, whatever white space stands within; its first letter occurs in it once.
bool HasSpaced(std::string_view text, std::string_view word) {
  std::size_t matched = 0;
  for (const char c : text) {
    if (IsHtmlSpace(c)) continue;
    if (AsciiLower(c) != word[matched]) matched = 0;
    if (AsciiLower(c) == word[matched]) ++matched;
    if (matched == word.size()) return true;
  }
  return false;
}

// React sends parts of a page in <div hidden id="S:1f">, which a script then shows.
bool IsStreamed(Node node) {
  const std::string_view id = node.Attribute("id").value_or("");
  return id.size() > 2 && id.starts_with("S:") &&
         id.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
}

bool HidesByStyle(std::string_view style) {
  return HasSpaced(style, "display:none") || HasSpaced(style, "visibility:hidden");
}

enum class Letter : std::uint8_t { kOther, kSpace, kDigit };

// Digits are ASCII's, and those of Arabic, Indian and full-width scripts, as far as their first bytes tell.
constexpr std::array<Letter, 256> kLetters = [] {
  std::array<Letter, 256> letters{};
  for (const unsigned char c : {' ', '\t', '\n', '\f', '\r'}) letters[c] = Letter::kSpace;
  for (std::size_t c = '0'; c <= '9'; ++c) letters[c] = Letter::kDigit;
  for (std::size_t c = 0xD9; c < letters.size(); ++c) letters[c] = Letter::kDigit;
  return letters;
}();

bool IsTwoDigits(Node node) {
  const std::string text =
      FoldSpace(node.FirstChild() && !node.FirstChild().NextSibling() ? node.FirstChild().OwnText()
                                                                      : std::string_view{});
  return text.size() == 2 && IsAsciiDigit(text[0]) && IsAsciiDigit(text[1]);
}

}  // namespace

VisibleOutline::VisibleOutline(const Document& document) { Add(document.Root(), 0); }

std::string VisibleOutline::MarkWords(std::size_t index) const {
  std::string words;
  for (const auto& [name, value] : elements_[index].node.Attributes())
    if (IsMarkName(name)) words.append(words.empty() ? "" : " ").append(MarkText(value));
  return words;
}

void VisibleOutline::Space() {
  if (!text_.empty() && text_.back() != ' ') text_.push_back(' ');
}

// Returns whether there is more than white space.
bool VisibleOutline::AppendText(std::string_view text) {
  std::size_t end = text_.size();
  bool spaced = end == 0 || text_.back() == ' ';
  bool has_words = false;
  text_.resize(end + text.size());
  for (const char c : text) {
    const Letter letter = kLetters[static_cast<unsigned char>(c)];
    const bool is_space = letter == Letter::kSpace;
    digits_ += letter == Letter::kDigit ? 1 : 0;
    text_[end] = is_space ? ' ' : c;
    end += is_space && spaced ? 0 : 1;
    spaced = is_space;
    has_words = has_words || !is_space;
  }
  text_.resize(end);
  return has_words;
}

// "$14<sup>99</sup>", and the same with other elements whose marks speak of prices; then white space may
// stand between.
bool VisibleOutline::IsFraction(Node node, std::size_t text_begin) const {
  const bool spaced = text_.ends_with(' ');
  const std::size_t last = text_.size() - (spaced ? 2 : 1);
  if (text_.size() < text_begin + (spaced ? 2 : 1) || !IsAsciiDigit(text_[last])) return false;
  if (!kInline.Holds(node.Tag()) || !IsTwoDigits(node)) return false;
  if (node.Tag() == "sup" && !spaced) return true;
  std::string marks = AsciiLower(node.Attribute("class").value_or(""));
  if (node.Parent()) marks += " " + AsciiLower(node.Parent().Attribute("class").value_or(""));
  for (const std::string_view word : {"price", "cent", "decimal", "fraction", "amount", "preis", "prix"})
    if (marks.find(word) != std::string::npos) return true;
  return false;
}

// Recursion is as deep as the tree, which Document bounds.
void VisibleOutline::Add(Node node, std::uint32_t parent) {
  const auto index = static_cast<std::uint32_t>(elements_.size());
  Marks marks;
  bool hidden = index > 0 && elements_[parent].hidden;
  for (const auto& [name, value] : node.Attributes()) {
    if (IsMarkName(name)) marks |= recent_.In(value);
    hidden = hidden || (name == "hidden" && !IsStreamed(node)) || (name == "style" && HidesByStyle(value));
  }
  const auto begin = static_cast<std::uint32_t>(text_.size());
  elements_.push_back({node, parent, 0, begin, 0, marks, hidden});
  const std::size_t digits = digits_;
  AddChildren(node, index);
  elements_[index].has_digit = digits_ > digits;
  elements_[index].end = static_cast<std::uint32_t>(elements_.size());
  elements_[index].text_end = static_cast<std::uint32_t>(text_.size());
}

void VisibleOutline::AddChildren(Node node, std::uint32_t index) {
  for (Node child = node.FirstChild(); child; child = child.NextSibling()) {
    if (!child.IsElement()) {
      if (AppendText(child.OwnText())) elements_[index].has_words = true;
      continue;
    }
    const std::string_view tag = child.Tag();
    if (kInvisible.Holds(tag)) {
      if (tag == "option" && options_.size() < kMostOptions) options_.push_back(child);
      continue;
    }
    const bool apart = !kInline.Holds(tag);
    if (apart) Space();
    if (!apart && IsFraction(child, elements_[index].text_begin)) {
      if (text_.ends_with(' ')) text_.pop_back();
      text_.push_back('.');
    }
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

}  // namespace pricecrew
