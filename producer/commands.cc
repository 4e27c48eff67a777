#include "producer/commands.h"

#include <fmt/core.h>
#include <unistd.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "common/app/exit_code.h"
#include "common/domain/job.h"
#include "common/pipeline/submit.h"

namespace pricecrew {
namespace {

constexpr std::chrono::milliseconds kLook{500};

std::int64_t NowMs(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock.Wall().time_since_epoch()).count();
}

/// Progress on stderr: one line that is written over on a terminal, a line for each change elsewhere.
class Progress {
 public:
  void Show(const std::string& line) {
    if (line == last_) return;
    fmt::print(stderr, "{}{}{}", terminal_ ? "\r\033[K" : "", line, terminal_ ? "" : "\n");
    last_ = line;
  }
  void End() {
    if (terminal_ && !last_.empty()) fmt::print(stderr, "\n");
  }

 private:
  bool terminal_ = isatty(STDERR_FILENO) != 0;
  std::string last_;
};

/// The rows as a table, from the API's lines as they come.
class TablePrinter {
 public:
  explicit TablePrinter(ResultOutput& output) : output_(output) { output_.Write(writer_.Begin()); }

  void Take(std::string_view jsonl) {
    text_ += jsonl;
    std::string_view left = text_;
    for (std::size_t end = 0; (end = left.find('\n')) != std::string_view::npos;
         left.remove_prefix(end + 1)) {
      const Result<ProductRow> row = ReadProductRow(left.substr(0, end));
      if (row) output_.Write(writer_.Row(*row));
    }
    text_.erase(0, text_.size() - left.size());
  }
  void End() { output_.Write(writer_.End()); }

 private:
  ResultOutput& output_;
  RowWriter writer_{RowFormat::kTable, {.width = TerminalWidth()}};
  std::string text_;  // of a line whose end has not come
};

std::string ApiFormat(RowFormat format) {
  if (format == RowFormat::kJson) return "json";
  return format == RowFormat::kCsv ? "csv" : "jsonl";
}

asio::awaitable<Result<void>> PrintProducts(AggregatorClient& aggregator, std::string job,
                                            ResultOutput& output) {
  std::optional<TablePrinter> table;
  if (output.format() == RowFormat::kTable) table.emplace(output);
  AggregatorClient::TakePiece take = [&](std::string_view piece) {
    table ? table->Take(piece) : output.Write(piece);
  };
  ProductsWanted wanted{ApiFormat(output.format()), output.detail()};
  Result<void> products = co_await aggregator.Products(std::move(job), std::move(wanted), std::move(take));
  if (!products) co_return products.error();
  if (table) table->End();
  co_return output.Finish();
}

/// Prints what there is of a job and says how it stands.
asio::awaitable<int> Conclude(AggregatorClient& aggregator, JobReport report, ResultOutput& output) {
  const Result<void> printed = co_await PrintProducts(aggregator, report.job, output);
  if (!printed) co_return Complain(printed.error());
  for (const std::string& line : ClosingLines(report)) fmt::print(stderr, "{}\n", line);
  co_return ExitCodeOf(report);
}

/// Looks at the job until it has ended or the user has enough. `fresh`: the aggregator may not know it yet.
asio::awaitable<Result<JobReport>> Follow(AggregatorClient& aggregator, std::string job, bool fresh,
                                          Interrupt& interrupt) {
  Progress progress;
  Result<JobReport> last =
      Error{ErrorKind::kRetryLater, fmt::format("the aggregator has not heard of job {} yet", job)};
  while (true) {
    Result<JobReport> report = co_await aggregator.Status(job);
    if (report) {
      progress.Show(ProgressLine(*report));
      last = std::move(report);
      fresh = false;
    } else if (report.error().code == "unknown_job" ? !fresh : last.ok() == fresh) {
      progress.End();
      co_return report.error();
    } else if (report.error().code == "unknown_job") {
      progress.Show("the job is on its way to the aggregator");
    } else {
      progress.Show(report.error().text);
    }
    if (interrupt.asked() || (last && last->HasEnded())) break;
    co_await interrupt.Sleep(kLook);
  }
  progress.End();
  co_return last;
}

Error NoJobId(const std::string& job) {
  return {ErrorKind::kStop, fmt::format("'{}' is not the id of a job", job)};
}

/// What is left to do for a submit that ended between the opening of its job and the last of its tasks.
Error Unfinished(const std::string& job, const Error& why) {
  return {why.kind,
          fmt::format("job {} was opened, but not all of its tasks are published ({}): producer resume {} "
                      "goes on with it, producer cancel {} drops it",
                      job, why.text, job, job)};
}

int SayPublished(const Result<PublishedAgain>& done, const std::string& job) {
  if (!done) return Complain(done.error());
  fmt::print("job {}: {} {} published again\n", job, done->published,
             done->published == 1 ? "task" : "tasks");
  return kComplete;
}

/// Ends what waits for the broker when the user has enough.
asio::awaitable<void> CloseBroker(Broker& broker) { co_await broker.Close(); }

}  // namespace

void Interrupt::Ask() {
  asked_ = true;
  timer_.cancel();
  if (on_ask_) on_ask_();
}

