#include "producer/subcategories.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include "producer/page_number.h"
#include "producer/product_url.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMost = 500;
constexpr std::size_t kMaxNameBytes = 80;
constexpr std::size_t kMaxLinksInMenu = 200;
constexpr int kLevelsUp = 6;
constexpr std::size_t kMostRanges = 32;

// In what carries such a name stand no subcategories, whatever their addresses look like.
constexpr auto kOtherLists = std::to_array<std::string_view>(
    {"filter",   "filters",   "filtering",    "facet",         "facets",      "refinement", "refinements",
     "layered",  "swatch",    "swatches",     "breadcrumb",    "breadcrumbs", "crumbs",     "sort",
     "sorting",  "sortby",    "sorter",       "toolbar",       "pagination",  "pager",      "paging",
     "brand",    "brands",    "manufacturer", "manufacturers", "tag",         "tags",       "tagcloud",
     "cloud",    "color",     "colors",       "colour",        "colours",     "size",       "sizes",
     "language", "languages", "currency",     "currencies",    "footer",      "social",     "share",
     "cart",     "basket",    "minicart",     "account",       "blog",        "news",       "newsletter",
     "related",  "review",    "reviews",      "cookie",        "cookies",     "copyright",  "payment"});
constexpr auto kCategoryLists = std::to_array<std::string_view>(
    {"subcategory",   "subcategories",  "subcat",          "subcats",     "subcategorias",   "subcategorie",
     "subkategorien", "unterkategorie", "unterkategorien", "category",    "categories",      "cat",
     "cats",          "categoria",      "categorias",      "categorie",   "kategorie",       "kategorien",
     "kategorier",    "kategori",       "kategoria",       "kategorii",   "rubrik",          "rubriken",
     "rubrique",      "rubriques",      "collections",     "departments", "department",      "katalog",
     "catalog",       "podkategorie",   "alkategoriak",    "children",    "childcategories", "categorieen"});
constexpr auto kHeadings = std::to_array<std::string_view>({"subcategor",
                                                            "sub-categor",
                                                            "categories",
                                                            "refine search",
                                                            "refine by category",
                                                            "shop by category",
                                                            "shop by department",
                                                            "departments",
                                                            "unterkategorien",
                                                            "kategorien",
                                                            "warengruppen",
                                                            "sous-catégories",
                                                            "catégories",
                                                            "subcategorías",
                                                            "categorías",
                                                            "sottocategorie",
                                                            "categorie",
                                                            "subcategorias",
                                                            "categorias",
                                                            "subcategorieën",
                                                            "categorieën",
                                                            "underkategorier",
                                                            "kategorier",
                                                            "alakategoriat",
                                                            "podkategorie",
                                                            "kategorie",
                                                            "podkategórie",
                                                            "kategórie",
                                                            "alkategóriák",
                                                            "kategóriák",
                                                            "subcategorii",
                                                            "categorii",
                                                            "alt kategoriler",
                                                            "kategoriler",
                                                            "υποκατηγορίες",
                                                            "κατηγορίες",
                                                            "подкатегории",
                                                            "категории",
                                                            "разделы",
                                                            "підкатегорії",
                                                            "категорії",
                                                            "カテゴリ",
                                                            "子分类",
                                                            "分类",
                                                            "分類",
                                                            "카테고리",
                                                            "التصنيفات",
                                                            "קטגוריות",
                                                            "danh mục",
                                                            "kategori"});
// Parts of addresses that shops use for categories, and for pages of another kind.
constexpr auto kCategoryParts = std::to_array<std::string_view>(
    {"c",           "cat",         "category",   "categories",  "product-category", "product-categories",
     "collection",  "collections", "department", "departments", "kategorie",        "kategorien",
     "kategori",    "kategoria",   "categorie",  "categoria",   "categorias",       "catalog",
     "catalogue",   "katalog",     "browse",     "k",           "rubrique",         "unterkategorie",
     "warengruppe", "kategorija",  "kategoriya", "catalogo"});
constexpr auto kInfoParts = std::to_array<std::string_view>(
    {"blog",        "blogs",     "news",           "about",       "about-us",
     "aboutus",     "faq",       "faqs",           "help",        "hilfe",
     "contact",     "contacts",  "contact-us",     "kontakt",     "contacto",
     "contatti",    "shipping",  "delivery",       "versand",     "livraison",
     "returns",     "privacy",   "privacy-policy", "terms",       "terms-and-conditions",
     "agb",         "impressum", "imprint",        "datenschutz", "magazine",
     "magazin",     "stores",    "store-locator",  "careers",     "jobs",
     "gift-cards",  "giftcards", "sitemap",        "newsletter",  "brands",
     "marken",      "marques",   "page",           "pages",       "info",
     "information", "cms",       "policies",       "legal",       "widerruf",
     "press",       "authors",   "author",         "tag",         "tags"});

