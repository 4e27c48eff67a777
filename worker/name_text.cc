#include "worker/name_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/domain/money.h"
#include "common/html/ascii.h"
#include "common/html/fold_space.h"
#include "worker/field_text.h"
#include "worker/phrase_index.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

bool IsHiddenByClass(Node node) {
  const std::string_view tag = node.Tag();
  if (tag == "script" || tag == "style" || tag == "template" || tag == "noscript" || tag == "button")
    return true;
  std::string classes = AsciiLower(node.Attribute("class").value_or("")) + " ";
  classes += AsciiLower(node.Attribute("id").value_or(""));
  static constexpr std::array<std::string_view, 11> kNotName{
      "hdn",           "hidden",    "hide",      "sr-only",   "visually-hidden", "visuallyhidden",
      "screen-reader", "offscreen", "sub-title", "sub_title", "tagline"};
  static const PhraseIndex not_name(kNotName);
  return not_name.HasBeginIn(classes) || classes.find("subtitle") != std::string::npos;
}

// A link that leads nowhere does something: "show the original title".
bool IsControl(Node node) {
  if (node.Tag() != "a") return false;
  const std::string_view href = TrimHtmlSpace(node.Attribute("href").value_or(""));
  return href == "#" || href.starts_with("javascript:");
}

// Recursion is as deep as the tree, which Document bounds.
void Collect(Node node, SpaceFolder& folder) {
  for (Node child = node.FirstChild(); child; child = child.NextSibling()) {
    if (!child.IsElement()) {
      folder.Append(child.OwnText());
      continue;
    }
    if (IsHiddenByClass(child) || (IsControl(child) && !folder.IsEmpty())) continue;
    const std::string_view tag = child.Tag();
    const bool breaks = tag == "br" || tag == "div" || tag == "p" || tag == "li" || tag == "small";
    if (breaks) folder.Break();
    Collect(child, folder);
    if (breaks) folder.Break();
  }
}

// No-break spaces, which space folding keeps.
std::string PlainSpaces(std::string_view text) {
  SpaceFolder folder;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find("\xC2\xA0"), text.size());
    folder.Append(text.substr(0, space));
    folder.Break();
    text.remove_prefix(std::min(space + 2, text.size()));
  }
  return std::move(folder).Take();
}

constexpr std::array<std::string_view, 5> kMarks{"\u00B7 ", "- ", "| ", "\u2013 ", ": "};

// A mark that nothing follows any more.
std::string WithoutLooseEnd(std::string name) {
  while (name.size() > 2 &&
         (name.ends_with(" -") || name.ends_with(" |") || name.ends_with("-") || name.ends_with(" :")))
    name = std::string(TrimHtmlSpace(name.substr(0, name.size() - 1)));
  return name;
}

std::string WithoutLeadingPrice(const std::string& name) {
  constexpr std::size_t kShortLabel = 20;  // before the price
  const auto prices = FindPrices(name, {});
  if (prices.empty() || prices.front().begin > kShortLabel || prices.front().end > name.size()) return name;
  const std::string_view rest = TrimHtmlSpace(std::string_view(name).substr(prices.front().end));
  for (const std::string_view mark : kMarks)
    if (rest.starts_with(mark)) return std::string(TrimHtmlSpace(rest.substr(mark.size())));
  return name;
}

std::string WithoutTrailingNumber(const std::string& name) {
  for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1)) {
    const std::string_view rest = std::string_view(name).substr(at + 1);
    const bool labelled =
        rest.size() < 30 && rest.find(':') != std::string_view::npos && ReadLabel(rest).identifies;
    if (labelled) return name.substr(0, at);
  }
  return name;
}

bool SaysWholeName(std::string_view name, std::string_view title) {
  constexpr std::size_t kShortest = 10;
  if (title.size() < kShortest || title.size() >= name.size() || title.size() * 3 < name.size()) return false;
  return name.ends_with(title) && name[name.size() - title.size() - 1] == ' ';
}

// The words of a name that runs together where its page has elements of their own, as the title parts them.
std::string AsTitleParts(const std::string& name, std::string_view title) {
  std::size_t at = 0;
  for (const char c : name) {
    if (c == ' ') continue;
    while (at < title.size() && title[at] == ' ') ++at;
    if (at == title.size() || title[at] != c) return name;
    ++at;
  }
  return std::string(title.substr(0, at));
}

}  // namespace

std::string NameText(Node node) {
  SpaceFolder folder;
  Collect(node, folder);
  return WithoutLooseEnd(PlainSpaces(CleanText(std::move(folder).Take())));
}

std::string CleanName(std::string_view name, std::string_view title) {
  const std::string whole = WithoutLeadingPrice(PlainSpaces(title));
  std::string clean = WithoutTrailingNumber(WithoutLeadingPrice(PlainSpaces(name)));
  return SaysWholeName(clean, whole) ? whole : AsTitleParts(clean, whole);
}

}  // namespace pricecrew
