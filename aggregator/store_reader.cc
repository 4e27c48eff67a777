#include "aggregator/store_reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "aggregator/dead_letter.h"
#include "aggregator/schema.h"
#include "aggregator/sqlite.h"
#include "common/domain/codec.h"

namespace pricecrew {

using sqlite::Guarded;
using sqlite::Run;

namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{4} << 20;  // lists of 1,000 URLs are large

constexpr const char* kJobColumns =
    "SELECT job, id, state, opened, opened_at_ms, cancelled_at_ms, closed_at_ms, announced, strays, "
    "missing_parts, links_seen, changed_at_ms, generation "
    "FROM jobs ";

std::optional<std::int64_t> OptionalAt(const Run& run, int column) {
  return run.IsNull(column) ? std::nullopt : std::optional<std::int64_t>(run.IntAt(column));
}

JobState StateAt(const Run& run) {
  switch (run.IntAt(2)) {
    case 0:
      return JobState::kOpen;
    case 1:
      return JobState::kClosed;
    case 2:
      return JobState::kComplete;
    default:
      return JobState::kCancelled;
  }
}

std::uint64_t& CountOf(Counts& counts, std::int64_t outcome) {
  switch (outcome) {
    case schema::kProduct:
      return counts.products;
    case schema::kListing:
      return counts.listings;
    case schema::kNotAProduct:
      return counts.not_products;
    case schema::kFailed:
      return counts.failed;
    case schema::kSkipped:
      return counts.skipped;
    default:
      return counts.duplicates;
  }
}

/// A task as it was announced: from its columns where it is a plain product page, else from its message.
Task TaskAt(const Run& run, const std::string& job) {
  Task task;
  if (!run.IsNull(6))
    if (Result<Task> content = DecodeTask(run.TextAt(6))) task = std::move(*content);
  task.job = job;
  task.id = run.IdAt(1);
  task.stage = static_cast<Stage>(run.IntAt(2));
  task.position = FromSortKey(run.TextAt(3)).value_or(Position{});
  task.category_url = run.TextAt(4);
  task.url = run.TextAt(5);
  task.generation = static_cast<std::uint32_t>(run.IntAt(7));
  return task;
}

using Headers = std::vector<std::pair<std::string, std::string>>;

/// From the lines that Store::KeepDead writes.
Headers HeadersFrom(std::string_view lines) {
  Headers headers;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

DeadLetter LetterAt(const Run& run) {
  const Headers headers = HeadersFrom(run.TextAt(1));
  DeadLetter letter;
  letter.at_ms = run.IntAt(0);
  letter.reason = DeadReason(headers);
  letter.job = HeaderOf(headers, "job");
  letter.task = HeaderOf(headers, "task");
  letter.queue = run.TextAt(2);
  letter.bytes = static_cast<std::uint64_t>(run.IntAt(3));
  return letter;
}

}  // namespace

struct StoreReader::Parts {
  explicit Parts(const std::string& path)
      : database(schema::OpenForReading(path)),
        tallies(database,
                "SELECT outcome, reason, count FROM tallies WHERE job = ? AND count <> 0 ORDER BY outcome, "
                "reason"),
        stated(database,
               "SELECT c.url, s.stated, s.found FROM stated s JOIN tasks t ON t.row = s.row "
               "LEFT JOIN categories c ON c.category = t.category "
               "WHERE s.row >= ? AND s.row < ? AND t.position IS NOT NULL "
               "ORDER BY s.stated = s.found, s.row LIMIT ?") {}

  JobStatus Read(const Run& run);
  std::vector<CategoryCount> StatedOf(std::int64_t job);
  std::optional<std::int64_t> NumberOf(const std::string& job);