bool HasWordOf(Node node, const auto& list) {
  for (const auto* attribute : {"class", "id"}) {
    const auto words = WordsOf(node.Attribute(attribute).value_or(""));
    if (std::any_of(words.begin(), words.end(), [&list](const auto& word) { return HoldsWord(list, word); }))
      return true;
  }
  return false;
}

std::string_view PathOf(const Url& url) {
  std::string_view path = url.path;
  for (const std::string_view ending : {".html", ".htm", ".php", ".aspx"}) {
    if (path.ends_with(ending)) path.remove_suffix(ending.size());
  }
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

template <typename List>
bool HasPartOf(std::string_view path, const List& list) {
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find_first_of("/?&=", at), path.size());
    if (HoldsWord(list, LowerCase(path.substr(at, end - at)))) return true;
    at = end + 1;
  }
  return false;
}

bool GoesOn(std::string_view longer, std::string_view shorter) {
  return longer.size() > shorter.size() + 1 && !shorter.empty() && longer.starts_with(shorter) &&
         longer[shorter.size()] == '/';
}

struct Parameter {
  std::string_view name;
  std::string_view value;
};

std::vector<Parameter> ParametersOf(std::string_view query) {
  std::vector<Parameter> parameters;
  for (std::size_t at = 0; at < query.size();) {
    const auto end = std::min(query.find('&', at), query.size());
    const auto text = query.substr(at, end - at);
    const auto equals = std::min(text.find('='), text.size());
    parameters.push_back({text.substr(0, equals), text.substr(std::min(equals + 1, text.size()))});
    at = end + 1;
  }
  return parameters;
}

// One value goes on behind a separator, and the others are the same.
bool QueryGoesOn(std::string_view longer, std::string_view shorter) {
  const auto a = ParametersOf(shorter);
  const auto b = ParametersOf(longer);
  if (a.empty() || a.size() != b.size()) return false;
  bool goes_on = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].name != b[i].name) return false;
    if (a[i].value == b[i].value) continue;
    const auto size = a[i].value.size();
    const bool further = size > 0 && b[i].value.size() > size + 1 && b[i].value.starts_with(a[i].value) &&
                         std::string_view("_-/.,").find(b[i].value[size]) != std::string_view::npos;
    if (goes_on || !further) return false;
    goes_on = true;
  }
  return goes_on;
}

class Finder {
 public:
  Finder(const Outline& outline, const std::vector<Region>& regions, const LinkCensus& census,
         const PageEvidence& evidence, const PageAddress& address, const PageFindings& findings)
      : outline_(outline),
        regions_(regions),
        census_(census),
        evidence_(evidence),
        address_(address),
        findings_(findings),
        here_(CanonicalUrl(address.page)),
        bare_here_(WithoutPageNumber(here_)),
        is_home_(address.page.path == "/" && !address.page.query) {
    FindMenus();
    FindHeadings();
    FindTiles();
  }

  [[nodiscard]] std::vector<SubcategoryLink> Find() {
    std::vector<SubcategoryLink> found;
    std::unordered_set<std::string_view> known;
    for (std::size_t at = 0; at < census_.links.size() && found.size() < kMost; ++at) {
      const auto& link = census_.links[at];
      const auto url = ParseUrl(link.url);
      if (!url || !MayBeOne(link, *url)) continue;
      const auto descent = DescentOf(at, *url);
      if (!descent || StandsElsewhere(link, *url)) continue;
      if (known.insert(link.identity).second) found.push_back({at, *descent});
    }
    return found;
  }

 private:
  [[nodiscard]] bool MayBeOne(const Link& link, const Url& url) const {
    if (link.errand || findings_.taken.contains(link.identity)) return false;
    const auto name = link.text.empty() ? std::string_view(link.label) : std::string_view(link.text);
    if (name.empty() || name.size() > kMaxNameBytes || evidence_.HasPrice(link.element)) return false;
    const bool ancestor = GoesOn(PathOf(address_.page), PathOf(url)) || PathOf(url).empty();
    return !ancestor && WithoutPageNumber(link.identity) != bare_here_;
  }

