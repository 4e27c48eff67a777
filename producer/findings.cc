#include "producer/findings.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "common/domain/money.h"
#include "common/html/wall.h"
#include "producer/embedded_state.h"
#include "producer/item_list.h"
#include "producer/microdata_list.h"
#include "producer/next_link.h"
#include "producer/next_page_guess.h"
#include "producer/page_number.h"
#include "producer/product_url.h"

namespace pricecrew {
namespace {

// Fewer listed items than this share of the cards are a list of something else.
constexpr std::size_t kListedShare = 2;

std::vector<ProductLink> LinksOf(const std::vector<ProductCard>& cards) {
  std::vector<ProductLink> links;
  links.reserve(cards.size());
  for (const auto& card : cards) links.push_back({card.url, card.text, card.price, card.currency});
  return links;
}

// What a list says the page is about, as links.
struct Listed {
  std::vector<ProductLink> links;
  std::unordered_set<std::string> identities;
};

class Lister {
 public:
  explicit Lister(const PageReading& page) : page_(page), here_(CanonicalUrl(page.address.page)) {
    for (const auto& link : page.census.links) {
      auto& text = text_of_[link.identity];
      if (link.text.size() > text.size()) text = link.text;
    }
  }

  [[nodiscard]] Listed List(const std::vector<ListedItem>& items) const {
    Listed listed;
    for (const auto& item : items) {
      const auto url = ResolveWithinShop(item.href, page_.address);
      if (!url) continue;
      auto identity = CanonicalUrl(*url);
      if (identity == here_ || !listed.identities.insert(identity).second) continue;
      listed.links.push_back({url->Href(), NameOf(item, identity), AmountOf(item.price), {}});
    }
    return listed;
  }

 private:
  [[nodiscard]] std::string NameOf(const ListedItem& item, const std::string& identity) const {
    if (!item.name.empty()) return item.name;
    const auto text = text_of_.find(identity);
    return std::string(text == text_of_.end() ? std::string_view{} : text->second);
  }

  static std::string AmountOf(std::string_view price) {
    const auto read = price.empty() ? std::nullopt : ParsePrice(price, {});
    return read ? read->amount : std::string();
  }

  const PageReading& page_;
  std::string here_;
  std::unordered_map<std::string_view, std::string_view> text_of_;
};

// A bare slug is the last part of an address that the page has elsewhere, or that of a well-known shop
// system.
std::vector<ListedItem> WithAddresses(std::vector<ListedItem> items, const LinkCensus& census) {
  const auto is_slug = [](const ListedItem& item) {
    return item.href.find_first_of("/.:?") == std::string::npos;
  };
  if (std::none_of(items.begin(), items.end(), is_slug)) return items;
  std::unordered_map<std::string_view, std::string_view> url_of;
  for (const auto& link : census.links) {
    const auto bare = std::string_view(link.url).substr(0, link.url.find_first_of("?#"));
    url_of.emplace(bare.substr(bare.rfind('/') + 1), link.url);
  }
  std::vector<ListedItem> found;
  for (auto& item : items) {
    if (is_slug(item)) {
      const auto url = url_of.find(item.href);
      if (url == url_of.end()) continue;
      item.href = url->second;
    }
    found.push_back(std::move(item));
  }
  return found;
}

// The list has the word where the page shows no cards, or where the two mostly agree and the list is the
// longer one.
bool HasTheWord(const Listed& listed, const std::vector<ProductCard>& cards) {
  std::size_t both = 0;
  for (const auto& card : cards) both += listed.identities.contains(card.identity) ? 1 : 0;
  return kListedShare * both >= cards.size() && listed.links.size() > cards.size();
}

// A list of bare addresses may be of anything: of a blog's articles, or of categories.
bool IsBelievable(const Listed& listed, const ListedData& data) {
  if (listed.links.empty() || data.is_article) return false;
  const auto said = std::count_if(listed.links.begin(), listed.links.end(), [](const ProductLink& link) {
    return !link.price.empty() || LooksLikeProductUrl(link.url);
  });
  return 2 * static_cast<std::size_t>(said) >= listed.links.size() || data.names_products;
}

std::vector<std::size_t> ElementsOf(const std::vector<ProductCard>& cards) {
  std::vector<std::size_t> elements;
  elements.reserve(cards.size());
  for (const auto& card : cards) elements.push_back(card.element);
  std::sort(elements.begin(), elements.end());
  return elements;
}

class Finding {
 public:
  explicit Finding(const PageReading& page) : page_(page), data_(ReadListedData(page.sketch.scan.json_ld)) {}

