#include <algorithm>
#include <unordered_map>
#include <utility>

#include "producer/discover.h"
#include "producer/findings.h"
#include "producer/next_words.h"
#include "producer/page_number.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

struct Verdict {
  std::string_view role;
  std::string why;
};

std::string_view SourceOf(ProductSource source) {
  if (source == ProductSource::kData) return "in a list of the page's structured data";
  if (source == ProductSource::kState) return "in the data that a script fills the page from";
  return "the main link of a repeated card";
}

class Explainer {
 public:
  explicit Explainer(const PageReading& page)
      : page_(page), findings_(FindAll(page)), here_(CanonicalUrl(page.address.page)) {
    for (const auto& product : findings_.products) Know(product.url, "product", WhyProduct(product));
    if (findings_.next) Know(*findings_.next, "next", "the page after this one");
    for (const auto& [at, descent] : findings_.subcategories)
      known_.emplace(page.census.links[at].identity, Verdict{"subcategory", std::string(ToString(descent))});
    for (std::size_t at = 0; at < page.census.links.size(); ++at)
      link_at_.emplace(page.census.links[at].element, at);
  }

  [[nodiscard]] std::vector<ExplainedLink> Explain() const {
    std::vector<ExplainedLink> links;
    for (std::size_t at = 0; at < page_.outline.elements.size(); ++at) {
      const Node node = page_.outline.elements[at].node;
      const auto href = node.Tag() == "a" || node.Tag() == "area" ? node.Attribute("href") : std::nullopt;
      if (href) links.push_back(ExplainOne(at, *href));
    }
    return links;
  }

 private:
  void Know(const std::string& url, std::string_view role, std::string why) {
    if (const auto parsed = ParseUrl(url))
      known_.emplace(CanonicalUrl(*parsed), Verdict{role, std::move(why)});
  }

  [[nodiscard]] std::string WhyProduct(const ProductLink& product) const {
    std::string why(SourceOf(findings_.source));
    if (product.price.empty()) return why;
    return why.append(", shows ")
        .append(product.price)
        .append(product.currency.empty() ? "" : " ")
        .append(product.currency);
  }

  [[nodiscard]] ExplainedLink ExplainOne(std::size_t element, std::string_view href) const {
    ExplainedLink explained{.href = std::string(href),
                            .url = {},
                            .text = std::string(page_.outline.TextOf(element).substr(0, 200)),
                            .role = "none",
                            .why = {}};
    const auto url = ResolveUrl(href, page_.address.base);
    auto verdict = url ? VerdictOf(element, *url) : Verdict{"none", WhyNoPage(href)};
    if (url) explained.url = url->Href();
    explained.role = verdict.role;
    explained.why = std::move(verdict.why);
    return explained;
  }

  static std::string WhyNoPage(std::string_view href) {
    const auto lower = LowerCase(href.substr(0, 16));
    if (lower.starts_with("javascript:")) return "a script";
    if (lower.starts_with("mailto:")) return "a mail address";
    if (lower.starts_with("tel:") || lower.starts_with("sms:")) return "a telephone number";
    return "no http or https address";
  }

  [[nodiscard]] Verdict VerdictOf(std::size_t element, const Url& url) const {
    if (!IsWithinShop(url, page_.address)) return {"elsewhere", "on another shop's host"};
    const auto identity = CanonicalUrl(url);
    if (identity == here_) return {"self", "this page"};
    if (const auto known = known_.find(identity); known != known_.end()) return known->second;
    const auto at = link_at_.find(element);
    if (at == link_at_.end()) return {"other", "nothing speaks for it"};
    return VerdictOf(page_.census.links[at->second], url);
  }

  [[nodiscard]] Verdict VerdictOf(const Link& link, const Url& url) const {
    if (DirectionOfText(link.text) == Direction::kPrevious) return {"previous", "its text leads back"};
    if (PageNumberIn(link.identity) && WithoutPageNumber(link.identity) == WithoutPageNumber(here_))
      return {"page", "another page of this category"};
    if (link.errand) return {"errand", "a cart, an account, a comparison or the like"};
    if (url.path == page_.address.page.path)
      return {"variant", "this page, filtered or sorted in another way"};
    if (page_.address.page.path.starts_with(url.path) && url.path.ends_with('/'))
      return {"ancestor", "above this page"};
    if (link.region == Region::kFurniture)
      return {"furniture", "in a menu, a filter, a breadcrumb, a footer or among related products"};
    if (link.region == Region::kSideshow) return {"sideshow", "in a carousel or a side column"};
    if (findings_.kind == PageKind::kProduct) return {"beside", "on the page of one product"};
    return {"other", "no card, no page number, no list of categories"};
  }

  const PageReading& page_;
  Findings findings_;
  std::string here_;
  std::unordered_map<std::string, Verdict> known_;
  std::unordered_map<std::size_t, std::size_t> link_at_;
};

}  // namespace

std::vector<ExplainedLink> ExplainLinks(const Page& page, const std::vector<std::string>& hosts) {
  if (page.body.empty()) return {};
  const PageReading reading(page, hosts);
  return Explainer(reading).Explain();
}

}  // namespace pricecrew
