#include "producer/page_regions.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 3> kFurnitureTags = {"nav", "dialog", "menu"};
constexpr std::array<std::string_view, 5> kFurnitureRoles = {"navigation", "dialog", "menu", "menubar",
                                                             "search"};
constexpr std::array<std::string_view, 46> kFurnitureWords = {"nav",
                                                              "navbar",
                                                              "navigation",
                                                              "topnav",
                                                              "subnav",
                                                              "menu",
                                                              "submenu",
                                                              "megamenu",
                                                              "dropdown",
                                                              "breadcrumb",
                                                              "breadcrumbs",
                                                              "footer",
                                                              "minicart",
                                                              "minibasket",
                                                              "cart",
                                                              "basket",
                                                              "filter",
                                                              "filters",
                                                              "facet",
                                                              "facets",
                                                              "refinement",
                                                              "refinements",
                                                              "related",
                                                              "recommended",
                                                              "recommendation",
                                                              "recommendations",
                                                              "upsell",
                                                              "upsells",
                                                              "crosssell",
                                                              "crosssells",
                                                              "similar",
                                                              "viewed",
                                                              "recent",
                                                              "recently",
                                                              "review",
                                                              "reviews",
                                                              "rating",
                                                              "ratings",
                                                              "wishlist",
                                                              "compare",
                                                              "newsletter",
                                                              "cookie",
                                                              "cookies",
                                                              "modal",
                                                              "popup",
                                                              "sortby"};
constexpr std::array<std::string_view, 17> kSideshowWords = {
    "carousel",    "slider", "slideshow", "slick",      "swiper",    "owl",
    "sidebar",     "aside",  "bxslider",  "flexslider", "jcarousel", "bestseller",
    "bestsellers", "banner", "advert",    "sponsored",  "topseller"};
constexpr std::array<std::string_view, 5> kCardLike = {"article", "li", "main", "section", "td"};

constexpr std::array<std::string_view, 44> kSideHeadings = {"also like",
                                                            "also bought",
                                                            "also viewed",
                                                            "also interested",
                                                            "related products",
                                                            "related items",
                                                            "recently viewed",
                                                            "recommended for you",
                                                            "recommendations",
                                                            "similar products",
                                                            "similar items",
                                                            "viewed recently",
                                                            "you viewed",
                                                            "inspired by",
                                                            "customers who",
                                                            "frequently bought",
                                                            "ähnliche",
                                                            "zuletzt angesehen",
                                                            "auch gekauft",
                                                            "auch interessieren",
                                                            "das könnte ihnen",
                                                            "kunden kauften",
                                                            "empfehlungen",
                                                            "produits similaires",
                                                            "vus récemment",
                                                            "vous aimerez",
                                                            "également acheté",
                                                            "relacionados",
                                                            "vistos recientemente",
                                                            "también te",
                                                            "te puede interesar",
                                                            "visti di recente",
                                                            "potrebbe interessarti",
                                                            "prodotti correlati",
                                                            "laatst bekeken",
                                                            "ook bekeken",
                                                            "gerelateerde",
                                                            "podobne produkty",
                                                            "ostatnio oglądane",
                                                            "naposledy navštívené",
                                                            "похожие товары",
                                                            "вы смотрели",
                                                            "с этим товаром",
                                                            "最近チェックした"};

bool InsideCard(const Outline& outline, std::size_t element) {
  for (auto at = element; at != 0;) {
    at = outline.elements[at].parent;
    if (HoldsWord(kCardLike, outline.elements[at].node.Tag())) return true;
  }
  return false;
}

Region RegionOfName(std::string_view name) {
  auto region = Region::kContent;
  for (const auto& word : WordsOf(name)) {
    static const WordSet furniture{kFurnitureWords};
    if (furniture.Holds(word)) return Region::kFurniture;
    if (HoldsWord(kSideshowWords, word)) region = Region::kSideshow;
  }
  return region;
}