asio::awaitable<void> Interrupt::Sleep(std::chrono::milliseconds duration) {
  if (asked_) co_return;
  timer_.expires_after(duration);
  asio::error_code ignored;
  co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

int Complain(const Error& error) {
  fmt::print(stderr, "producer: {}\n", error.text);
  if (error.code == "output") return kOutputNotWritable;
  if (error.kind == ErrorKind::kRetryLater) return kNotReachable;
  return error.kind == ErrorKind::kCancelled ? kPartial : kUsage;
}

asio::awaitable<int> SubmitJob(CommandParts parts, JobRequest request, HostBudgets budgets,
                               ShardCounts shards, ResultOutput* output, Interrupt& interrupt) {
  const std::int64_t now = NowMs(parts.clock);
  Result<OpenedJob> job = OpenJob(MakeJobId(now, parts.random), now, request);
  if (!job) co_return Complain(job.error());
  const std::string id = job->opened.job;
  if (output) {
    const Result<std::vector<JobReport>> reachable = co_await parts.aggregator.List();
    if (!reachable) co_return Complain(reachable.error());
  }
  interrupt.OnAsk([&parts] { asio::co_spawn(parts.executor, CloseBroker(parts.broker), asio::detached); });
  Result<void> done = co_await parts.broker.Connect();
  const bool connected = done.ok();
  if (done) done = co_await Submit(parts.broker, std::move(*job), budgets, shards);
  interrupt.OnAsk({});
  co_await parts.broker.Close();
  if (!done) co_return Complain(connected ? Unfinished(id, done.error()) : done.error());
  if (!output) {
    fmt::print("{}\n", id);
    co_return kComplete;
  }
  fmt::print(stderr, "job {}\n", id);
  Result<JobReport> report = co_await Follow(parts.aggregator, id, true, interrupt);
  if (!report) co_return Complain(report.error());
  co_return co_await Conclude(parts.aggregator, std::move(*report), *output);
}

asio::awaitable<int> CancelJob(CommandParts parts, std::string job) {
  if (!IsJobId(job)) co_return Complain(NoJobId(job));
  Result<void> done = co_await parts.broker.Connect();
  if (done) done = co_await Cancel(parts.broker, std::move(job), NowMs(parts.clock));
  co_await parts.broker.Close();
  co_return done ? static_cast<int>(kComplete) : Complain(done.error());
}

asio::awaitable<int> ListJobs(CommandParts parts) {
  const Result<std::vector<JobReport>> jobs = co_await parts.aggregator.List();
  if (!jobs) co_return Complain(jobs.error());
  fmt::print("{:<26} {:<10} {:>9} {:>9} {:>9} {:>7}  {}\n", "job", "state", "announced", "settled",
             "products", "failed", "first URL");
  for (const JobReport& job : *jobs)
    fmt::print("{:<26} {:<10} {:>9} {:>9} {:>9} {:>7}  {}\n", job.job, job.state, job.announced, job.settled,
               job.products, job.failed, job.first_urls.empty() ? "" : job.first_urls[0]);
  co_return kComplete;
}

asio::awaitable<int> ShowStatus(CommandParts parts, std::string job) {
  if (!IsJobId(job)) co_return Complain(NoJobId(job));
  const Result<JobReport> report = co_await parts.aggregator.Status(std::move(job));
  if (!report) co_return Complain(report.error());
  fmt::print("job {}: {}\n", report->job, report->state);
  for (const std::string& line : ClosingLines(*report)) fmt::print("{}\n", line);
  for (const std::string& line : report->advice) fmt::print("{}\n", line);
  co_return kComplete;
}

asio::awaitable<int> ResumeJob(CommandParts parts, std::string job) {
  if (!IsJobId(job)) co_return Complain(NoJobId(job));
  const Result<PublishedAgain> done = co_await parts.aggregator.Resume(job);
  co_return SayPublished(done, job);
}

asio::awaitable<int> RetryJob(CommandParts parts, std::string job, RetryRequest retry) {
  if (!IsJobId(job)) co_return Complain(NoJobId(job));
  const Result<PublishedAgain> done = co_await parts.aggregator.Retry(job, std::move(retry));
  co_return SayPublished(done, job);
}

asio::awaitable<int> ListDead(CommandParts parts, RowFormat format) {
  const Result<std::string> text = co_await parts.aggregator.Dead();
  if (!text) co_return Complain(text.error());
  const Result<std::vector<DeadReport>> dead = ReadDeadReports(*text);
  if (!dead) co_return Complain(dead.error());
  if (format == RowFormat::kJson) {
    fmt::print("{}", *text);
    co_return kComplete;
  }
  fmt::print("{:<24} {:<24} {:<32} {:<16} {:>8}  {}\n", "time", "job", "task", "queue", "bytes", "reason");
  for (const DeadReport& one : *dead)
    fmt::print("{:<24} {:<24} {:<32} {:<16} {:>8}  {}\n", one.time, one.job, one.task, one.queue, one.bytes,
               one.reason);
  co_return kComplete;
}

asio::awaitable<int> WatchJob(CommandParts parts, std::string job, ResultOutput& output,
                              Interrupt& interrupt) {
  if (!IsJobId(job)) co_return Complain(NoJobId(job));
  Result<JobReport> report = co_await Follow(parts.aggregator, std::move(job), false, interrupt);
  if (!report) co_return Complain(report.error());
  co_return co_await Conclude(parts.aggregator, std::move(*report), output);
}

asio::awaitable<int> PrintResults(CommandParts parts, std::string job, ResultOutput& output) {
  if (!IsJobId(job)) co_return Complain(NoJobId(job));
  Result<JobReport> report = co_await parts.aggregator.Status(std::move(job));
  if (!report) co_return Complain(report.error());
  co_return co_await Conclude(parts.aggregator, std::move(*report), output);
}

}  // namespace pricecrew
