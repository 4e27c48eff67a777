#include "producer/category_stage.h"

#include <optional>
#include <utility>

#include "producer/discover.h"

namespace pricecrew {
namespace {

/// The task of the product at `rank` of the page; absent where its URL is none.
std::optional<Task> ProductTask(const Task& page, const ProductLink& link, std::uint32_t rank) {
  std::optional<Task> task = MakePageTask(page.job, Stage::kProduct, link.url);
  if (!task) return std::nullopt;
  task->position = page.position;
  task->position.rank = rank;
  task->category_url = page.category_url;
  return task;
}

/// The task of the next page, where there is one and the limits leave something to find there.
std::optional<Task> NextPageTask(const Task& page, const std::optional<std::string>& next,
                                 std::uint32_t announced) {
  const ChainLimits& left = page.left;
  const bool no_pages_left = left.pages && *left.pages <= 1;
  const bool no_products_left = left.products && *left.products <= announced;
  if (!next || no_pages_left || no_products_left || page.position.page >= kMaxChainPages) return std::nullopt;
  std::optional<Task> task = MakePageTask(page.job, Stage::kCategory, *next);
  if (!task || task->id == page.id) return std::nullopt;
  task->position = page.position;
  ++task->position.page;
  task->category_url = page.category_url;
  if (left.pages) task->left.pages = *left.pages - 1;
  if (left.products) task->left.products = *left.products - announced;
  return task;
}

}  // namespace

Settlement ReadCategoryPage(const Task& task, const FetchedPage& page) {
  Settlement settlement = SettlementOf(task);
  settlement.final_url = page.url.Href();
  Discovery found = Discover(page.View());
  settlement.links_seen = static_cast<std::uint32_t>(found.links_seen);
  if (!found.unreadable.empty()) {
    settlement.outcome = Outcome::kFailed;
    settlement.reason = std::move(found.unreadable);
    settlement.detail = "GET " + settlement.final_url + ": the page cannot be read";
    return settlement;
  }
  settlement.outcome = Outcome::kListing;
  settlement.reason = found.products.empty() ? "no_products" : "products";
  for (std::size_t i = 0; i < found.products.size(); ++i) {
    if (task.left.products && settlement.children.size() >= *task.left.products) break;
    std::optional<Task> product = ProductTask(task, found.products[i], static_cast<std::uint32_t>(i) + 1);
    if (product) settlement.children.push_back(std::move(*product));
  }
  const auto announced = static_cast<std::uint32_t>(settlement.children.size());
  std::optional<Task> next = NextPageTask(task, found.next, announced);
  if (next) settlement.children.push_back(std::move(*next));
  return settlement;
}

}  // namespace pricecrew
