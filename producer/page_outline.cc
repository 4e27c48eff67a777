#include "producer/page_outline.h"

#include <algorithm>
#include <array>
#include <functional>

#include "common/domain/number_text.h"

namespace pricecrew {
namespace {

constexpr std::string_view kSpace = " \t\n\r\f";

constexpr std::array<std::string_view, 9> kUnseen = {"script", "style",    "noscript", "template", "head",
                                                     "select", "textarea", "svg",      "iframe"};
constexpr std::array<std::string_view, 11> kInline = {"span", "b",    "strong", "i",   "em", "u",
                                                      "font", "mark", "small",  "bdi", "wbr"};
// Cents stand in one of these, and the number goes on.
constexpr std::array<std::string_view, 5> kPartsOfText = {"sup", "sub", "abbr", "data", "label"};
constexpr std::array<std::string_view, 16> kStates = {
    "first", "last", "odd",      "even",     "active", "selected", "current",  "new",
    "sale",  "alt",  "clearfix", "disabled", "hidden", "hover",    "lastitem", "firstitem"};

template <typename List>
bool Holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::uint64_t Mix(std::uint64_t seed, std::uint64_t value) {
  return (seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2))) * 0xff51afd7ed558ccdULL;
}

std::uint64_t ShapeOf(Node node, std::string_view tag) {
  const auto word = LastingClass(node.Attribute("class").value_or(""));
  const std::hash<std::string_view> hash;
  return Mix(hash(tag), hash(word));
}

// The no-break space and its kin count as white space: prices are full of them.
std::size_t SpaceAt(std::string_view text, std::size_t at) {
  if (kSpace.find(text[at]) != std::string_view::npos) return 1;
  if (text.substr(at, 2) == "\xC2\xA0") return 2;
  if (text.substr(at, 3) == "\xE2\x80\xAF" || text.substr(at, 3) == "\xE2\x80\x89") return 3;
  return 0;
}

class Layout {
 public:
  explicit Layout(Outline& outline) : outline_(outline) {}

  // Recursion is bounded: no tree is deeper than kMaxTreeDepth.
  void Visit(Node node, std::uint32_t parent, bool unseen) {
    const auto tag = node.Tag();
    const bool hidden = unseen || Holds(kUnseen, tag);
    const bool apart = !Holds(kInline, tag);
    const auto index = Open(node, tag, parent);
    if (apart) AppendBorder(tag);
    for (Node child = node.FirstChild(); child; child = child.NextSibling()) {
      if (child.IsElement()) {
        Visit(child, index, hidden);
      } else if (!hidden) {
        AppendOwnText(child.OwnText());
      }
    }
    if (apart) AppendBorder(tag);
    Close(index);
  }

 private:
  std::uint32_t Open(Node node, std::string_view tag, std::uint32_t parent) {
    const auto index = static_cast<std::uint32_t>(outline_.elements.size());
    OutlineElement element{
        .node = node, .parent = parent, .text_begin = TextSize(), .shape = ShapeOf(node, tag)};
    element.path = Mix(index == 0 ? 0 : outline_.elements[parent].path, element.shape);
    outline_.elements.push_back(element);
    return index;
  }

  void Close(std::uint32_t index) {
    outline_.elements[index].end = static_cast<std::uint32_t>(outline_.elements.size());
    outline_.elements[index].text_end = TextSize();
  }

  [[nodiscard]] std::uint32_t TextSize() const { return static_cast<std::uint32_t>(outline_.text.size()); }

  void AppendBorder(std::string_view tag) {
    AppendSpace();
    if (Holds(kPartsOfText, tag) || outline_.text.empty()) return;
    const std::uint32_t at = TextSize() - 1;
    if (outline_.borders.empty() || outline_.borders.back() != at) outline_.borders.push_back(at);
  }

  void AppendSpace() {
    if (!outline_.text.empty() && outline_.text.back() != ' ') outline_.text.push_back(' ');
  }

  void AppendOwnText(std::string_view text) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
    ascii ? AppendText(text) : AppendText(PlainNumerals(text));
  }

  void AppendText(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const auto space = SpaceAt(text, at);
      if (space > 0) {
        AppendSpace();
        at += space;
      } else {
        outline_.text.push_back(text[at++]);
      }
    }
  }

  Outline& outline_;
};

}  // namespace

bool IsHeadingTag(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

std::string_view LastingClass(std::string_view class_attribute) {
  for (std::size_t at = 0; (at = class_attribute.find_first_not_of(kSpace, at)) != std::string_view::npos;) {
    const auto end = std::min(class_attribute.find_first_of(kSpace, at), class_attribute.size());
    const auto word = class_attribute.substr(at, end - at);
    if (std::none_of(word.begin(), word.end(), IsDigit) && !Holds(kStates, word)) return word;
    at = end;
  }
  return {};
}

std::string_view Outline::TextOf(std::size_t element) const {
  const auto& place = elements[element];
  auto found = std::string_view(text).substr(place.text_begin, place.text_end - place.text_begin);
  if (found.starts_with(' ')) found.remove_prefix(1);
  if (found.ends_with(' ')) found.remove_suffix(1);
  return found;
}

Outline OutlineOf(const Document& document) {
  Outline outline;
  Layout(outline).Visit(document.Root(), 0, false);
  return outline;
}

}  // namespace pricecrew
