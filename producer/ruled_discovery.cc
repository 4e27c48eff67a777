#include "producer/ruled_discovery.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "common/html/charset.h"
#include "common/html/document.h"
#include "common/html/element_index.h"
#include "producer/link_census.h"

namespace pricecrew {
namespace {

// The element's own address, or that of the first link in it.
Node LinkOf(Node element) {
  for (Node node = element; node; node = node.Next(element))
    if (node.Tag() == "a" && node.Attribute("href")) return node;
  return element.Attribute("href") ? element : Node();
}

/// Applies the rules of one site to one category page.
class SiteReading {
 public:
  SiteReading(const Page& page, const std::vector<std::string>& hosts, const SiteRules& site)
      : site_(site), html_(ToUtf8(page.body, page.content_type)), scan_(ScanPage(html_)) {
    address_ = AddressOf(page.url, scan_.base, hosts);
    Result<Document> exact = Document::Parse(WithoutScriptTexts(html_, scan_));
    document_.emplace(exact ? *std::move(exact) : Document::Sketch(html_));
    index_.emplace(*document_);
  }

  void Apply(Discovery& discovery) const {
    std::vector<ProductLink> products = Products();
    if (!products.empty()) {
      discovery.products = std::move(products);
      discovery.kind = PageKind::kListing;
      discovery.wall = {};
    }
    std::erase_if(discovery.products, [this](const ProductLink& link) { return !IsWanted(link.url); });
    if (site_.next_page.empty()) return;
    discovery.next = Next();
    discovery.guess.reset();
  }

 private:
  [[nodiscard]] std::vector<ProductLink> Products() const {
    std::vector<ProductLink> products;
    std::unordered_set<std::string> known;
    for (const Selector& selector : site_.product_links)
      for (const Node element : selector.Select(*index_))
        if (const Node link = LinkOf(element); link) {
          const auto url = ResolveWithinShop(*link.Attribute("href"), address_);
          if (url && known.insert(CanonicalUrl(*url)).second)
            products.push_back({WithoutFragment(*url), link.Text(), {}, {}});
        }
    return products;
  }

  static std::string WithoutFragment(Url url) {
    url.fragment.reset();
    return url.Href();
  }

  [[nodiscard]] std::optional<std::string> Next() const {
    for (const Selector& selector : site_.next_page)
      for (const Node element : selector.Select(*index_))
        if (const Node link = LinkOf(element); link)
          if (const auto url = ResolveWithinShop(*link.Attribute("href"), address_))
            return WithoutFragment(*url);
    return std::nullopt;
  }

  [[nodiscard]] bool IsWanted(const std::string& url) const {
    const auto matches = [&url](const UrlGlob& glob) { return glob.Matches(url); };
    return (site_.keep.empty() || std::ranges::any_of(site_.keep, matches)) &&
           std::ranges::none_of(site_.drop, matches);
  }

  const SiteRules& site_;
  std::string html_;
  PageScan scan_;
  PageAddress address_;
  std::optional<Document> document_;
  std::optional<ElementIndex> index_;
};

bool SaysAnything(const SiteRules& site) {
  return !site.product_links.empty() || !site.next_page.empty() || !site.keep.empty() || !site.drop.empty();
}

}  // namespace

Discovery DiscoverWithRules(const Page& page, const std::vector<std::string>& hosts, const Rules& rules) {
  Discovery discovery = Discover(page, hosts);
  const SiteRules* site = rules.For(page.url.host);
  if (site != nullptr && discovery.unreadable.empty() && SaysAnything(*site))
    SiteReading(page, hosts, *site).Apply(discovery);
  return discovery;
}

}  // namespace pricecrew
