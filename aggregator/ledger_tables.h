#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/domain/job.h"
#include "common/domain/settlement.h"

namespace pricecrew {

/// A job's counters while a batch is applied.
struct JobRow {
  std::int64_t number = 0;
  bool closed = false;
  bool opened = false;
  std::int64_t announced = 0;
  std::int64_t settled = 0;
  std::int64_t strays = 0;
  std::int64_t missing_parts = 0;
  std::int64_t rows = 0;
  std::int64_t generation = 1;
  std::int64_t links_seen = 0;

  std::optional<std::int64_t> closed_at_ms;                           ///< set where the batch closes it
  std::map<std::pair<int, std::string>, std::int64_t> tally_changes;  ///< by (outcome, reason)
  std::unordered_map<std::string, std::int64_t> categories;           ///< by URL; those met so far

  /// True where every part has come and every announced task is settled.
  [[nodiscard]] bool IsBalanced() const { return opened && missing_parts == 0 && announced == settled; }
};

/// What the ledger looks at of a task.
struct TaskRow {
  std::int64_t row = 0;
  std::optional<std::string> position;  ///< sort key; absent: not announced
  std::optional<int> outcome;           ///< absent: not settled
  std::string reason;
  std::optional<std::int64_t> retried;  ///< the generation from which on its failures count; absent: all do
};

/// What became of a part, as the ledger waits for it.
struct PartRow {
  bool wanted = false;
  bool received = false;
};

/// The prepared statements of the writing connection, each as one function. They throw what SQLiteCpp throws.
class LedgerTables {
 public:
  explicit LedgerTables(SQLite::Database& database);

  /// The job's row, made where there is none.
  JobRow LoadJob(const std::string& id);
  /// Writes counters and tallies; `now_ms` is when that is.
  void SaveJob(const JobRow& job, std::int64_t now_ms);
  /// Answers false where the job was opened or cancelled before.
  bool SaveOpened(const JobRow& job, const JobOpened& opened);
  void SaveCancelled(const JobRow& job, std::int64_t at_ms);

  /// Gives the id the next row of the job; absent where it has one.
  std::optional<std::int64_t> AddId(JobRow& job, const TaskId& id);
  TaskRow FindTask(const JobRow& job, const TaskId& id);

  void InsertAnnounced(JobRow& job, std::int64_t row, const Task& task);
  void InsertSettled(std::int64_t row, const Settlement& settlement);
  /// Place, URL and content of a task from now on.
  void UpdateAnnounced(JobRow& job, const TaskRow& known, const Task& task);
  void UpdateSettled(std::int64_t row, const Settlement& settlement);

  /// Absent where the part was not there: it is now, in that state.
  std::optional<PartRow> AddPart(const JobRow& job, const TaskId& part, PartRow state);
  void UpdatePart(const JobRow& job, const TaskId& part, PartRow state);
  /// Forgets the parts that are wanted and have not come.
  void ForgetMissingParts(const JobRow& job);

  void Hold(const JobRow& job, const TaskId& id, const std::string& message);
  /// Takes the held message out; absent where there is none.
  std::optional<std::string> TakeHeld(const JobRow& job, const TaskId& id);

 private:
  void SaveAnswer(std::int64_t row, const Settlement& settlement);
  std::int64_t CategoryOf(JobRow& job, const std::string& url);

  SQLite::Database& database_;
  SQLite::Statement find_job_;
  SQLite::Statement add_job_;
  SQLite::Statement save_job_;
  SQLite::Statement save_opened_;
  SQLite::Statement save_cancelled_;
  SQLite::Statement save_tally_;
  SQLite::Statement add_id_;
  SQLite::Statement find_task_;
  SQLite::Statement insert_announced_;
  SQLite::Statement insert_settled_;
  SQLite::Statement update_announced_;
  SQLite::Statement update_settled_;
  SQLite::Statement save_answer_;
  SQLite::Statement save_stated_;
  SQLite::Statement add_category_;
  SQLite::Statement find_category_;
  SQLite::Statement add_part_;
  SQLite::Statement find_part_;
  SQLite::Statement update_part_;
  SQLite::Statement forget_missing_parts_;
  SQLite::Statement hold_;
  SQLite::Statement take_held_;
};

}  // namespace pricecrew
