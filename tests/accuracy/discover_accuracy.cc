// Measures Discover on the recorded pages of $PRICECREW_CORPUS and holds it to the figures below.

#include <rapidjson/document.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "producer/discover.h"
#include "tests/accuracy/accuracy_bench.h"

namespace pricecrew {
namespace {

std::string WithoutFragment(const std::string& url) { return url.substr(0, url.find('#')); }

std::string TypeOf(const rapidjson::Value& row) {
  const auto& encoding = row["encoding"];
  return encoding.IsString() ? std::string("text/html; charset=") + encoding.GetString() : "text/html";
}

Discovery DiscoverIn(const std::string& html, const std::string& type, const std::string& url) {
  return Discover({.body = html, .content_type = type, .url = ParseUrl(url).value()});
}

std::set<std::string> UrlsIn(const rapidjson::Value& list) {
  std::set<std::string> urls;
  for (const auto& one : list.GetArray())
    urls.insert(WithoutFragment(one.IsString() ? one.GetString() : one["url"].GetString()));
  return urls;
}

void MeasureListings(AccuracyBench& bench) {
  double recall = 0;
  double precision = 0;
  const auto rows = JsonRows(FileText(bench.corpus + "/listings.jsonl"));
  for (const auto& row : rows) {
    const auto found = DiscoverIn(Inflated(bench.corpus + "/" + row["file"].GetString()), TypeOf(row),
                                  row["url"].GetString());
    const auto wanted = UrlsIn(row["product_links"]);
    const auto neutral = UrlsIn(row["other_product_links"]);
    std::set<std::string> urls;
    for (const auto& link : found.products) urls.insert(WithoutFragment(link.url));
    double right = 0;
    double counted = 0;
    for (const auto& url : urls) {
      right += wanted.contains(url) ? 1 : 0;
      counted += wanted.contains(url) || !neutral.contains(url) ? 1 : 0;
    }
    const double r = right / static_cast<double>(wanted.size());
    const double p = counted == 0 ? 0 : right / counted;
    recall += r / static_cast<double>(rows.size());
    precision += p / static_cast<double>(rows.size());
    if (bench.verbose)
      std::printf("  %-18s wanted %3zu found %3zu recall %.2f precision %.2f next %s\n",
                  row["id"].GetString(), wanted.size(), urls.size(), r, p, found.next.value_or("-").c_str());
    if (!bench.verbose) continue;
    for (const auto& url : urls) {
      if (!wanted.contains(url))
        std::printf("    %s %s\n", neutral.contains(url) ? "neutral" : "WRONG", url.c_str());
    }
    for (const auto& url : wanted) {
      if (!urls.contains(url)) std::printf("    missed %s\n", url.c_str());
    }
  }
  bench.AtLeast("listing_recall", recall, 0.97);
  bench.AtLeast("listing_precision", precision, 0.95);
}

struct PageLabels {
  std::set<std::string> next;
  std::set<std::string> numbered;  // labelled as a page by its number; neither right nor wrong
  bool any = false;
};

PageLabels LabelsOf(const rapidjson::Value& row) {
  PageLabels labels;
  for (const auto& link : row["pagination_links"].GetArray()) {
    const std::string label = link["label"].GetString();
    labels.any = true;
    if (label == "NEXT") labels.next.insert(WithoutFragment(link["url"].GetString()));
    if (label == "PAGE") labels.numbered.insert(WithoutFragment(link["url"].GetString()));
  }
  return labels;
}

// What stands in the way of a page whose next link was not found.
const char* WhyMissed(const PageLabels& labels, const std::string& page) {
  if (labels.next.contains(WithoutFragment(page))) return "the label is the page itself";
  const auto leads = [](const std::string& url) { return url.starts_with("http"); };
  return std::any_of(labels.next.begin(), labels.next.end(), leads) ? "not found"
                                                                    : "a script's link, without an address";
}

struct NextTally {
  double right = 0;
  double wrong = 0;
  double missed = 0;
  std::size_t bare = 0;  // pages without any pagination
  std::size_t disturbed = 0;
};

void CountNext(const AccuracyBench& bench, const rapidjson::Value& row, NextTally& tally) {
  const auto labels = LabelsOf(row);
  const std::string page = row["page_url"].GetString();
  const auto found =
      DiscoverIn(Inflated(bench.corpus + "/" + row["file"].GetString()), TypeOf(row), page).next;
  const std::string id = row["id"].GetString();
  if (!labels.any) {
    ++tally.bare;
    tally.disturbed += found ? 1 : 0;
    if (found && bench.verbose)
      std::printf("  next %s on %s: none is labelled, found %s\n", id.c_str(), page.c_str(), found->c_str());
    return;
  }
  const bool right = found && labels.next.contains(*found);
  const bool neutral = found && !right && labels.numbered.contains(*found);
  tally.right += right ? 1 : 0;
  tally.wrong += found && !right && !neutral ? 1 : 0;
  tally.missed += !labels.next.empty() && !right && !neutral ? 1 : 0;
  if (bench.verbose && !right && !neutral && (found || !labels.next.empty()))
    std::printf("  next %s on %s: found %s, labelled %s: %s\n", id.c_str(), page.c_str(),
                found.value_or("-").c_str(), labels.next.empty() ? "-" : labels.next.begin()->c_str(),
                WhyMissed(labels, page));
}

void MeasureNext(AccuracyBench& bench) {
  NextTally tally;
  for (const auto& row : JsonRows(FileText(bench.corpus + "/pagination.jsonl")))
    if (!row["excluded_by_source"].GetBool()) CountNext(bench, row, tally);
  if (bench.verbose)
    std::printf("  next: %.0f right, %.0f wrong, %.0f missed\n", tally.right, tally.wrong, tally.missed);
  bench.AtLeast("next_f1", 2 * tally.right / (2 * tally.right + tally.wrong + tally.missed), 0.95);
  bench.AtMost("next_on_bare_pages", static_cast<double>(tally.disturbed), 1);
  if (bench.verbose) std::printf("  pages without pagination: %zu\n", tally.bare);
}

void MeasureOtherPages(AccuracyBench& bench) {
  std::size_t pages = 0;
  std::size_t quiet = 0;
  for (const auto& row : JsonRows(FileText(bench.corpus + "/not_products.jsonl"))) {
    const auto found = DiscoverIn(Inflated(bench.corpus + "/" + row["file"].GetString()), TypeOf(row),
                                  row["url"].GetString());
    ++pages;
    quiet += found.products.empty() ? 1 : 0;
    if (bench.verbose && !found.products.empty()) {
      std::printf("  products on %s %s: %zu, %s '%s'\n", row["id"].GetString(), row["url"].GetString(),
                  found.products.size(), found.products[0].url.c_str(), found.products[0].text.c_str());
    }
  }
  bench.AtMost("products_on_other_pages", 1.0 - static_cast<double>(quiet) / static_cast<double>(pages),
               0.05);
}

// From the home page alone, two levels down: every page once, its products, its next page, its subcategories.
void MeasureFromHome(AccuracyBench& bench, const std::map<std::string, std::string>& pages) {
  constexpr int kDepth = 2;
  const std::string origin = "http://shop.test";
  std::set<std::string> products;
  std::set<std::string> visited;
  std::vector<std::pair<std::string, int>> left{{origin + "/", kDepth}};
  while (!left.empty()) {
    const auto [url, depth] = left.front();
    left.erase(left.begin());
    const auto page = pages.find(url.substr(origin.size()));
    if (page == pages.end() || !visited.insert(url).second) continue;
    const auto found = DiscoverIn(page->second, "text/html", url);
    for (const auto& product : found.products) products.insert(product.url);
    if (found.next) left.emplace_back(*found.next, depth);
    for (const auto& category : found.subcategories)
      if (depth > 0) left.emplace_back(category.url, depth - 1);
  }
  if (bench.verbose) std::printf("  from the home page: %zu pages visited\n", visited.size());
  bench.AtLeast("shop_from_home_products", static_cast<double>(products.size()), 1000);
}

void MeasureShop(AccuracyBench& bench) {
  std::map<std::string, std::string> pages;
  for (const auto& row : JsonRows(Inflated(bench.corpus + "/shop/pages.jsonl.gz")))
    pages[row["path"].GetString()] = row["html"].GetString();
  const std::string origin = "http://shop.test";
  std::size_t categories = 0;
  std::size_t exact = 0;
  for (const auto& row : JsonRows(FileText(bench.corpus + "/shop/categories.jsonl"))) {
    std::vector<std::string> found;
    std::vector<std::string> wanted;
    for (const auto& path : row["product_paths"].GetArray()) wanted.emplace_back(origin + path.GetString());
    std::size_t visited = 0;
    for (auto at = std::optional<std::string>(origin + row["path"].GetString()); at && visited <= 100;
         ++visited) {
      const auto path = at->substr(origin.size());
      const auto page = pages.find(path);
      auto discovery = DiscoverIn(page == pages.end() ? "" : page->second, "text/html", *at);
      for (auto& link : discovery.products) found.push_back(std::move(link.url));
      at = discovery.next;
    }
    ++categories;
    const bool right = found == wanted && visited == row["pages"].GetUint();
    exact += right ? 1 : 0;
    if (!right) {
      std::printf("  %s: %zu pages, found %zu, wanted %zu\n", row["path"].GetString(), visited, found.size(),
                  wanted.size());
    }
  }
  bench.AtLeast("shop_categories_exact", static_cast<double>(exact) / static_cast<double>(categories), 1.0);
  MeasureFromHome(bench, pages);
}

void MeasureSpeed(const AccuracyBench& bench) {
  std::vector<std::pair<std::string, std::string>> pages;
  for (const auto& row : JsonRows(FileText(bench.corpus + "/listings.jsonl"))) {
    pages.emplace_back(Inflated(bench.corpus + "/" + row["file"].GetString()), row["url"].GetString());
  }
  std::size_t bytes = 0;
  const std::clock_t start = std::clock();  // the processor's time, since the machine has other work too
  for (const auto& [html, url] : pages) {
    bytes += html.size();
    DiscoverIn(html, "text/html", url);
  }
  const double spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("speed: %.0f listing pages/s a core, %.1f MB/s (mean page %zu bytes)\n",
              static_cast<double>(pages.size()) / spent, static_cast<double>(bytes) / spent / 1e6,
              bytes / pages.size());
}

int Run(bool verbose) {
  const char* corpus = std::getenv("PRICECREW_CORPUS");
  if (corpus == nullptr) {
    std::puts("SKIPPED: PRICECREW_CORPUS is not set, nothing was measured");
    return 77;
  }
  AccuracyBench bench{.corpus = corpus, .verbose = verbose};
  MeasureShop(bench);
  MeasureListings(bench);
  MeasureNext(bench);
  MeasureOtherPages(bench);
  MeasureRobots(bench);
  MeasureUrls(bench);
  MeasureSpeed(bench);
  return bench.passed ? 0 : 1;
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::Run(argc > 1 && std::string(argv[1]) == "--verbose"); }
