#include "producer/category_stage.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "common/rules/task_rules.h"
#include "producer/discover.h"
#include "producer/page_number.h"
#include "producer/ruled_discovery.h"
#include "producer/sitemap.h"
#include "producer/sitemap_stage.h"

namespace pricecrew {
namespace {

// Fingerprints that a chain carries along: the oldest go first, but for those of its first page.
constexpr std::size_t kMaxSeen = 128;
constexpr std::size_t kKeptFirst = 2;
constexpr std::uint32_t kMaxSubcategories = 10'000;  // of one page; parts the ranks of its pages

std::uint64_t PrintOf(const std::string& url) {
  const auto parsed = ParseUrl(url);
  return parsed ? StableHash(CanonicalUrl(*parsed)) : 0;
}

// Of what a page lists, in whatever order; 0 for nothing.
std::uint64_t PrintOf(const std::vector<ProductLink>& products) {
  std::uint64_t sum = 0;
  for (const ProductLink& product : products)
    sum += StableHash("listed " + std::to_string(PrintOf(product.url)));
  return sum;
}

void Remember(std::vector<std::uint64_t>& seen, std::uint64_t print) {
  if (seen.size() >= kMaxSeen) seen.erase(seen.begin() + kKeptFirst);
  seen.push_back(print);
}

bool Holds(const std::vector<std::uint64_t>& seen, std::uint64_t print) {
  return std::find(seen.begin(), seen.end(), print) != seen.end();
}

/// By the job's rules, where it has any; whoever opened the job has seen that they can be read.
Discovery DiscoverFor(const Task& task, const Page& page) {
  const auto rules = task.request.rules.empty() ? nullptr : TaskRules(task.request.rules);
  return rules ? DiscoverWithRules(page, task.chain.hosts, *rules) : Discover(page, task.chain.hosts);
}

/// Reads one page of a chain and says what it announces and why the chain ends, where it does.
class PageSettler {
 public:
  PageSettler(const Task& task, const FetchedPage& page)
      : task_(task),
        url_(page.url),
        found_(DiscoverFor(task, page.View())),
        listed_(PrintOf(found_.products)),
        settlement_(SettlementOf(task)) {
    settlement_.final_url = page.url.Href();
    settlement_.links_seen = static_cast<std::uint32_t>(found_.links_seen);
  }

  Settlement Settle() {
    if (!found_.unreadable.empty()) return Fail(found_.unreadable, "the page cannot be read");
    if (!found_.wall.empty())
      return Fail(std::string(found_.wall), "a page stands in the way of the one asked for");
    settlement_.outcome = Outcome::kListing;
    if (found_.kind == PageKind::kProduct) return SettleProduct();
    AnnounceProducts();
    AnnounceFurther();
    return std::move(settlement_);
  }

 private:
  Settlement Fail(std::string reason, std::string_view detail) {
    settlement_.outcome = Outcome::kFailed;
    settlement_.reason = std::move(reason);
    settlement_.detail = "GET " + settlement_.final_url + ": " + std::string(detail);
    return std::move(settlement_);
  }

  /// A category page that is a product's: it is the one product of its category.
  Settlement SettleProduct() {
    settlement_.reason = "product_page";
    settlement_.detail = "the page is that of a product, which is visited as one";
    Announce(task_.url, 1);
    return std::move(settlement_);
  }

  void AnnounceProducts() {
    const bool repeated = listed_ != 0 && Holds(task_.chain.seen, listed_);
    settlement_.reason =
        found_.products.empty() ? NothingListed() : (repeated ? "products_seen" : "products");
    if (found_.kind == PageKind::kEmpty) settlement_.detail = "the page says that it has no products";
    if (repeated) return;
    for (std::size_t i = 0; i < found_.products.size(); ++i) {
      if (task_.left.products && settlement_.children.size() >= *task_.left.products) break;
      Announce(found_.products[i].url, static_cast<std::uint32_t>(i) + 1);
    }
  }

  [[nodiscard]] std::string NothingListed() const {
    return found_.kind == PageKind::kSubcategories ? "subcategories" : "no_products";
  }

  void Announce(const std::string& url, std::uint32_t rank) {
    std::optional<Task> product = MakePageTask(task_.job, Stage::kProduct, url);
    if (!product) return;
    product->position = task_.position;
    product->position.rank = rank;
    product->category_url = task_.category_url;
    settlement_.children.push_back(std::move(*product));
  }

  void AnnounceFurther() {
    const auto announced = static_cast<std::uint32_t>(settlement_.children.size());
    std::vector<Task> further;
    std::optional<Task> next = NextPage();
    if (next) further.push_back(std::move(*next));
    for (Task& category : Subcategories()) further.push_back(std::move(category));
    if (task_.left.products)
      Divide(further, *task_.left.products - std::min(announced, *task_.left.products));
    for (Task& task : further) settlement_.children.push_back(std::move(task));
  }

  /// What is left of a number of products is divided among the pages that may list them.
  static void Divide(std::vector<Task>& tasks, std::uint32_t products) {
    if (tasks.size() > products) tasks.resize(products);
    const auto count = static_cast<std::uint32_t>(tasks.size());
    for (std::uint32_t i = 0; i < count; ++i)
      tasks[i].left.products = products / count + (i < products % count ? 1 : 0);
  }

