#include "tests/unit/aggregator/test_job.h"

#include <cstdlib>
#include <optional>
#include <utility>

#include "aggregator/product_cursor.h"
#include "aggregator/store_reader.h"

namespace pricecrew {

TempFolder::TempFolder() {
  std::string pattern = testing::TempDir() + "pricecrew-XXXXXX";
  path_ = ::mkdtemp(pattern.data());
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string UrlOf(const std::string& name) { return "http://shop.test/" + name; }

namespace {

Task PageTask(Stage stage, const std::string& name, const Position& position, const std::string& job) {
  Task task = *MakePageTask(job, stage, UrlOf(name));
  task.position = position;
  task.category_url = UrlOf("category");
  return task;
}

}  // namespace

Task CategoryTask(const std::string& name, const Position& position, const std::string& job) {
  return PageTask(Stage::kCategory, name, position, job);
}

Task ProductTask(const std::string& name, const Position& position, const std::string& job) {
  return PageTask(Stage::kProduct, name, position, job);
}

Product ProductNamed(const std::string& name, const std::string& price) {
  Product product;
  product.name = name;
  product.price = price;
  product.currency = "EUR";
  return product;
}

Settlement ProductOf(const Task& task, const Product& product) {
  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kProduct;
  settlement.final_url = task.url;
  settlement.product = product;
  return settlement;
}

Settlement ListingOf(const Task& task, std::vector<Task> children) {
  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kListing;
  settlement.reason = "links";
  settlement.children = std::move(children);
  return settlement;
}

std::vector<ResultMessage> Opening(const std::vector<Task>& roots, const std::string& job) {
  JobOpened opened;
  opened.job = job;
  opened.opened_at_ms = kNow - 60'000;
  opened.first_urls = {UrlOf("category")};
  opened.submitted_urls = roots.size();
  std::vector<ResultMessage> messages;
  for (Announcement& part : MakeAnnouncements(job, roots)) {
    opened.parts.push_back(part.part);
    messages.emplace_back(std::move(part));
  }
  messages.insert(messages.begin(), opened);
  return messages;
}

StoreForTest::StoreForTest() : path_(folder_.Path("store.db")) { Reopen(); }

void StoreForTest::Reopen() {
  store_.reset();
  Result<std::unique_ptr<Store>> store = Store::Open(path_);
  if (!store) throw std::runtime_error(store.error().text);
  store_ = std::move(*store);
}

std::vector<std::string> StoreForTest::Apply(const std::vector<ResultMessage>& messages) {
  const Result<std::vector<std::string>> closed = store_->Apply(messages, kNow);
  if (!closed) throw std::runtime_error(closed.error().text);
  return *closed;
}

void StoreForTest::Finalise(const std::string& job) {
  const Result<void> balanced = store_->CloseBooks(job);
  ASSERT_TRUE(balanced) << balanced.error().text;
  const Result<void> ended = store_->End(job);
  ASSERT_TRUE(ended) << ended.error().text;
}

JobStatus StoreForTest::Status(const std::string& job) const {
  const Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(path_);
  if (!reader) throw std::runtime_error(reader.error().text);
  const Result<std::optional<JobStatus>> status = (*reader)->Job(job);
  if (!status || !*status) throw std::runtime_error("no status of " + job);
  return **status;
}

std::vector<ProductRow> StoreForTest::Products(const std::string& job) const {
  Result<ProductCursor> cursor = ProductCursor::Open(path_, job);
  if (!cursor) throw std::runtime_error(cursor.error().text);
  std::vector<ProductRow> rows;
  while (true) {
    Result<std::optional<ProductRow>> row = cursor->Next();
    if (!row) throw std::runtime_error(row.error().text);
    if (!*row) return rows;
    rows.push_back(std::move(**row));
  }
}

std::vector<std::string> StoreForTest::ProductUrls(const std::string& job) const {
  std::vector<std::string> urls;
  for (const ProductRow& row : Products(job)) urls.push_back(row.url);
  return urls;
}

}  // namespace pricecrew
