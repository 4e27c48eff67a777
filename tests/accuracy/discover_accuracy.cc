// Measures Discover on the recorded pages of $PRICECREW_CORPUS and holds it to the figures below.

#include <rapidjson/document.h>
#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "producer/discover.h"

namespace pricecrew {
namespace {

std::string Inflated(const std::string& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  std::string text;
  std::vector<char> chunk(1U << 16);
  for (int got = 0;
       file && (got = gzread(file.get(), chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;) {
    text.append(chunk.data(), static_cast<std::size_t>(got));
  }
  return text;
}

std::vector<rapidjson::Document> Rows(const std::string& text) {
  std::vector<rapidjson::Document> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) rows.emplace_back().Parse(line.data(), line.size());
  return rows;
}

std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

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

struct Bench {
  std::string corpus;
  bool verbose = false;
  bool passed = true;

  void Hold(const char* what, double figure, double least) {
    const bool good = figure >= least;
    passed = passed && good;
    std::printf("%-28s %.3f (at least %.2f) %s\n", what, figure, least, good ? "ok" : "FAILED");
  }
};

void MeasureListings(Bench& bench) {
  double recall = 0;
  double precision = 0;
  const auto rows = Rows(FileText(bench.corpus + "/listings.jsonl"));
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
    std::printf("  %-18s wanted %3zu found %3zu recall %.2f precision %.2f next %s\n", row["id"].GetString(),
                wanted.size(), urls.size(), r, p, found.next.value_or("-").c_str());
    if (!bench.verbose) continue;
    for (const auto& url : urls) {
      if (!wanted.contains(url))
        std::printf("    %s %s\n", neutral.contains(url) ? "neutral" : "WRONG", url.c_str());
    }
    for (const auto& url : wanted) {
      if (!urls.contains(url)) std::printf("    missed %s\n", url.c_str());
    }
  }
  bench.Hold("listing recall", recall, 0.85);
  bench.Hold("listing precision", precision, 0.85);
}

struct Outcome {
  double right = 0;
  double wrong = 0;
  double missed = 0;
  [[nodiscard]] double F1() const { return 2 * right / (2 * right + wrong + missed); }
};

// A next page that the labels know as a numbered page only is held against us in the strict figure, not in
// the other.
void MeasureNext(Bench& bench) {
  Outcome strict;
  Outcome lenient;
  for (const auto& row : Rows(FileText(bench.corpus + "/pagination.jsonl"))) {
    if (row["excluded_by_source"].GetBool()) continue;
    std::set<std::string> next;
    std::set<std::string> numbered;
    for (const auto& link : row["pagination_links"].GetArray()) {
      const std::string label = link["label"].GetString();
      if (label == "NEXT") next.insert(WithoutFragment(link["url"].GetString()));
      if (label == "PAGE") numbered.insert(WithoutFragment(link["url"].GetString()));
    }
    const auto found = DiscoverIn(Inflated(bench.corpus + "/" + row["file"].GetString()), TypeOf(row),
                                  row["page_url"].GetString());
    const bool right = found.next && next.contains(*found.next);
    const bool unlabelled = found.next && next.empty() && numbered.contains(*found.next);
    for (auto* outcome : {&strict, &lenient}) {
      outcome->right += right ? 1 : 0;
      outcome->wrong += found.next && !right && !(unlabelled && outcome == &lenient) ? 1 : 0;
      outcome->missed += !next.empty() && !right ? 1 : 0;
    }
    if (bench.verbose && (found.next ? !right : !next.empty())) {
      std::printf("  next %s on %s: found %s, labelled %s\n", row["id"].GetString(),
                  row["page_url"].GetString(), found.next.value_or("-").c_str(),
                  next.empty() ? "-" : next.begin()->c_str());
    }
  }
  std::printf("  next strict: right %.0f wrong %.0f missed %.0f; numbers counted: wrong %.0f\n", strict.right,
              strict.wrong, strict.missed, lenient.wrong);
  bench.Hold("next F1", strict.F1(), 0.85);
  bench.Hold("next F1, numbers counted", lenient.F1(), 0.85);
}

void MeasureOtherPages(Bench& bench) {
  std::size_t pages = 0;
  std::size_t quiet = 0;
  for (const auto& row : Rows(FileText(bench.corpus + "/not_products.jsonl"))) {
    const auto found = DiscoverIn(Inflated(bench.corpus + "/" + row["file"].GetString()), TypeOf(row),
                                  row["url"].GetString());
    ++pages;
    quiet += found.products.empty() ? 1 : 0;
    if (bench.verbose && !found.products.empty()) {
      std::printf("  products on %s %s: %zu, %s '%s'\n", row["id"].GetString(), row["url"].GetString(),
                  found.products.size(), found.products[0].url.c_str(), found.products[0].text.c_str());
    }
  }
  bench.Hold("other pages without products", static_cast<double>(quiet) / static_cast<double>(pages), 0.85);
}

void MeasureShop(Bench& bench) {
  std::map<std::string, std::string> pages;
  for (const auto& row : Rows(Inflated(bench.corpus + "/shop/pages.jsonl.gz")))
    pages[row["path"].GetString()] = row["html"].GetString();
  const std::string origin = "http://shop.test";
  std::size_t categories = 0;
  std::size_t exact = 0;
  for (const auto& row : Rows(FileText(bench.corpus + "/shop/categories.jsonl"))) {
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
  bench.Hold("shop categories exact", static_cast<double>(exact) / static_cast<double>(categories), 1.0);
}

void MeasureSpeed(const Bench& bench) {
  std::vector<std::pair<std::string, std::string>> pages;
  for (const auto& row : Rows(FileText(bench.corpus + "/listings.jsonl"))) {
    pages.emplace_back(Inflated(bench.corpus + "/" + row["file"].GetString()), row["url"].GetString());
  }
  std::size_t bytes = 0;
  const auto start = std::chrono::steady_clock::now();
  for (const auto& [html, url] : pages) {
    bytes += html.size();
    DiscoverIn(html, "text/html", url);
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  std::printf("speed: %.0f listing pages/s, %.1f MB/s (mean page %zu bytes)\n",
              static_cast<double>(pages.size()) / spent.count(),
              static_cast<double>(bytes) / spent.count() / 1e6, bytes / pages.size());
}

int Run(bool verbose) {
  const char* corpus = std::getenv("PRICECREW_CORPUS");
  if (corpus == nullptr) {
    std::puts("SKIPPED: PRICECREW_CORPUS is not set, nothing was measured");
    return 77;
  }
  Bench bench{.corpus = corpus, .verbose = verbose};
  MeasureShop(bench);
  MeasureListings(bench);
  MeasureNext(bench);
  MeasureOtherPages(bench);
  MeasureSpeed(bench);
  return bench.passed ? 0 : 1;
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::Run(argc > 1 && std::string(argv[1]) == "--verbose"); }