  [[nodiscard]] std::uint32_t FoundSoFar() const {
    const bool repeated = settlement_.reason == "products_seen";
    return task_.chain.found + (repeated ? 0 : static_cast<std::uint32_t>(found_.products.size()));
  }

  [[nodiscard]] std::optional<std::uint32_t> Stated() const {
    return task_.chain.stated ? task_.chain.stated : found_.stated_products;
  }

  std::optional<Task> NextPage() {
    const std::optional<std::string> next = NextUrl();
    if (!next) {
      EndChain({});
      return std::nullopt;
    }
    if (IsLimited()) return std::nullopt;
    const std::string_view end = WhyNoFurther(*next);
    std::optional<Task> task = end.empty() ? MakePageTask(task_.job, Stage::kCategory, *next) : std::nullopt;
    if (!task) {
      EndChain(end);
      return std::nullopt;
    }
    task->position = task_.position;
    ++task->position.page;
    task->category_url = task_.category_url;
    if (task_.left.pages) task->left.pages = *task_.left.pages - 1;
    task->chain = task_.chain;
    task->chain.stated = Stated();
    task->chain.found = FoundSoFar();
    task->chain.guessed = !found_.next;
    Remember(task->chain.seen, PrintOf(task_.url));
    if (listed_ != 0) Remember(task->chain.seen, listed_);
    return task;
  }

  /// The link's, else a guess where fewer products were found than the category says it has.
  [[nodiscard]] std::optional<std::string> NextUrl() const {
    if (found_.next || !found_.guess) return found_.next;
    const auto stated = Stated();
    return stated && *stated <= FoundSoFar() ? std::nullopt : found_.guess;
  }

  /// The job wants no more of this category.
  [[nodiscard]] bool IsLimited() const {
    const bool no_pages_left = task_.left.pages && *task_.left.pages <= 1;
    return no_pages_left || (task_.left.products && *task_.left.products <= settlement_.children.size());
  }

  /// Why the chain ends although a page seems to follow; empty where it goes on.
  [[nodiscard]] std::string_view WhyNoFurther(const std::string& next) const {
    const auto print = PrintOf(next);
    const bool seen = print == PrintOf(task_.url) || print == PrintOf(settlement_.final_url);
    if (seen || Holds(task_.chain.seen, print)) return "page_seen";
    if (settlement_.reason == "products_seen") return "products_seen";
    if (found_.products.empty() && found_.subcategories.empty()) return "no_products";
    const auto here = PageNumberIn(CanonicalUrl(url_));
    const auto there = PageNumberIn(next);
    if (here && there && *there <= *here) return "page_number";
    return task_.position.page >= kMaxChainPages ? "too_many_pages" : "";
  }

  /// The chain ends here; where its end is no ordinary one, for a reason.
  void EndChain(std::string_view reason) {
    if (!reason.empty()) settlement_.reason = reason;
    const bool listed = FoundSoFar() > 0;
    if (const auto stated = Stated(); stated && listed)
      settlement_.stated = StatedProducts{*stated, FoundSoFar()};
  }

  /// Those of a category's first page: the later ones show them again. A page that lists no products may have
  /// further pages of subcategories.
  [[nodiscard]] std::vector<Task> Subcategories() const {
    std::vector<Task> tasks;
    const std::uint32_t page = std::max(task_.position.page, 1U);
    if (task_.chain.depth == 0 || (page > 1 && !found_.products.empty())) return tasks;
    for (std::size_t i = 0; i < found_.subcategories.size() && i < kMaxSubcategories; ++i) {
      const auto rank = static_cast<std::uint32_t>(i) + 1 + (page - 1) * kMaxSubcategories;
      std::optional<Task> task = Subcategory(found_.subcategories[i].url, rank);
      if (task) tasks.push_back(std::move(*task));
    }
    return tasks;
  }

  [[nodiscard]] std::optional<Task> Subcategory(const std::string& url, std::uint32_t rank) const {
    std::optional<Task> task = MakePageTask(task_.job, Stage::kCategory, url);
    if (!task || task->id == task_.id) return std::nullopt;
    task->position = task_.position;
    task->position.subcategories.push_back(rank);
    task->position.page = 1;
    task->category_url = url;
    if (task_.left.pages) task->left.pages = *task_.left.pages + std::max(task_.position.page, 1U) - 1;
    task->chain.depth = task_.chain.depth - 1;
    task->chain.hosts = task_.chain.hosts;
    return task;
  }

  const Task& task_;
  const Url& url_;
  Discovery found_;
  std::uint64_t listed_ = 0;
  Settlement settlement_;
};

}  // namespace

Settlement ReadCategoryPage(const Task& task, const FetchedPage& page) {
  const Page view = page.View();
  if (const auto sitemap = ReadSitemap(view)) return SettleSitemap(task, page.url, *sitemap);
  return PageSettler(task, page).Settle();
}

}  // namespace pricecrew
