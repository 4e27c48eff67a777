#include "worker/outline.h"

#include <algorithm>
#include <array>

#include "common/html/ascii.h"
#include "common/html/fold_space.h"
#include "common/html/short_names.h"

namespace pricecrew {
namespace {

constexpr ShortNames kInvisible("script", "style", "template", "noscript", "head", "iframe", "svg", "option");
constexpr ShortNames kInline("a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "ins", "mark", "meta",
                             "small", "s", "del", "span", "strong", "sub", "sup", "u", "data", "big",
                             "strike");
constexpr ShortNames kMarkNames("class", "id", "itemprop", "name");

// "salePrice" becomes "sale-price", so that words can be told apart.
std::string Words(std::string_view written) {
  std::string words;
  words.reserve(written.size() + 8);
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool hump =
        i > 0 && written[i] >= 'A' && written[i] <= 'Z' && written[i - 1] >= 'a' && written[i - 1] <= 'z';
    if (hump) words.push_back('-');
    words.push_back(AsciiLower(written[i]));
  }
  return words;
}

bool IsMarkName(std::string_view name) {
  if (kMarkNames.Holds(name)) return true;
  if (!name.starts_with("data-")) return false;
  const std::string_view rest = name.substr(5);
  return rest == "testid" || rest == "test" || rest == "qa" || rest == "automation";
}

bool HidesByStyle(std::string_view style) {
  std::string rules = AsciiLower(style);
  std::erase_if(rules, IsHtmlSpace);
  return rules.find("display:none") != std::string::npos ||
         rules.find("visibility:hidden") != std::string::npos;
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

VisibleOutline::Looks VisibleOutline::LooksOf(Node node) {
  Looks looks;
  written_.clear();
  for (const auto& [name, value] : node.Attributes()) {
    if (name == "hidden" || (name == "style" && HidesByStyle(value))) looks.hidden = true;
    if (IsMarkName(name)) written_.append(value.substr(0, 256)).push_back(' ');
  }
  if (!written_.empty()) looks.kind = KindOf(written_);
  return looks;
}

std::uint32_t VisibleOutline::KindOf(const std::string& written) {
  const auto [known, is_new] =
      kinds_by_written_.try_emplace(written, static_cast<std::uint32_t>(kinds_.size()));
  if (is_new) kinds_.push_back(Words(written));
  return known->second;
}

void VisibleOutline::Space() {
  if (!text_.empty() && text_.back() != ' ') text_.push_back(' ');
}

void VisibleOutline::AppendText(std::string_view text) {
  std::size_t word = 0;  // where the one at hand begins
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsHtmlSpace(text[i])) {
      text_.append(text.substr(word, i - word));
      Space();
      word = i + 1;
    } else if (MayBeDigit(text[i])) {
      digits_.push_back(static_cast<std::uint32_t>(text_.size() + i - word));
    }
  }
  text_.append(text.substr(word));
}

// "$14<sup>99</sup>", and the same with other elements whose marks speak of prices.
bool VisibleOutline::IsFraction(Node node) const {
  if (text_.empty() || !IsAsciiDigit(text_.back()) || !kInline.Holds(node.Tag()) || !IsTwoDigits(node))
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
  const Looks looks = LooksOf(node);
  const bool hidden = looks.hidden || (index > 0 && elements_[parent].hidden);
  const auto begin = static_cast<std::uint32_t>(text_.size());
  elements_.push_back({node, parent, 0, begin, 0, looks.kind, hidden, kinds_[looks.kind]});
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
    if (kInvisible.Holds(tag)) continue;
    const bool apart = !kInline.Holds(tag);
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

std::vector<bool> VisibleOutline::KindsWith(const PhraseIndex& words) const {
  std::vector<bool> with;
  with.reserve(kinds_.size());
  for (const std::string& marks : kinds_) with.push_back(words.HasBeginIn(marks));
  return with;
}

bool HasMark(std::string_view marks, std::initializer_list<std::string_view> words) {
  for (std::size_t at = 0; at < marks.size(); ++at) {
    if (at > 0 && IsAsciiAlpha(marks[at - 1])) continue;
    const std::string_view rest = marks.substr(at);
    for (const std::string_view word : words)
      if (word.front() == rest.front() && rest.starts_with(word)) return true;
  }
  return false;
}

}  // namespace pricecrew
