#include "producer/commands.h"

#include <fmt/core.h>
#include <unistd.h>

#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <cstdio>
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

/// The rows as a table, from the API's lines.
std::string AsTable(std::string_view jsonl) {
  RowWriter writer(RowFormat::kTable, {TerminalWidth()});
  std::string text = writer.Begin();
  while (!jsonl.empty()) {
    const std::string_view line = jsonl.substr(0, jsonl.find('\n'));
    jsonl.remove_prefix(std::min(line.size() + 1, jsonl.size()));
    const Result<ProductRow> row = ReadProductRow(line);
    if (row) text += writer.Row(*row);
  }
  return text + writer.End();
}

std::string ApiFormat(RowFormat format) {
  if (format == RowFormat::kJson) return "json";
  return format == RowFormat::kCsv ? "csv" : "jsonl";
}

asio::awaitable<Result<void>> PrintProducts(AggregatorClient& aggregator, std::string job,
                                            ResultOutput& output) {
  Result<std::string> products = co_await aggregator.Products(std::move(job), ApiFormat(output.format()));
  if (!products) co_return products.error();
  output.Write(output.format() == RowFormat::kTable ? AsTable(*products) : *products);
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

}  // namespace

void Interrupt::Ask() {
  asked_ = true;
  timer_.cancel();
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
  Result<void> done = co_await parts.broker.Connect();
  if (done) done = co_await Submit(parts.broker, std::move(*job), budgets, shards);
  co_await parts.broker.Close();
  if (!done) co_return Complain(done.error());
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
  if (!IsJobId(job)) co_return Complain({ErrorKind::kStop, fmt::format("'{}' is not the id of a job", job)});
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
  const Result<JobReport> report = co_await parts.aggregator.Status(std::move(job));
  if (!report) co_return Complain(report.error());
  fmt::print("job {}: {}\n", report->job, report->state);
  if (report->opened.empty())
    fmt::print("its opening has not arrived: if its submit died, submit it again\n");
  for (const std::string& line : ClosingLines(*report)) fmt::print("{}\n", line);
  co_return kComplete;
}

asio::awaitable<int> WatchJob(CommandParts parts, std::string job, ResultOutput& output,
                              Interrupt& interrupt) {
  Result<JobReport> report = co_await Follow(parts.aggregator, std::move(job), false, interrupt);
  if (!report) co_return Complain(report.error());
  co_return co_await Conclude(parts.aggregator, std::move(*report), output);
}

asio::awaitable<int> PrintResults(CommandParts parts, std::string job, ResultOutput& output) {
  Result<JobReport> report = co_await parts.aggregator.Status(std::move(job));
  if (!report) co_return Complain(report.error());
  co_return co_await Conclude(parts.aggregator, std::move(*report), output);
}

}  // namespace pricecrew
