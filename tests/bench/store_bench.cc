// How fast the store takes one job: announcements in listings of 1,000, then a settlement with a product for
// each; how the first and the last 100,000 of these differ, and the most memory that the process had. Usage:
// store_bench FILE [PRODUCTS]
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "aggregator/output/job_files.h"
#include "aggregator/store.h"

namespace pricecrew {
namespace {

constexpr const char* kJob = "bench";
constexpr std::size_t kBatch = 500;  // as the aggregator's
constexpr std::size_t kPart = 100'000;

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Task PageTask(Stage stage, const std::string& path, const Position& position) {
  Task task = *MakePageTask(kJob, stage, "https://www.shop.test/" + path);
  task.position = position;
  task.category_url = "https://www.shop.test/category";
  return task;
}

Task Item(std::uint32_t i) {
  return PageTask(Stage::kProduct, fmt::format("some-product-with-a-name-{}.html", i),
                  {0, {}, i / 1000 + 1, i % 1000 + 1});
}

Settlement Answer(std::uint32_t i) {
  const Task task = Item(i);
  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kProduct;
  settlement.final_url = task.url;
  Product product;
  product.name = fmt::format("Some product with a name of its own, number {}", i);
  product.price = fmt::format("{}.99", i % 1000);
  product.currency = "EUR";
  product.sku = fmt::format("SKU-{}", i);
  product.availability = Availability::kInStock;
  product.image = fmt::format("https://www.shop.test/images/{}/large.jpg", i);
  product.canonical = task.url;
  settlement.product = product;
  return settlement;
}

void Check(const Result<void>& result) {
  if (result) return;
  fmt::print(stderr, "{}\n", result.error().text);
  std::exit(1);
}

void Apply(Store& store, const std::vector<ResultMessage>& messages) {
  const auto applied = store.Apply(messages, 1);
  if (!applied) Check(applied.error());
}

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1'000;
}

/// Prints time on the wall and of the processor, which other work on the machine does not slow as much, and
/// the most memory so far.
void Report(const char* what, std::uint32_t count, double seconds) {
  static std::clock_t last = 0;
  const std::clock_t now = std::clock();
  fmt::print(
      "{:<28} {:>8} in {:6.2f} s: {:>8.0f}/s; {:5.2f} s of processor, making the messages included; {:.0f} "
      "MB\n",
      what, count, seconds, count / seconds, static_cast<double>(now - last) / CLOCKS_PER_SEC,
      PeakMegabytes());
  last = now;
}

void Announce(Store& store, std::uint32_t count) {
  const std::uint32_t pages = (count + 999) / 1000;
  std::vector<Task> roots;
  roots.reserve(pages);
  for (std::uint32_t page = 0; page < pages; ++page)
    roots.push_back(PageTask(Stage::kCategory, fmt::format("category?page={}", page), {0, {}, page + 1, 0}));
  JobOpened opened;
  opened.job = kJob;
  std::vector<ResultMessage> opening;
  for (Announcement& part : MakeAnnouncements(kJob, roots)) {
    opened.parts.push_back(part.part);
    opening.emplace_back(std::move(part));
  }
  opening.emplace_back(opened);
  Apply(store, opening);
  double seconds = 0;
  for (std::uint32_t page = 0; page < pages; ++page) {
    Settlement listing = SettlementOf(roots[page]);
    listing.outcome = Outcome::kListing;
    for (std::uint32_t i = page * 1000; i < std::min(count, (page + 1) * 1000); ++i)
      listing.children.push_back(Item(i));
    const auto start = Clock::now();
    Apply(store, {listing});
    seconds += SecondsSince(start);
  }
  Report("announced", count, seconds);
}

// As workers answer: roughly in the order of the pages, each host lane at its own pace.
std::vector<std::uint32_t> OrderOfAnswers(std::uint32_t count) {
  std::vector<std::uint32_t> order(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
  std::mt19937 random(1);
  for (std::uint32_t begin = 0; begin < count; begin += 5'000)
    std::shuffle(order.begin() + begin, order.begin() + std::min(count, begin + 5'000), random);
  return order;
}

struct Spent {
  double wall = 0;
  double processor = 0;
};

/// What the store took for one batch.
Spent Time(Store& store, const std::vector<ResultMessage>& batch) {
  const auto start = Clock::now();
  const std::clock_t before = std::clock();
  Apply(store, batch);
  return {SecondsSince(start), static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC};
}

void ReportPart(const char* what, const std::vector<Spent>& batches, std::size_t begin, std::size_t end) {
  Spent sum;
  for (std::size_t i = begin; i < end; ++i) {
    sum.wall += batches[i].wall;
    sum.processor += batches[i].processor;
  }
  const double count = static_cast<double>(end - begin) * kBatch;
  fmt::print("{:<28} {:>8.0f} in {:6.2f} s: {:>8.0f}/s; {:5.2f} s of processor\n", what, count, sum.wall,
             count / sum.wall, sum.processor);
}

void Settle(Store& store, std::uint32_t count) {
  std::vector<Spent> spent;
  std::vector<ResultMessage> batch;
  for (const std::uint32_t i : OrderOfAnswers(count)) {
    batch.emplace_back(Answer(i));
    if (batch.size() < kBatch) continue;
    spent.push_back(Time(store, batch));
    batch.clear();
  }
  double seconds = Time(store, batch).wall;
  for (const Spent& one : spent) seconds += one.wall;
  Report("settled", count, seconds);
  const std::size_t part = std::min(kPart / kBatch, spent.size());
  ReportPart("  the first of them", spent, 0, part);
  ReportPart("  the last of them", spent, spent.size() - part, spent.size());
}

void Run(const std::string& path, std::uint32_t count) {
  auto opened = Store::Open(path);
  if (!opened) Check(opened.error());
  Store& store = **opened;
  Announce(store, count);
  Settle(store, count);
  auto start = Clock::now();
  Check(store.CloseBooks(kJob));
  Report("books closed", count, SecondsSince(start));
  start = Clock::now();
  Check(WriteJobFiles(path, kJob, path + ".out"));
  Report("three files and the summary", count, SecondsSince(start));
  Check(store.End(kJob));
  fmt::print("{:.0f} bytes a product on disk; {:.0f} MB of memory at most\n",
             static_cast<double>(std::filesystem::file_size(path)) / count, PeakMegabytes());
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  pricecrew::Run(argv[1], argc > 2 ? static_cast<std::uint32_t>(std::atoi(argv[2])) : 200'000);
}
