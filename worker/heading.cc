#include "worker/heading.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/html/ascii.h"
#include "common/html/short_names.h"
#include "worker/title.h"

namespace pricecrew {
namespace {

constexpr std::size_t kLongest = 1'000;  // bytes
constexpr double kAlike = 0.35;          // below it, a heading may well be the shop's own

// "/", "https://shop.example/", "index.php": where logos lead.
bool LeadsHome(std::string_view href) {
  if (const std::size_t host = href.find("//"); host != std::string_view::npos) {
    href.remove_prefix(host + 2);
    href.remove_prefix(std::min(href.find('/'), href.size()));
    if (href.empty()) return true;
  }
  if (href.starts_with("./")) href.remove_prefix(1);
  constexpr std::array<std::string_view, 5> kHome{"/", "/index.html", "/index.php", "index.html",
                                                  "index.php"};
  return std::ranges::find(kHome, href) != kHome.end();
}

bool IsLinkHome(const VisibleElement& element) {
  const auto href = element.node.Tag() == "a" ? element.node.Attribute("href") : std::nullopt;
  return href && LeadsHome(*href);
}

bool IsLogo(const VisibleOutline& outline, std::size_t index) {
  const VisibleElement& element = outline.at(index);
  if (IsLinkHome(outline.at(element.parent))) return true;
  for (std::size_t i = index; i < element.end; ++i)
    if (IsLinkHome(outline.at(i))) return true;
  return false;
}

struct Found {
  std::size_t index = 0;
  double likeness = -1;
};

Found MostLike(const VisibleOutline& outline, std::string_view title) {
  Found best;
  for (std::size_t i = 1; i < outline.elements().size(); ++i) {
    const VisibleElement& element = outline.at(i);
    const bool is_h1 = element.node.Tag() == "h1";
    if (element.hidden || !(is_h1 || element.marks.Has(Mark::kTitle))) continue;
    const std::string_view text = is_h1 ? outline.WholeText(i) : outline.Text(i);
    if (text.empty() || text.size() > kLongest || (is_h1 && IsLogo(outline, i))) continue;
    const bool leads = title.size() > text.size() && EqualsIgnoringCase(title.substr(0, text.size()), text);
    const double likeness = TitleLikeness(text, title) + (is_h1 ? 0.2 : 0.0) + (leads ? 0.05 : 0.0);
    if (likeness > best.likeness) best = {i, likeness};
  }
  return best;
}

constexpr ShortNames kAside("nav", "footer", "header", "aside", "a", "li", "button", "label");

// Of a menu, a trail of breadcrumbs, a link to somewhere.
bool IsAside(const VisibleOutline& outline, std::size_t index) {
  for (; index > 0; index = outline.at(index).parent) {
    const VisibleElement& element = outline.at(index);
    if (element.marks.Has(Mark::kAside) || kAside.Holds(element.node.Tag())) return true;
  }
  return false;
}

// "Red lamp" of "Red lamp Springfield".
bool IsMostOf(std::string_view text, std::string_view part) {
  constexpr std::size_t kLeast = 12;
  return text.size() >= kLeast && text.size() * 2 >= part.size() && part.size() > text.size() &&
         part[text.size()] == ' ' && EqualsIgnoringCase(part.substr(0, text.size()), text);
}

// What repeats a part of the title: lower headings before other texts, longer parts before shorter ones.
std::size_t Repeating(const VisibleOutline& outline, std::string_view title) {
  constexpr std::size_t kLeastBytes = 4;
  constexpr ShortNames kHeadings("h2", "h3", "h4");
  std::vector<std::string_view> parts = TitleParts(title);
  std::erase_if(parts, [](std::string_view part) { return part.size() < kLeastBytes; });
  std::size_t best = 0;
  std::size_t best_worth = 0;
  for (std::size_t i = 1; i < outline.elements().size(); ++i) {
    const VisibleElement& element = outline.at(i);
    const bool is_heading = kHeadings.Holds(element.node.Tag());
    if (element.hidden || !(is_heading || element.has_words)) continue;
    const std::string_view text = outline.Text(i);
    const auto repeats = [&](std::string_view part) {
      return EqualsIgnoringCase(part, text) || (is_heading && IsMostOf(text, part));
    };
    if (text.size() < kLeastBytes || std::ranges::none_of(parts, repeats)) continue;
    const std::size_t worth = text.size() + (is_heading ? VisibleOutline::kShortText : 0);
    if (worth <= best_worth || IsAside(outline, i)) continue;
    best = i;
    best_worth = worth;
  }
  return best;
}

}  // namespace

std::size_t FindHeading(const VisibleOutline& outline, std::string_view title) {
  const Found best = MostLike(outline, title);
  if (best.likeness >= kAlike || title.empty()) return best.index;
  const std::size_t repeating = Repeating(outline, title);
  return repeating > 0 ? repeating : best.index;
}

}  // namespace pricecrew
