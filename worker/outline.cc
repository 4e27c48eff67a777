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

bool HidesByStyle(std::string_view style) {
  return HasSpaced(style, "display:none") || HasSpaced(style, "visibility:hidden");
}

constexpr std::size_t kLongestMark = 256;

std::uint8_t SlotOf(std::string_view written) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(written[i]); };
  const std::size_t last = written.size() - 1;
  const std::size_t mixed = written.size() + 3 * at(0) + 7 * at(last / 2) + 31 * at(last - last / 4) + 61 * at(last);
  return static_cast<std::uint8_t>(mixed);
}

enum class Letter : std::uint8_t { kOther, kSpace, kDigit };

// Digits are ASCII's, and those of Arabic, Indian and full-width scripts, as far as their first bytes tell.
constexpr std::array<Letter, 256> kLetters = [] {
  std::array<Letter, 256> letters{};
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) letters[static_cast<std::size_t>(c)] = Letter::kSpace;
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

VisibleOutline::Looks VisibleOutline::LooksOf(Node node) {
  Looks looks;
  std::string_view written;
  for (const auto& [name, value] : node.Attributes()) {
    if (name == "hidden" || (name == "style" && HidesByStyle(value))) looks.hidden = true;
    if (!IsMarkName(name) || value.empty()) continue;
    const std::string_view begin = value.substr(0, kLongestMark);
    if (written.empty()) {
      written = begin;
      continue;
    }
    if (written.data() != written_.data()) written_ = written;
    written = written_.append(1, ' ').append(begin);
  }
  if (!written.empty()) looks.kind = KindOf(written);
  return looks;
}

// Neighbours look alike.
std::uint32_t VisibleOutline::KindOf(std::string_view written) {
  std::uint32_t& recent = recent_kinds_[SlotOf(written)];
  if (kinds_[recent].written != written) recent = FindKind(written);
  return recent;
}

std::uint32_t VisibleOutline::FindKind(std::string_view written) {
  if (const auto known = kinds_by_written_.find(written); known != kinds_by_written_.end())
    return known->second;
  const auto kind = static_cast<std::uint32_t>(kinds_.size());
  const Kind& added = kinds_.emplace_back(std::string(written), MarksIn(Words(written)));
  kinds_by_written_.emplace(added.written, kind);
  return kind;
}

std::string VisibleOutline::MarkWords(std::size_t index) const {
  return Words(kinds_[elements_[index].kind].written);
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
    if (letter == Letter::kDigit) digits_.push_back(static_cast<std::uint32_t>(end));
    text_[end] = is_space ? ' ' : c;
    end += is_space && spaced ? 0 : 1;
    spaced = is_space;
    has_words = has_words || !is_space;
  }
  text_.resize(end);
  return has_words;
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
  elements_.push_back({node, parent, 0, begin, 0, looks.kind, kinds_[looks.kind].marks, hidden});
  AddChildren(node, index);
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

}  // namespace pricecrew
