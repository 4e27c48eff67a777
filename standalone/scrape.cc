#include "standalone/scrape.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "aggregator/collector.h"
#include "aggregator/control_records.h"
#include "aggregator/output/status_json.h"
#include "aggregator/product_cursor.h"
#include "aggregator/republish.h"
#include "aggregator/store_reader.h"
#include "common/app/stop_signal.h"

namespace pricecrew {
namespace {

constexpr std::chrono::milliseconds kLook{50};
constexpr std::size_t kMostJobs = 10'000;  // looked at for one that has not ended
constexpr std::chrono::seconds kGrace{3};
constexpr std::size_t kExamples = 20;
constexpr std::uint64_t kMostAhead = 5'000;  // tasks published and not settled: they wait in memory

StageOptions CategoryOptions(const ScrapeOptions& options) {
  StageOptions stage;
  stage.stage = Stage::kCategory;
  stage.shards = options.shards;
  stage.budgets = options.budgets;
  stage.grace = kGrace;
  stage.retry = options.visit.Retry();
  stage.robots = options.visit.robots;
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

  /// The job is in the store, whole, before any of its pages is visited: so it can be resumed whenever it
  /// stops.
  Result<JobReport> Run(const OpenedJob& job) {
    return Begin(job.opened.job, [&]() -> Result<void> {
      std::vector<ResultMessage> messages{job.opened};
      messages.insert(messages.end(), job.roots.begin(), job.roots.end());
      const Result<std::vector<std::string>> applied = store_->Apply(messages, NowMs());
      return applied ? Result<void>() : applied.error();
    });
  }

  Result<JobReport> Resume(const std::string& job, const RequestOptions& given) {
    return Begin(job, [&]() -> Result<void> {
      const Result<std::uint32_t> generation = store_->Resume(job, given, NowMs());
      const bool all_settled = !generation && generation.error().code == "closing";
      return generation || all_settled ? Result<void>() : generation.error();
    });
  }

 private:
  /// `prepare` puts the job into the store.
  template <typename Prepare>
  Result<JobReport> Begin(const std::string& job, Prepare prepare) {
    Result<std::unique_ptr<Store>> store = Store::Open(options_.store_path);
    if (!store) return store.error();
    store_ = std::move(*store);
    Result<std::unique_ptr<Broker>> broker = stage_parts_.broker(io_);
    if (!broker) return broker.error();
    broker_ = std::move(*broker);
    signal_.emplace(io_.get_executor(), [this] { Interrupt(); });
    const Result<void> prepared = prepare();
    if (!prepared) return prepared.error();
    for (const auto& loop : loops_) loop->Start();
    asio::co_spawn(io_, Serve(job), asio::detached);
    io_.run();
    if (!outcome_) return outcome_.error();
    return ReportOf(options_.store_path, job);
  }

  [[nodiscard]] std::int64_t NowMs() const { return Milliseconds(stage_parts_.clock->Wall()); }

  /// The ledger's loop: collects, publishes the job's tasks, and ends all once the job has ended.
  asio::awaitable<void> Serve(std::string job) {
    outcome_ = co_await broker_->Connect();
    if (outcome_) {
      CollectorOptions options;
      options.output.store_path = options_.store_path;
      collector_.emplace(io_.get_executor(), *broker_, *store_, *stage_parts_.clock, status_.health,
                         std::move(options));
      asio::co_spawn(io_, Collect(), asio::detached);
      outcome_ = co_await PublishTasks(job);
    }
    if (outcome_) outcome_ = co_await WaitForEnd(job);
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

  asio::awaitable<Result<void>> PublishTasks(std::string job) {
    RepublishOptions options;
    options.store_path = options_.store_path;
    options.budgets = options_.budgets;
    options.shards = options_.shards;
    Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options_.store_path);
    if (!reader) co_return reader.error();
    const std::uint64_t before = SettledOf(**reader, job);
    AwaitRoom room = [&](std::uint64_t published) { return Room(**reader, job, published + before); };
    const Result<Republished> done = co_await Republish(*broker_, std::move(options), job, std::move(room));
    co_return done || interrupted_ ? Result<void>() : done.error();
  }

  /// Waits until at most kMostAhead tasks of those published are not settled; false where it is time to end.
  asio::awaitable<bool> Room(StoreReader& reader, const std::string& job, std::uint64_t published) {
    while (!interrupted_ && !failure_ && published > SettledOf(reader, job) + kMostAhead) co_await Sleep();
    co_return !interrupted_ && !failure_;
  }

  static std::uint64_t SettledOf(StoreReader& reader, const std::string& job) {
    const Result<std::optional<JobStatus>> status = reader.Job(job);
    return status && *status ? (*status)->counts.Settled() : 0;
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
Result<JobReport> Scrape::Run(const OpenedJob& job) { return parts_->Run(job); }
Result<JobReport> Scrape::Resume(const std::string& job, const RequestOptions& given) {
  return parts_->Resume(job, given);
}

Result<std::string> UnfinishedJob(const std::string& store_path) {
  const Error none{ErrorKind::kStop, "there is no unfinished job in " + store_path, "no_job"};
  if (!std::filesystem::is_regular_file(store_path))
    return Error{ErrorKind::kStop, "there is no store " + store_path, "no_job"};
  const Result<std::unique_ptr<Store>> store = Store::Open(store_path);  // an older one is brought up to date
  if (!store) return store.error();
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(store_path);
  if (!reader) return reader.error();
  const Result<std::vector<JobStatus>> jobs = (*reader)->Jobs(kMostJobs);
  if (!jobs) return jobs.error();
  const auto found = std::find_if(jobs->begin(), jobs->end(), [](const JobStatus& job) {
    return !HasEnded(job.state) && job.opened_at_ms;
  });
  return found == jobs->end() ? Result<std::string>(none) : Result<std::string>(found->job);
}

Result<void> WriteProducts(const std::string& store_path, const std::string& job, ResultOutput& output) {
  Result<ProductCursor> cursor = ProductCursor::Open(store_path, job);
  if (!cursor) return cursor.error();
  RowWriter writer(output.format(), {output.detail(), TerminalWidth()});
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