Region OwnRegion(const Outline& outline, std::size_t index) {
  const Node node = outline.elements[index].node;
  const auto tag = node.Tag();
  if (HoldsWord(kFurnitureTags, tag) || HoldsWord(kFurnitureRoles, node.Attribute("role").value_or(""))) {
    return Region::kFurniture;
  }
  // A card of its own may have a header with the product's name and a footer with its price.
  if ((tag == "header" || tag == "footer") && !InsideCard(outline, index)) return Region::kFurniture;
  const auto named = std::max(RegionOfName(node.Attribute("class").value_or("")),
                              RegionOfName(node.Attribute("id").value_or("")));
  return tag == "aside" ? std::max(named, Region::kSideshow) : named;
}

void MarkSideHeadings(const Outline& outline, std::vector<Region>& regions) {
  constexpr std::size_t kMaxHeadingBytes = 90;
  for (std::size_t index = 1; index < regions.size(); ++index) {
    if (regions[index] == Region::kFurniture || !IsHeadingTag(outline.elements[index].node.Tag())) continue;
    const auto text = outline.TextOf(index);
    if (text.size() > kMaxHeadingBytes || RegionOfHeading(text) == Region::kContent) continue;
    const auto end = EndOfHeaded(outline, index);
    std::fill(regions.begin() + static_cast<std::ptrdiff_t>(index),
              regions.begin() + static_cast<std::ptrdiff_t>(end), Region::kFurniture);
  }
}

// For each element, how many main parts and first headings stand before its end.
std::vector<std::uint32_t> MainPartsUpTo(const Outline& outline) {
  std::vector<std::uint32_t> counts(outline.elements.size() + 1, 0);
  for (std::size_t at = 0; at < outline.elements.size(); ++at) {
    const auto tag = outline.elements[at].node.Tag();
    counts[at + 1] = counts[at] + (tag == "h1" || tag == "main" ? 1 : 0);
  }
  return counts;
}

// A wrapper is named after whatever it wraps ("page with-sidebar nav-open"): what holds nearly all of the
// page, or the better half with its first heading, is content.
bool IsWrapper(const Outline& outline, const std::vector<std::uint32_t>& main_parts, std::size_t index) {
  const auto& element = outline.elements[index];
  const auto size = std::size_t{element.text_end - element.text_begin};
  if (4 * size > 3 * outline.text.size()) return true;
  return 2 * size > outline.text.size() && main_parts[element.end] > main_parts[index];
}

}  // namespace

std::vector<Region> RegionsOf(const Outline& outline) {
  std::vector<Region> regions(outline.elements.size(), Region::kContent);
  const auto main_parts = MainPartsUpTo(outline);
  for (std::size_t index = 1; index < regions.size(); ++index) {
    const auto inherited = regions[outline.elements[index].parent];
    regions[index] = inherited;
    if (inherited == Region::kFurniture || IsWrapper(outline, main_parts, index)) continue;
    regions[index] = std::max(inherited, OwnRegion(outline, index));
  }
  MarkSideHeadings(outline, regions);
  return regions;
}

std::size_t EndOfHeaded(const Outline& outline, std::size_t heading) {
  auto block = heading;
  while (block != 0 && outline.TextOf(block).size() == outline.TextOf(heading).size()) {
    block = outline.elements[block].parent;
  }
  const auto tag = outline.elements[heading].node.Tag();
  for (auto at = std::size_t{outline.elements[heading].end}; at < outline.elements[block].end; ++at) {
    const bool sibling = outline.elements[at].parent == outline.elements[heading].parent;
    if (sibling && outline.elements[at].node.Tag() == tag) return at;
  }
  return outline.elements[block].end;
}

Region RegionOfHeading(std::string_view heading) {
  const auto lower = LowerCase(heading);
  const bool side =
      std::any_of(kSideHeadings.begin(), kSideHeadings.end(),
                  [&lower](std::string_view phrase) { return lower.find(phrase) != std::string::npos; });
  return side ? Region::kFurniture : Region::kContent;
}

}  // namespace pricecrew
