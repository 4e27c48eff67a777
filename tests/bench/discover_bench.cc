// How fast listing pages are read, and what a long job takes of the producer's memory.

#include <fmt/core.h>
#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "common/domain/codec.h"
#include "producer/category_stage.h"
#include "tests/shop/catalogue.h"
#include "tests/shop/render.h"

namespace pricecrew {
namespace {

constexpr std::size_t kProducts = 100'000;
constexpr std::size_t kPageSize = 20;  // 5,000 pages
constexpr const char* kOrigin = "http://shop.test";

// The processor's time, since the machine has other work too.
double Seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

Settlement ReadPage(const Task& task, std::string html) {
  HttpResponse response;
  response.status = 200;
  response.headers = {{"content-type", "text/html; charset=utf-8"}};
  response.body = std::move(html);
  return ReadCategoryPage(task, {*ParseUrl(task.url), std::move(response)});
}

Task FirstTask(const shop::Category& category) {
  Task task = *MakePageTask("job-1", Stage::kCategory, kOrigin + category.path);
  task.position.page = 1;
  task.category_url = task.url;
  task.chain.depth = 1;
  return task;
}

// A chain of pages as the stage works it off: one task in hand, and what it announces put into messages.
std::size_t WalkChain(const shop::Catalogue& catalogue, const shop::Category& category, std::size_t& bytes) {
  std::size_t products = 0;
  std::optional<Task> task = FirstTask(category);
  for (std::size_t page = 1; task; ++page) {
    Settlement settlement = ReadPage(*task, shop::RenderListing(catalogue, category, page));
    task.reset();
    bytes += Encode(settlement).size();
    for (Task& child : settlement.children) {
      if (child.stage == Stage::kProduct) ++products;
      if (child.stage == Stage::kCategory && child.category_url == kOrigin + category.path)
        task = std::move(child);
    }
    if (task) task->job = "job-1";
  }
  return products;
}

void MeasureSpeed() {
  constexpr int kRounds = 200;
  const shop::Catalogue catalogue({.products = 400, .categories = 4, .page_size = 40});
  std::vector<std::pair<Task, std::string>> pages;
  for (const shop::Category& category : catalogue.categories())
    pages.emplace_back(FirstTask(category), shop::RenderListing(catalogue, category, 1));
  std::size_t bytes = 0;
  const double start = Seconds();
  for (int round = 0; round < kRounds; ++round) {
    for (const auto& [task, html] : pages) {
      ReadPage(task, html);
      bytes += html.size();
    }
  }
  const double spent = Seconds() - start;
  fmt::print("listing pages: {:.0f}/s a core, {:.1f} MB/s (40 products, {} bytes a page)\n",
             kRounds * static_cast<double>(pages.size()) / spent, static_cast<double>(bytes) / spent / 1e6,
             bytes / kRounds / pages.size());
}

void MeasureMemory() {
  const shop::Catalogue catalogue({.products = kProducts, .categories = 1, .page_size = kPageSize});
  std::size_t bytes = 0;
  const double start = Seconds();
  const std::size_t products = WalkChain(catalogue, catalogue.categories()[0], bytes);
  fmt::print("one chain: {} products in {} pages, {:.0f} MB of messages, {:.1f} s, peak memory {:.0f} MB\n",
             products, kProducts / kPageSize, static_cast<double>(bytes) / 1e6, Seconds() - start,
             PeakMegabytes());
}

}  // namespace
}  // namespace pricecrew

int main() {
  pricecrew::MeasureSpeed();
  pricecrew::MeasureMemory();
  return EXIT_SUCCESS;
}