  // What is only asked of the few links that something speaks for.
  [[nodiscard]] bool StandsElsewhere(const Link& link, const Url& url) const {
    return HasPartOf(url.path, kInfoParts) || InOtherList(link.element) || InCard(link.element);
  }

  [[nodiscard]] bool InOtherList(std::size_t element) const {
    auto at = element;
    for (int level = 0; level < kLevelsUp && at != 0; ++level, at = outline_.elements[at].parent) {
      if (HasWordOf(outline_.elements[at].node, kOtherLists) && !HoldsCard(at)) return true;
    }
    return false;
  }

  [[nodiscard]] bool HoldsCard(std::size_t element) const {
    const auto card = std::lower_bound(findings_.cards.begin(), findings_.cards.end(), element);
    return card != findings_.cards.end() && *card < outline_.elements[element].end;
  }

  [[nodiscard]] bool InCard(std::size_t element) const {
    const auto after = std::upper_bound(findings_.cards.begin(), findings_.cards.end(), element);
    return after != findings_.cards.begin() && element < outline_.elements[*std::prev(after)].end;
  }

  [[nodiscard]] std::optional<Descent> DescentOf(std::size_t at, const Url& url) const {
    const auto& link = census_.links[at];
    if (Within(menus_, link.element)) return Descent::kNested;
    if (!is_home_ && GoesOn(PathOf(url), PathOf(address_.page)) && !NamesProductBelow(url))
      return Descent::kPath;
    if (url.path == address_.page.path &&
        QueryGoesOn(url.query.value_or(""), address_.page.query.value_or("")))
      return Descent::kQuery;
    if (is_home_ && HasPartOf(url.path, kCategoryParts)) return Descent::kMenu;
    if (link.region == Region::kFurniture) return std::nullopt;
    if (IsSibling(url)) return std::nullopt;
    if (InCategoryList(link.element)) return Descent::kNamed;
    if (Within(headed_, link.element)) return Descent::kHeading;
    if (tiles_.contains(at)) return Descent::kTile;
    return std::nullopt;
  }

  // "/lamps/p/7" below "/lamps" is a product's page.
  [[nodiscard]] bool NamesProductBelow(const Url& url) const {
    const auto rest = url.path.substr(std::min(PathOf(address_.page).size(), url.path.size()));
    return NamesProduct("http://h" + rest);
  }

  // The children of the same parent, where addresses show parents: "/men/shirts" beside "/men/shoes".
  [[nodiscard]] bool IsSibling(const Url& url) const {
    const auto here = PathOf(address_.page);
    const auto there = PathOf(url);
    const auto parent = here.substr(0, here.rfind('/'));
    const bool has_parent = parent.find('/', 1) != std::string_view::npos ||
                            (parent.size() > 1 && !HasPartOf(parent, kCategoryParts));
    return has_parent && there.substr(0, there.rfind('/')) == parent;
  }

  // Named so: a list of links and of nothing else.
  [[nodiscard]] bool InCategoryList(std::size_t element) const {
    auto at = element;
    for (int level = 0; level < kLevelsUp && at != 0; ++level, at = outline_.elements[at].parent) {
      if (!HasWordOf(outline_.elements[at].node, kCategoryLists)) continue;
      if (HasProductWord(outline_.elements[at].node.Attribute("class").value_or(""))) continue;
      if (IsListOfLinks(at)) return true;
    }
    return false;
  }

  [[nodiscard]] bool IsListOfLinks(std::size_t element) const {
    const auto& list = outline_.elements[element];
    if (HoldsCard(element) || evidence_.HasPrice(element) || HoldsSelf(element)) return false;
    const auto [first, last] = evidence_.LinksWithin(element);
    std::size_t bytes = 0;
    for (auto at = first; at < last; ++at) bytes += census_.links[at].text.size();
    const auto size = std::size_t{list.text_end - list.text_begin};
    return first < last && 5 * bytes >= 2 * size;
  }

  // A list that leads to this page as well is a menu of all categories.
  [[nodiscard]] bool HoldsSelf(std::size_t element) const {
    const auto& selves = census_.selves;
    const auto self = std::lower_bound(selves.begin(), selves.end(), element);
    return self != selves.end() && *self < outline_.elements[element].end;
  }

  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  static bool Within(const std::vector<Range>& ranges, std::size_t element) {
    return std::any_of(ranges.begin(), ranges.end(), [element](const Range& range) {
      return range.begin < element && element < range.end;
    });
  }

