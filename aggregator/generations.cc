#include "aggregator/generations.h"

#include <fmt/core.h>

#include <optional>
#include <utility>
#include <vector>

#include "aggregator/job_status.h"
#include "aggregator/schema.h"
#include "aggregator/sqlite.h"
#include "common/domain/codec.h"

namespace pricecrew::generations {
namespace {

using sqlite::Run;

struct JobFound {
  std::int64_t number = 0;
  std::int64_t state = 0;
  bool cancelled = false;
  std::int64_t generation = 1;
  std::string opened;  ///< empty: has not come
};

Error Unknown(const std::string& id) {
  return {ErrorKind::kGiveUp, fmt::format("there is no job {}", id), "unknown_job"};
}

Error Refused(std::string text) { return {ErrorKind::kGiveUp, std::move(text), "refused"}; }

Error Closing(const std::string& id) {
  return {ErrorKind::kRetryLater, fmt::format("{} is just being ended: its files are written", id),
          "closing"};
}

std::optional<JobFound> Find(SQLite::Database& database, const std::string& id) {
  SQLite::Statement select(database,
                           "SELECT job, state, cancelled_at_ms IS NOT NULL, generation, ifnull(opened, '') "
                           "FROM jobs WHERE id = ?");
  Run find(select);
  if (!find.Text(id).Next()) return std::nullopt;
  return JobFound{find.IntAt(0), find.IntAt(1), find.IntAt(2) != 0, find.IntAt(3), find.TextAt(4)};
}

/// The job's message with what is given anew in its request.
std::string Merged(const std::string& opened, const RequestOptions& given) {
  Result<ResultMessage> message = DecodeResult(opened);
  if (!message || !std::holds_alternative<JobOpened>(*message)) return opened;
  auto& job = std::get<JobOpened>(*message);
  job.request = MergeRequests(std::move(job.request), given);
  return Encode(job);
}

std::uint32_t Begin(SQLite::Database& database, const JobFound& job, const RequestOptions& given,
                    std::int64_t now_ms) {
  SQLite::Statement update(
      database, "UPDATE jobs SET generation = generation + 1, opened = ?, changed_at_ms = ? WHERE job = ?");
  const std::string opened = Merged(job.opened, given);
  Run(update).Text(opened).Int(now_ms).Int(job.number).Change();
  return static_cast<std::uint32_t>(job.generation + 1);
}

void AddToTally(SQLite::Database& database, std::int64_t job, const ReasonCount& change, int outcome,
                std::int64_t sign) {
  SQLite::Statement tally(database,
                          "INSERT INTO tallies(job, outcome, reason, count) VALUES(?, ?, ?, ?) "
                          "ON CONFLICT DO UPDATE SET count = count + excluded.count");
  Run(tally)
      .Int(job)
      .Int(outcome)
      .Text(change.reason)
      .Int(sign * static_cast<std::int64_t>(change.count))
      .Change();
}

// ?1 and ?2 bound the job's rows, ?3 is the reason.
constexpr const char* kChosen =
    "WHERE row >= ?1 AND row < ?2 AND position IS NOT NULL AND outcome IN (3, 4) "
    "AND iif(?3 = '', outcome = 3, reason = ?3)";

/// How many of each are chosen; takes them out of the tallies.
std::int64_t TakeFromTallies(SQLite::Database& database, const JobFound& job, const std::string& reason) {
  SQLite::Statement select(
      database,
      fmt::format("SELECT outcome, ifnull(reason, ''), count(*) FROM tasks {} GROUP BY 1, 2", kChosen));
  std::int64_t all = 0;
  std::vector<std::pair<int, ReasonCount>> groups;
  Run run(select);
  run.Int(schema::FirstRow(job.number)).Int(schema::FirstRow(job.number + 1)).Text(reason);
  while (run.Next()) {
    all += run.IntAt(2);
    groups.push_back(
        {static_cast<int>(run.IntAt(0)), {{}, run.TextAt(1), static_cast<std::uint64_t>(run.IntAt(2))}});
  }
  for (const auto& [outcome, group] : groups) AddToTally(database, job.number, group, outcome, -1);
  return all;
}

void Unsettle(SQLite::Database& database, const JobFound& job, const std::string& reason) {
  SQLite::Statement update(
      database, fmt::format("UPDATE tasks SET outcome = NULL, reason = NULL, retried = ?4 {}", kChosen));
  Run run(update);
  run.Int(schema::FirstRow(job.number)).Int(schema::FirstRow(job.number + 1)).Text(reason);
  run.Int(job.generation + 1).Change();
}

void UndoDuplicates(SQLite::Database& database, const JobFound& job) {
  SQLite::Statement update(database,
                           "UPDATE tasks SET outcome = ? WHERE row >= ? AND row < ? AND outcome = ?");
  Run run(update);
  run.Int(schema::kProduct).Int(schema::FirstRow(job.number)).Int(schema::FirstRow(job.number + 1));
  const int undone = run.Int(schema::kDuplicate).Change();
  if (undone == 0) return;
  const ReasonCount all{{}, {}, static_cast<std::uint64_t>(undone)};
  AddToTally(database, job.number, all, schema::kDuplicate, -1);
  AddToTally(database, job.number, all, schema::kProduct, 1);
}

void Reopen(SQLite::Database& database, const JobFound& job, std::int64_t unsettled) {
  SQLite::Statement update(
      database,
      "UPDATE jobs SET state = 0, closed_at_ms = NULL, cancelled_at_ms = NULL, settled = settled - ? "
      "WHERE job = ?");
  Run(update).Int(unsettled).Int(job.number).Change();
}

std::string NothingToRetry(const std::string& id, const std::string& reason) {
  return reason.empty() ? fmt::format("no page of {} failed", id)
                        : fmt::format("no page of {} failed or was skipped for the reason {}", id, reason);
}

}  // namespace

Result<std::uint32_t> Current(SQLite::Database& database, const std::string& job) {
  const std::optional<JobFound> found = Find(database, job);
  if (!found) return Unknown(job);
  return static_cast<std::uint32_t>(found->generation);
}

Result<std::uint32_t> Resume(SQLite::Database& database, const std::string& job, const RequestOptions& given,
                             std::int64_t now_ms) {
  const std::optional<JobFound> found = Find(database, job);
  if (!found) return Unknown(job);
  if (found->state > 1) return Refused(fmt::format("{} has ended: there is nothing to resume", job));
  if (found->state == 1) return Closing(job);
  if (found->opened.empty())
    return Refused(fmt::format("the opening of {} has not come: submit it again", job));
  return Begin(database, *found, given, now_ms);
}

Result<std::uint32_t> Retry(SQLite::Database& database, const std::string& job, const RetryRequest& retry,
                            std::int64_t now_ms) {
  const std::optional<JobFound> found = Find(database, job);
  if (!found) return Unknown(job);
  if (found->state == 1) return Closing(job);
  if (found->state == 0 && found->cancelled)
    return Refused(fmt::format("{} is being cancelled: retry it once it has ended", job));
  const std::int64_t chosen = TakeFromTallies(database, *found, retry.reason);
  if (chosen == 0) return Refused(NothingToRetry(job, retry.reason));
  Unsettle(database, *found, retry.reason);
  if (found->state > 1) UndoDuplicates(database, *found);
  Reopen(database, *found, chosen);
  return Begin(database, *found, retry.request, now_ms);
}

}  // namespace pricecrew::generations