  SQLite::Database database;
  SQLite::Statement tallies;
  SQLite::Statement stated;
};

JobStatus StoreReader::Parts::Read(const Run& run) {
  JobStatus status;
  status.job = run.TextAt(1);
  status.state = StateAt(run);
  status.opened_at_ms = OptionalAt(run, 4);
  status.cancelled_at_ms = OptionalAt(run, 5);
  status.closed_at_ms = OptionalAt(run, 6);
  status.counts.announced = static_cast<std::uint64_t>(run.IntAt(7));
  status.counts.strays = static_cast<std::uint64_t>(run.IntAt(8));
  status.missing_parts = static_cast<std::uint64_t>(run.IntAt(9));
  status.links_seen = static_cast<std::uint64_t>(run.IntAt(10));
  status.changed_at_ms = OptionalAt(run, 11);
  status.generation = static_cast<std::uint32_t>(run.IntAt(12));
  const Result<ResultMessage> message = DecodeResult(run.TextAt(3));
  if (const auto* opened = message ? std::get_if<JobOpened>(&*message) : nullptr) {
    status.submitted_urls = opened->submitted_urls;
    status.first_urls = opened->first_urls;
  }
  Run tally(tallies);
  for (tally.Int(run.IntAt(0)); tally.Next();) {
    const auto count = static_cast<std::uint64_t>(tally.IntAt(2));
    CountOf(status.counts, tally.IntAt(0)) += count;
    status.reasons.push_back({schema::NameOf(tally.IntAt(0)), tally.TextAt(1), count});
  }
  status.stated = StatedOf(run.IntAt(0));
  return status;
}

std::vector<CategoryCount> StoreReader::Parts::StatedOf(std::int64_t job) {
  std::vector<CategoryCount> counts;
  Run run(stated);
  run.Int(schema::FirstRow(job)).Int(schema::FirstRow(job + 1)).Int(static_cast<std::int64_t>(kMostStated));
  while (run.Next())
    counts.push_back(
        {run.TextAt(0), static_cast<std::uint64_t>(run.IntAt(1)), static_cast<std::uint64_t>(run.IntAt(2))});
  return counts;
}

std::optional<std::int64_t> StoreReader::Parts::NumberOf(const std::string& job) {
  SQLite::Statement find(database, "SELECT job FROM jobs WHERE id = ?");
  Run run(find);
  return run.Text(job).Next() ? std::optional<std::int64_t>(run.IntAt(0)) : std::nullopt;
}

StoreReader::StoreReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StoreReader::~StoreReader() = default;

Result<std::unique_ptr<StoreReader>> StoreReader::Open(const std::string& path) {
  using Opened = Result<std::unique_ptr<StoreReader>>;
  return Guarded("opening the store " + path + " for reading", [&]() -> Opened {
    return std::unique_ptr<StoreReader>(new StoreReader(std::make_unique<Parts>(path)));  // NOLINT: private
  });
}

Result<std::vector<JobStatus>> StoreReader::Jobs(std::size_t limit) {
  return Guarded("listing jobs", [&]() -> Result<std::vector<JobStatus>> {
    SQLite::Statement select(parts_->database, std::string(kJobColumns) + "ORDER BY job DESC LIMIT ?");
    Run run(select);
    std::vector<JobStatus> jobs;
    for (run.Int(static_cast<std::int64_t>(limit)); run.Next();) jobs.push_back(parts_->Read(run));
    return jobs;
  });
}

Result<std::optional<JobStatus>> StoreReader::Job(const std::string& job) {
  return Guarded("reading " + job, [&]() -> Result<std::optional<JobStatus>> {
    SQLite::Transaction view(parts_->database);  // counters and tallies of one moment
    SQLite::Statement select(parts_->database, std::string(kJobColumns) + "WHERE id = ?");
    Run run(select);
    if (!run.Text(job).Next()) return std::optional<JobStatus>();
    return std::optional<JobStatus>(parts_->Read(run));
  });
}

Result<std::vector<FailureExample>> StoreReader::Failures(const std::string& job, std::size_t limit) {
  return Guarded("reading failures of " + job, [&]() -> Result<std::vector<FailureExample>> {
    std::vector<FailureExample> failures;
    const std::optional<std::int64_t> number = parts_->NumberOf(job);
    if (!number) return failures;
    SQLite::Statement select(
        parts_->database,
        "SELECT t.url, t.reason, a.detail FROM tasks t LEFT JOIN answers a ON a.row = t.row "
        "WHERE t.outcome = 3 AND t.row >= ? AND t.row < ? AND t.position IS NOT NULL "
        "ORDER BY t.row LIMIT ?");
    Run run(select);
    run.Int(schema::FirstRow(*number))
        .Int(schema::FirstRow(*number + 1))
        .Int(static_cast<std::int64_t>(limit));
    while (run.Next()) failures.push_back({run.TextAt(0), run.TextAt(1), run.TextAt(2)});
    return failures;
  });
}

Result<StoreReader::UnsettledPage> StoreReader::Unsettled(const std::string& job,
                                                          std::optional<std::int64_t> next, std::size_t limit,
                                                          std::uint32_t retried_since) {
  return Guarded("reading what is not settled of " + job, [&]() -> Result<UnsettledPage> {
    UnsettledPage page;
    const std::optional<std::int64_t> number = parts_->NumberOf(job);
    if (!number) return page;
    SQLite::Statement select(
        parts_->database,
        "SELECT t.row, t.id, t.stage, t.position, c.url, t.url, t.content, j.generation "
        "FROM tasks t JOIN jobs j ON j.job = ?1 LEFT JOIN categories c ON c.category = t.category "
        "WHERE t.row >= ?2 AND t.row < ?3 AND t.outcome IS NULL AND ifnull(t.retried, 0) >= ?5 "
        "ORDER BY t.row LIMIT ?4");
    Run run(select);
    run.Int(*number).Int(next.value_or(schema::FirstRow(*number))).Int(schema::FirstRow(*number + 1));
    run.Int(static_cast<std::int64_t>(limit)).Int(retried_since);
    for (std::size_t bytes = 0; bytes < kMaxPageBytes;) {
      if (!run.Next()) {
        if (page.tasks.size() < limit) page.next.reset();
        break;
      }
      page.tasks.push_back(TaskAt(run, job));
      page.next = run.IntAt(0) + 1;
      bytes += run.TextAt(6).size();
    }
    return page;
  });
}

Result<std::vector<DeadLetter>> StoreReader::Dead() {
  return Guarded("reading dead letters", [&]() -> Result<std::vector<DeadLetter>> {
    SQLite::Statement select(
        parts_->database,
        "SELECT at_ms, headers, ifnull(queue, ''), ifnull(bytes, length(body)) FROM dead "
        "ORDER BY number DESC");
    std::vector<DeadLetter> letters;
    for (Run run(select); run.Next();) letters.push_back(LetterAt(run));
    return letters;
  });
}

Result<std::optional<std::string>> StoreReader::OpenedMessage(const std::string& job) {
  return Guarded("reading " + job, [&]() -> Result<std::optional<std::string>> {
    SQLite::Statement select(parts_->database, "SELECT opened FROM jobs WHERE id = ? AND opened IS NOT NULL");
    Run run(select);
    if (!run.Text(job).Next()) return std::optional<std::string>();
    return std::optional<std::string>(run.TextAt(0));
  });
}

}  // namespace pricecrew
