#include "standalone/scrape.h"

#include <fmt/core.h>
#include <unistd.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "aggregator/collector.h"
#include "aggregator/output/status_json.h"
#include "aggregator/product_cursor.h"
#include "aggregator/store_reader.h"
#include "common/app/stop_signal.h"
#include "common/pipeline/submit.h"

namespace pricecrew {
namespace {

constexpr std::chrono::milliseconds kLook{50};
constexpr std::chrono::seconds kGrace{3};
constexpr std::size_t kExamples = 20;

StageOptions CategoryOptions(const ScrapeOptions& options) {
  StageOptions stage;
  stage.stage = Stage::kCategory;
  stage.shards = options.shards;
  stage.budgets = options.budgets;
  stage.grace = kGrace;
  for (std::uint32_t shard = 0; shard < options.shards.category; ++shard) stage.claims.push_back({shard, 0});
  return stage;
}

/// Loop `i` has every shard whose number modulo the number of loops is `i`.
StageOptions ProductOptions(const ScrapeOptions& options, unsigned i) {
  StageOptions stage = CategoryOptions(options);
  stage.stage = Stage::kProduct;
  stage.claims.clear();
  for (std::uint32_t shard = i; shard < options.shards.product; shard += options.threads)
    stage.claims.push_back({shard, 0});
  return stage;
}

Result<JobReport> ReportOf(const std::string& store_path, const std::string& job) {
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(store_path);
  if (!reader) return reader.error();
  Result<std::optional<JobStatus>> status = (*reader)->Job(job);
  if (!status) return status.error();
  if (!*status) return Error{ErrorKind::kRetryLater, "the job was interrupted before it began"};
  Result<std::vector<FailureExample>> failures = (*reader)->Failures(job, kExamples);
  if (!failures) return failures.error();
  return ReadJobReport(StatusJson(**status, *failures));
}

}  // namespace

class Scrape::Parts {
 public:
  Parts(ScrapeOptions options, StageParts parts)
      : options_(std::move(options)), stage_parts_(std::move(parts)) {
    loops_.push_back(std::make_unique<StageLoop>("category", CategoryOptions(options_), stage_parts_,
                                                 options_.read, status_));
    for (unsigned i = 0; i < options_.threads; ++i)
      loops_.push_back(std::make_unique<StageLoop>(
          "product " + std::to_string(i), ProductOptions(options_, i), stage_parts_, options_.read, status_));
  }

  Result<JobReport> Run(OpenedJob job) {
    const std::string id = job.opened.job;
    Result<std::unique_ptr<Store>> store = Store::Open(options_.store_path);
    if (!store) return store.error();
    store_ = std::move(*store);
    Result<std::unique_ptr<Broker>> broker = stage_parts_.broker(io_);
    if (!broker) return broker.error();
    broker_ = std::move(*broker);
    signal_.emplace(io_.get_executor(), [this] { Interrupt(); });
    for (const auto& loop : loops_) loop->Start();
    asio::co_spawn(io_, Serve(std::move(job)), asio::detached);
    io_.run();
    if (!outcome_) return outcome_.error();
    return ReportOf(options_.store_path, id);
  }

 private:
  /// The ledger's loop: opens the job, collects, and ends all once the job has ended.
  asio::awaitable<void> Serve(OpenedJob job) {
    const std::string id = job.opened.job;
    outcome_ = co_await broker_->Connect();
    if (outcome_) {
      CollectorOptions options;
      options.output.store_path = options_.store_path;
      collector_.emplace(io_.get_executor(), *broker_, *store_, *stage_parts_.clock, status_.health,
                         std::move(options));
      asio::co_spawn(io_, Collect(), asio::detached);
      outcome_ = co_await Submit(*broker_, std::move(job), options_.budgets, options_.shards);
    }
    if (outcome_) outcome_ = co_await WaitForEnd(id);
    for (const auto& loop : loops_) loop->Stop();
    for (const auto& loop : loops_) {
      const Result<void> ended = loop->Join();
      if (!ended && outcome_) outcome_ = ended;
    }
    if (collector_) collector_->Stop();
    while (collecting_) co_await Sleep();
    co_await broker_->Close();
    signal_->Cancel();
  }

  asio::awaitable<void> Collect() {
    collecting_ = true;
    const Result<void> ended = co_await collector_->Run();
    collecting_ = false;
    if (!ended) failure_ = ended.error();
  }

  asio::awaitable<Result<void>> WaitForEnd(std::string job) {
    Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options_.store_path);
    if (!reader) co_return reader.error();
    while (!interrupted_ && !failure_) {
      const Result<std::optional<JobStatus>> status = (*reader)->Job(job);
      if (!status) co_return status.error();
      if (*status && HasEnded((*status)->state)) break;
      if (*status) Show((*status)->counts);
      co_await Sleep();
    }
    if (terminal_) fmt::print(stderr, "\r\033[K");
    if (failure_) co_return *failure_;
    co_return Result<void>();
  }

  void Show(const Counts& counts) const {
    if (!terminal_) return;
    fmt::print(stderr, "\r\033[Ksettled {} of {}, {} products, {} failed", counts.Settled(), counts.announced,
               counts.products, counts.failed);
  }

  void Interrupt() {
    interrupted_ = true;
    pause_.cancel();
  }

  asio::awaitable<void> Sleep() {
    pause_.expires_after(kLook);
    asio::error_code ignored;
    co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }

  ScrapeOptions options_;
  StageParts stage_parts_;
  StageStatus status_;
  asio::io_context io_{1};
  asio::steady_timer pause_{io_};
  std::vector<std::unique_ptr<StageLoop>> loops_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Broker> broker_;
  std::optional<Collector> collector_;
  std::optional<StopSignal> signal_;
  Result<void> outcome_;
  std::optional<Error> failure_;
  bool collecting_ = false;
  bool interrupted_ = false;
  const bool terminal_ = isatty(STDERR_FILENO) != 0;
};

Scrape::Scrape(ScrapeOptions options, StageParts parts)
    : parts_(std::make_unique<Parts>(std::move(options), std::move(parts))) {}
Scrape::~Scrape() = default;
Result<JobReport> Scrape::Run(OpenedJob job) { return parts_->Run(std::move(job)); }

Result<void> WriteProducts(const std::string& store_path, const std::string& job, ResultOutput& output) {
  Result<ProductCursor> cursor = ProductCursor::Open(store_path, job);
  if (!cursor) return cursor.error();
  RowWriter writer(output.format(), {TerminalWidth()});
  output.Write(writer.Begin());
  while (true) {
    const Result<std::optional<ProductRow>> row = cursor->Next();
    if (!row) return row.error();
    if (!*row) break;
    output.Write(writer.Row(**row));
  }
  output.Write(writer.End());
  return output.Finish();
}

}  // namespace pricecrew
