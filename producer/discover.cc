#include "producer/discover.h"

#include <unordered_map>
#include <unordered_set>

#include "common/html/charset.h"
#include "common/html/document.h"
#include "producer/item_list.h"
#include "producer/link_census.h"
#include "producer/next_link.h"
#include "producer/page_outline.h"
#include "producer/page_regions.h"
#include "producer/product_cards.h"

namespace pricecrew {
namespace {

// Fewer listed items than this share of the cards are a list of something else.
constexpr std::size_t kListedShare = 2;

std::vector<ProductLink> LinksOf(std::vector<ProductCard> cards) {
  std::vector<ProductLink> links;
  links.reserve(cards.size());
  for (auto& card : cards) links.push_back({std::move(card.url), std::move(card.text)});
  return links;
}

// What an ItemList says the page is about, as links.
struct Listed {
  std::vector<ProductLink> links;
  std::unordered_set<std::string> identities;
};

Listed ListedLinks(const PageScan& scan, const LinkCensus& census, const PageAddress& address) {
  Listed listed;
  std::unordered_map<std::string_view, std::string_view> text_of;
  for (const auto& link : census.links) {
    auto& text = text_of[link.identity];
    if (link.text.size() > text.size()) text = link.text;
  }
  const auto here = CanonicalUrl(address.page);
  for (const auto& href : ItemListHrefs(scan.json_ld)) {
    const auto url = ResolveWithinShop(href, address);
    if (!url) continue;
    auto identity = CanonicalUrl(*url);
    const auto text = text_of.find(identity);
    const std::string name(text == text_of.end() ? std::string_view{} : text->second);
    if (identity != here && listed.identities.insert(identity).second)
      listed.links.push_back({url->Href(), name});
  }
  return listed;
}

// The list has the word where the page shows no cards, or where the two mostly agree and the list is the
// longer one.
std::vector<ProductLink> Agree(std::vector<ProductCard> cards, Listed listed) {
  std::size_t both = 0;
  for (const auto& card : cards) both += listed.identities.contains(card.identity) ? 1 : 0;
  const bool agree = kListedShare * both >= cards.size();
  return agree && listed.links.size() > cards.size() ? std::move(listed.links) : LinksOf(std::move(cards));
}

}  // namespace

Discovery Discover(const Page& page) {
  Discovery discovery;
  if (page.body.empty()) {
    discovery.unreadable = "empty";
    return discovery;
  }
  const auto read = SketchPage(ToUtf8(page.body, page.content_type));
  const auto& scan = read.scan;
  const auto outline = OutlineOf(read.document);
  const auto regions = RegionsOf(outline);
  const auto address = AddressOf(page.url, scan.base);
  const auto census = TakeLinkCensus(outline, regions, address);
  discovery.links_seen = census.seen;
  discovery.products =
      Agree(FindProductCards(outline, regions, census, page.url), ListedLinks(scan, census, address));
  discovery.next = FindNextLink(outline, census, address, scan.next);
  return discovery;
}

}  // namespace pricecrew