  // The list items whose own link is this page, with what is nested in them.
  void FindMenus() {
    if (is_home_) return;
    for (const auto at : census_.selves) {
      if (menus_.size() == kMostRanges) return;
      auto item = std::size_t{outline_.elements[at].parent};
      for (int level = 0; level < 3 && item != 0 && outline_.elements[item].node.Tag() != "li"; ++level)
        item = outline_.elements[item].parent;
      if (outline_.elements[item].node.Tag() != "li" || InOtherList(item) || HoldsCard(item)) continue;
      const auto [first, last] = evidence_.LinksWithin(item);
      const bool owns = evidence_.LinksWithin(at).first == first;
      if (owns && first < last && last - first <= kMaxLinksInMenu)
        menus_.push_back({at, outline_.elements[item].end});
    }
  }

  void FindHeadings() {
    constexpr std::size_t kMaxHeadingBytes = 60;
    for (std::size_t at = 1; at < outline_.elements.size(); ++at) {
      const auto tag = outline_.elements[at].node.Tag();
      if (!IsHeadingTag(tag) || tag == "h1" || regions_[at] == Region::kFurniture) continue;
      const auto text = outline_.TextOf(at);
      if (text.size() > kMaxHeadingBytes) continue;
      const auto lower = LowerCase(text);
      const bool says = std::any_of(kHeadings.begin(), kHeadings.end(), [&lower](std::string_view phrase) {
        return lower.find(phrase) != std::string::npos;
      });
      if (says) TakeHeaded(at);
    }
  }

  void TakeHeaded(std::size_t heading) {
    const Range range{outline_.elements[heading].end, EndOfHeaded(outline_, heading)};
    const auto& selves = census_.selves;
    const auto self = std::lower_bound(selves.begin(), selves.end(), range.begin);
    const bool whole = HoldsCardIn(range) || (self != selves.end() && *self < range.end);
    if (!whole && range.begin < range.end && headed_.size() < kMostRanges)
      headed_.push_back({range.begin - 1, range.end});
  }

  [[nodiscard]] bool HoldsCardIn(const Range& range) const {
    const auto card = std::lower_bound(findings_.cards.begin(), findings_.cards.end(), range.begin);
    return card != findings_.cards.end() && *card < range.end;
  }

  // Where a page lists no products, what stands in its middle as pictures with names, to pages of its own
  // kind.
  void FindTiles() {
    if (!findings_.cards.empty()) return;
    const auto kind = UrlKind(address_.page.Href());
    for (const auto& group : FindRepeatedElements(outline_, regions_, evidence_, Region::kContent)) {
      std::vector<std::size_t> tiles;
      for (const auto member : group.members) {
        const auto [first, last] = evidence_.LinksWithin(member);
        const auto& link = census_.links[first];
        const bool one = std::all_of(census_.links.begin() + static_cast<std::ptrdiff_t>(first),
                                     census_.links.begin() + static_cast<std::ptrdiff_t>(last),
                                     [&link](const Link& other) { return other.identity == link.identity; });
        const bool alike = UrlKind(link.url) == kind || HasPartOf(link.url, kCategoryParts);
        if (one && alike && evidence_.HasPicture(member)) {
          for (auto at = first; at < last; ++at) tiles.push_back(at);
        }
      }
      if (group.members.size() >= 2 && tiles.size() >= group.members.size())
        tiles_.insert(tiles.begin(), tiles.end());
    }
  }

  const Outline& outline_;
  const std::vector<Region>& regions_;
  const LinkCensus& census_;
  const PageEvidence& evidence_;
  const PageAddress& address_;
  const PageFindings& findings_;
  std::string here_;
  std::string bare_here_;
  bool is_home_ = false;
  std::vector<Range> menus_;
  std::vector<Range> headed_;
  std::unordered_set<std::size_t> tiles_;
};

}  // namespace

std::string_view ToString(Descent descent) {
  switch (descent) {
    case Descent::kNested:
      return "nested below this page in a menu";
    case Descent::kPath:
      return "its path goes on where this page's ends";
    case Descent::kQuery:
      return "its query goes on where this page's ends";
    case Descent::kNamed:
      return "in a list named after categories";
    case Descent::kHeading:
      return "under a heading for categories";
    case Descent::kTile:
      return "a tile on a page without products";
    case Descent::kMenu:
      break;
  }
  return "a category of the home page's menu";
}

std::vector<SubcategoryLink> FindSubcategories(const Outline& outline, const std::vector<Region>& regions,
                                               const LinkCensus& census, const PageEvidence& evidence,
                                               const PageAddress& address, const PageFindings& findings) {
  return Finder(outline, regions, census, evidence, address, findings).Find();
}

}  // namespace pricecrew
