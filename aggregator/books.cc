#include "aggregator/books.h"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <utility>

#include "aggregator/schema.h"
#include "aggregator/sqlite.h"
#include "common/domain/codec.h"
#include "common/domain/retry_request.h"

namespace pricecrew::books {
namespace {

using sqlite::Run;

/// A closed job and the rows of its tasks.
struct Book {
  std::int64_t job = 0;
  std::int64_t first_row = 0;
  std::int64_t end_row = 0;
  std::int64_t announced = 0;
  std::int64_t settled = 0;
  std::int64_t strays = 0;
};

std::optional<Book> Find(SQLite::Database& database, const std::string& id) {
  SQLite::Statement select(database,
                           "SELECT job, announced, settled, strays FROM jobs WHERE id = ? AND state = 1");
  Run find(select);
  if (!find.Text(id).Next()) return std::nullopt;
  const std::int64_t job = find.IntAt(0);
  return Book{job,           schema::FirstRow(job), schema::FirstRow(job + 1),
              find.IntAt(1), find.IntAt(2),         find.IntAt(3)};
}

Error Unbalanced(const std::string& id, const char* what, std::int64_t counted, std::int64_t found) {
  return {ErrorKind::kStop,
          fmt::format("the ledger of {} does not balance: {} {} counted, {} found", id, counted, what, found),
          "ledger"};
}

Result<void> CheckCounters(SQLite::Database& database, const Book& book, const std::string& id) {
  SQLite::Statement select(
      database,
      "SELECT count(position), count(iif(position IS NULL, NULL, outcome)), "
      "count(iif(position IS NULL, outcome, NULL)) FROM tasks WHERE row >= ? AND row < ?");
  Run check(select);
  check.Int(book.first_row).Int(book.end_row).Next();
  if (check.IntAt(0) != book.announced) return Unbalanced(id, "announced", book.announced, check.IntAt(0));
  if (check.IntAt(1) != book.settled) return Unbalanced(id, "settled", book.settled, check.IntAt(1));
  if (check.IntAt(2) != book.strays) return Unbalanced(id, "strays", book.strays, check.IntAt(2));
  if (check.IntAt(0) != check.IntAt(1))
    return Unbalanced(id, "announced settled", book.announced, check.IntAt(1));
  return {};
}

using Tallies = std::map<std::pair<std::int64_t, std::string>, std::int64_t>;

Tallies Read(Run& run) {
  Tallies tallies;
  while (run.Next())
    if (run.IntAt(2) != 0) tallies[{run.IntAt(0), run.TextAt(1)}] = run.IntAt(2);
  return tallies;
}

Result<void> CheckTallies(SQLite::Database& database, const Book& book, const std::string& id) {
  SQLite::Statement kept(database, "SELECT outcome, reason, count FROM tallies WHERE job = ?");
  SQLite::Statement found(database,
                          "SELECT outcome, ifnull(reason, ''), count(*) FROM tasks "
                          "WHERE row >= ? AND row < ? AND position IS NOT NULL GROUP BY 1, 2");
  Run kept_run(kept);
  Run found_run(found);
  kept_run.Int(book.job);
  found_run.Int(book.first_row).Int(book.end_row);
  if (Read(kept_run) != Read(found_run))
    return Error{ErrorKind::kStop, fmt::format("the ledger of {} does not balance by outcome", id), "ledger"};
  return {};
}

// Sorted by SQLite, in its temporary files where they are many: nothing here grows with the job.
constexpr const char* kMarkDuplicates = R"sql(
WITH products AS (
  SELECT t.row AS row, t.position AS position, t.id AS id, a.final_key AS final_key, a.canonical_key AS canonical_key
  FROM tasks t JOIN answers a ON a.row = t.row
  WHERE t.row >= ?1 AND t.row < ?2 AND t.outcome = 0 AND t.position IS NOT NULL)
UPDATE tasks SET outcome = 5 WHERE row IN (
  SELECT row FROM (
    SELECT row, row_number() OVER (PARTITION BY final_key ORDER BY position, id) AS place
    FROM products WHERE final_key IS NOT NULL) WHERE place > 1
  UNION
  SELECT row FROM (
    SELECT row, row_number() OVER (PARTITION BY canonical_key ORDER BY position, id) AS place
    FROM products WHERE canonical_key IS NOT NULL) WHERE place > 1)
)sql";

void MarkDuplicates(SQLite::Database& database, const Book& book) {
  SQLite::Statement mark(database, kMarkDuplicates);
  const int marked = Run(mark).Int(book.first_row).Int(book.end_row).Change();
  if (marked == 0) return;
  SQLite::Statement tally(database,
                          "INSERT INTO tallies(job, outcome, reason, count) VALUES(?, ?, '', ?) "
                          "ON CONFLICT DO UPDATE SET count = count + excluded.count");
  Run(tally).Int(book.job).Int(schema::kProduct).Int(-marked).Change();
  Run(tally).Int(book.job).Int(schema::kDuplicate).Int(marked).Change();
}

}  // namespace

Result<void> Close(SQLite::Database& database, const std::string& job) {
  const std::optional<Book> book = Find(database, job);
  if (!book) return Error{ErrorKind::kGiveUp, fmt::format("{} is not closed", job), "not_closed"};
  Result<void> counters = CheckCounters(database, *book, job);
  if (!counters) return counters;
  Result<void> tallies = CheckTallies(database, *book, job);
  if (!tallies) return tallies;
  MarkDuplicates(database, *book);
  return {};
}

void End(SQLite::Database& database, const std::string& job) {
  SQLite::Statement select(database, "SELECT opened FROM jobs WHERE id = ? AND state = 1");
  std::string opened;
  {
    Run find(select);
    if (!find.Text(job).Next()) return;
    opened = find.TextAt(0);
  }
  Result<ResultMessage> message = DecodeResult(opened);
  if (message) {
    auto& kept = std::get<JobOpened>(*message);
    kept.request = WithoutSecrets(std::move(kept.request));
    kept.parts.clear();
    opened = Encode(kept);
  }
  SQLite::Statement update(
      database, "UPDATE jobs SET state = iif(cancelled_at_ms IS NULL, 2, 3), opened = ? WHERE id = ?");
  Run(update).Text(opened).Text(job).Change();
}

}  // namespace pricecrew::books
