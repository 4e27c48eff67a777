#include "producer/sitemap_stage.h"

#include <algorithm>
#include <utility>

#include "producer/link_census.h"

namespace pricecrew {
namespace {

// An index may name an index, though the protocol does not want it; no deeper.
constexpr std::size_t kMaxLevels = 2;

std::vector<std::string> OfThisShop(const std::vector<std::string>& urls, const PageAddress& address) {
  std::vector<std::string> own;
  for (const std::string& text : urls) {
    const auto url = ResolveUrl(text, address.base);  // the protocol wants absolute ones
    if (url && IsWithinShop(*url, address)) own.push_back(url->Href());
  }
  return own;
}

std::vector<Task> ListsOf(const Task& task, const std::vector<std::string>& products) {
  Task like;
  like.job = task.job;
  like.position = task.position;
  like.position.page = 1;
  like.position.rank = 1;
  like.category_url = task.category_url;
  return MakeLists(like, products);
}

std::vector<Task> SitemapsOf(const Task& task, const std::vector<std::string>& sitemaps) {
  std::vector<Task> tasks;
  if (task.position.subcategories.size() >= kMaxLevels) return tasks;
  for (std::size_t i = 0; i < sitemaps.size(); ++i) {
    auto child = MakePageTask(task.job, Stage::kCategory, sitemaps[i]);
    if (!child || child->id == task.id) continue;
    child->position = task.position;
    child->position.subcategories.push_back(static_cast<std::uint32_t>(i) + 1);
    child->category_url = sitemaps[i];
    child->chain.hosts = task.chain.hosts;
    tasks.push_back(std::move(*child));
  }
  return tasks;
}

// What is left of a number of products is divided among sitemaps.
void Divide(std::vector<Task>& sitemaps, const std::optional<std::uint32_t>& products) {
  if (!products) return;
  if (sitemaps.size() > *products) sitemaps.resize(*products);
  for (std::size_t i = 0; i < sitemaps.size(); ++i) {
    const auto count = static_cast<std::uint32_t>(sitemaps.size());
    sitemaps[i].left.products = *products / count + (i < *products % count ? 1 : 0);
  }
}

}  // namespace

Settlement SettleSitemap(const Task& task, const Url& url, const Sitemap& sitemap) {
  const PageAddress address = AddressOf(url, {}, task.chain.hosts);
  auto products = ProductPagesOf(OfThisShop(sitemap.pages, address));
  if (task.left.products && products.size() > *task.left.products) products.resize(*task.left.products);
  auto sitemaps = SitemapsOf(task, OfThisShop(sitemap.sitemaps, address));
  Divide(sitemaps, task.left.products);

  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kListing;
  settlement.final_url = url.Href();
  settlement.links_seen = static_cast<std::uint32_t>(sitemap.pages.size() + sitemap.sitemaps.size());
  const bool leads_on = !products.empty() || !sitemaps.empty();
  settlement.reason = leads_on ? "sitemap" : "no_products";
  if (!sitemap.broken.empty())
    settlement.detail = "GET " + settlement.final_url + ": broken (" + sitemap.broken + ")";
  settlement.children = ListsOf(task, products);
  settlement.children.insert(settlement.children.end(), sitemaps.begin(), sitemaps.end());
  return settlement;
}

}  // namespace pricecrew