  Findings Find() {
    found_.cards =
        FindProductCards(page_.outline, page_.regions, page_.census, page_.evidence, page_.address.page);
    if (IsProductPage(page_, data_, ElementsOf(found_.cards))) {
      found_.kind = PageKind::kProduct;
      found_.next = FindNextLink(page_.outline, page_.census, page_.address, page_.sketch.scan.next);
      return std::move(found_);
    }
    FindProducts();
    FindFurther();
    found_.kind = KindOfPage();
    if (found_.kind == PageKind::kOther) found_.wall = WallOf(page_.sketch);
    return std::move(found_);
  }

 private:
  void FindProducts() {
    const Lister lister(page_);
    found_.products = LinksOf(found_.cards);
    found_.source = found_.cards.empty() ? ProductSource::kNone : ProductSource::kCards;
    auto items = data_.items.empty() ? MicrodataItems(page_.outline) : data_.items;
    Take(lister.List(items), ProductSource::kData);
    items = WithAddresses(ProductsInState(page_.sketch.html, page_.sketch.scan.scripts), page_.census);
    Take(lister.List(items), ProductSource::kState);
  }

  void Take(Listed listed, ProductSource source) {
    if (!HasTheWord(listed, found_.cards) || listed.links.size() <= found_.products.size()) return;
    if (found_.cards.empty() && source == ProductSource::kData && !IsBelievable(listed, data_)) return;
    // What the cards show goes with what the list names.
    std::unordered_map<std::string, const ProductCard*> card_of;
    for (const auto& card : found_.cards) card_of.emplace(card.identity, &card);
    for (auto& link : listed.links) {
      const auto card = card_of.find(CanonicalUrl(*ParseUrl(link.url)));
      if (card == card_of.end()) continue;
      link.price = card->second->price;
      link.currency = card->second->currency;
      if (link.text.empty()) link.text = card->second->text;
    }
    found_.products = std::move(listed.links);
    found_.source = source;
  }

  void FindFurther() {
    found_.next = FindNextLink(page_.outline, page_.census, page_.address, page_.sketch.scan.next);
    const auto cards = ElementsOf(found_.cards);
    found_.stated = FindStatedCounts(page_.outline, page_.regions, cards);
    if (!found_.next && !found_.products.empty())
      found_.guess = GuessNextPage(page_.address.page, found_.stated, found_.products.size());
    found_.subcategories = FindSubcategories(page_.outline, page_.regions, page_.census, page_.evidence,
                                             page_.address, {Taken(), cards});
  }

  [[nodiscard]] std::unordered_set<std::string> Taken() const {
    std::unordered_set<std::string> taken;
    for (const auto& product : found_.products) taken.insert(CanonicalUrl(*ParseUrl(product.url)));
    if (found_.next) taken.insert(CanonicalUrl(*ParseUrl(*found_.next)));
    return taken;
  }

  [[nodiscard]] PageKind KindOfPage() const {
    if (!found_.products.empty()) return PageKind::kListing;
    if (!found_.subcategories.empty()) return PageKind::kSubcategories;
    return SaysEmpty(page_) ? PageKind::kEmpty : PageKind::kOther;
  }

  const PageReading& page_;
  ListedData data_;
  Findings found_;
};

}  // namespace

Findings FindAll(const PageReading& page) { return Finding(page).Find(); }

}  // namespace pricecrew
