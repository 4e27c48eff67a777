#include "aggregator/ledger_tables.h"

#include "aggregator/duplicate_keys.h"
#include "aggregator/schema.h"
#include "aggregator/sqlite.h"
#include "common/domain/codec.h"

namespace pricecrew {

using sqlite::Run;

namespace {

/// What a resume or a retry needs beyond the columns; empty for a plain product page, which most tasks are.
/// Without what the job row has anyway.
std::string ContentOf(const Task& task) {
  const bool plain =
      task.stage == Stage::kProduct && task.kind == TaskKind::kPage && task.left == ChainLimits{};
  if (plain) return {};
  Task content = task;
  content.request = {};
  return Encode(content);
}

}  // namespace

LedgerTables::LedgerTables(SQLite::Database& database)
    : database_(database),
      find_job_(database,
                "SELECT job, state, opened IS NOT NULL, announced, settled, strays, missing_parts, rows, "
                "generation, links_seen "
                "FROM jobs WHERE id = ?"),
      add_job_(database, "INSERT INTO jobs(id) VALUES(?)"),
      save_job_(database,
                "UPDATE jobs SET announced = ?, settled = ?, strays = ?, missing_parts = ?, rows = ?, "
                "generation = ?, links_seen = ?, "
                "closed_at_ms = ?, state = ?, changed_at_ms = ? WHERE job = ?"),
      save_opened_(database, "UPDATE jobs SET opened = ?, opened_at_ms = ? WHERE job = ? AND opened IS NULL"),
      save_cancelled_(database,
                      "UPDATE jobs SET cancelled_at_ms = ? WHERE job = ? AND cancelled_at_ms IS NULL"),
      save_tally_(database,
                  "INSERT INTO tallies(job, outcome, reason, count) VALUES(?, ?, ?, ?) "
                  "ON CONFLICT DO UPDATE SET count = count + excluded.count"),
      add_id_(database, "INSERT INTO ids(job, id, row) VALUES(?, ?, ?) ON CONFLICT DO NOTHING"),
      find_task_(database,
                 "SELECT row, position, outcome, reason, retried FROM tasks "
                 "WHERE row = (SELECT row FROM ids WHERE job = ? AND id = ?)"),
      insert_announced_(
          database,
          "INSERT INTO tasks(row, id, stage, position, category, url, content) VALUES(?, ?, ?, ?, ?, ?, ?)"),
      insert_settled_(database,
                      "INSERT INTO tasks(row, id, stage, url, outcome, reason) VALUES(?, ?, ?, ?, ?, ?)"),
      update_announced_(database,
                        "UPDATE tasks SET position = ?, category = ?, url = ?, content = ? WHERE row = ?"),
      update_settled_(
          database,
          "UPDATE tasks SET outcome = ?1, reason = ?2, content = iif(?1 IN (3, 4), content, NULL) "
          "WHERE row = ?3"),
      save_answer_(
          database,
          "INSERT OR REPLACE INTO answers(row, final_url, detail, product, final_key, canonical_key) "
          "VALUES(?, ?, ?, ?, ?, ?)"),
      save_stated_(database, "INSERT OR REPLACE INTO stated(row, stated, found) VALUES(?, ?, ?)"),
      add_category_(database, "INSERT INTO categories(job, url) VALUES(?, ?) ON CONFLICT DO NOTHING"),
      find_category_(database, "SELECT category FROM categories WHERE job = ? AND url = ?"),
      add_part_(database,
                "INSERT INTO parts(job, part, wanted, received) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING"),
      find_part_(database, "SELECT wanted, received FROM parts WHERE job = ? AND part = ?"),
      update_part_(database, "UPDATE parts SET wanted = ?, received = ? WHERE job = ? AND part = ?"),
      forget_missing_parts_(database, "DELETE FROM parts WHERE job = ? AND wanted = 1 AND received = 0"),
      hold_(database, "INSERT OR REPLACE INTO held(job, id, message) VALUES(?, ?, ?)"),
      take_held_(database, "DELETE FROM held WHERE job = ? AND id = ? RETURNING message") {}

JobRow LedgerTables::LoadJob(const std::string& id) {
  Run find(find_job_);
  if (!find.Text(id).Next()) {
    JobRow made;
    Run(add_job_).Text(id).Change();
    made.number = database_.getLastInsertRowid();
    return made;
  }
  JobRow job;
  job.number = find.IntAt(0);
  job.closed = find.IntAt(1) != 0;
  job.opened = find.IntAt(2) != 0;
  job.announced = find.IntAt(3);
  job.settled = find.IntAt(4);
  job.strays = find.IntAt(5);
  job.missing_parts = find.IntAt(6);
  job.rows = find.IntAt(7);
  job.generation = find.IntAt(8);
  job.links_seen = find.IntAt(9);
  return job;
}

void LedgerTables::SaveJob(const JobRow& job, std::int64_t now_ms) {
  Run save(save_job_);
  save.Int(job.announced).Int(job.settled).Int(job.strays).Int(job.missing_parts).Int(job.rows);
  save.Int(job.generation).Int(job.links_seen);
  job.closed_at_ms ? save.Int(*job.closed_at_ms) : save.Null();
  save.Int(job.closed ? 1 : 0).Int(now_ms).Int(job.number).Change();
  for (const auto& [key, change] : job.tally_changes)
    if (change != 0) Run(save_tally_).Int(job.number).Int(key.first).Text(key.second).Int(change).Change();
}

bool LedgerTables::SaveOpened(const JobRow& job, const JobOpened& opened) {
  return Run(save_opened_).Text(Encode(opened)).Int(opened.opened_at_ms).Int(job.number).Change() > 0;
}

void LedgerTables::SaveCancelled(const JobRow& job, std::int64_t at_ms) {
  Run(save_cancelled_).Int(at_ms).Int(job.number).Change();
}

std::optional<std::int64_t> LedgerTables::AddId(JobRow& job, const TaskId& id) {
  const std::int64_t row = schema::FirstRow(job.number) + job.rows;
  if (Run(add_id_).Int(job.number).Id(id).Int(row).Change() == 0) return std::nullopt;
  ++job.rows;
  return row;
}

TaskRow LedgerTables::FindTask(const JobRow& job, const TaskId& id) {
  Run find(find_task_);
  TaskRow task;
  if (!find.Int(job.number).Id(id).Next()) return task;
  task.row = find.IntAt(0);
  if (!find.IsNull(1)) task.position = find.TextAt(1);
  if (!find.IsNull(2)) task.outcome = static_cast<int>(find.IntAt(2));
  task.reason = find.TextAt(3);
  if (!find.IsNull(4)) task.retried = find.IntAt(4);
  return task;
}

void LedgerTables::InsertAnnounced(JobRow& job, std::int64_t row, const Task& task) {
  const std::string position = SortKey(task.position);
  const std::string content = ContentOf(task);
  Run insert(insert_announced_);
  insert.Int(row).Id(task.id).Int(static_cast<int>(task.stage)).Blob(position);
  insert.Int(CategoryOf(job, task.category_url)).Text(task.url).TextOrNull(content).Change();
}

void LedgerTables::InsertSettled(std::int64_t row, const Settlement& settlement) {
  Run insert(insert_settled_);
  insert.Int(row).Id(settlement.id).Int(static_cast<int>(settlement.stage)).Text(settlement.url);
  insert.Int(schema::NumberOf(settlement.outcome)).TextOrNull(settlement.reason).Change();
  SaveAnswer(row, settlement);
}

void LedgerTables::UpdateAnnounced(JobRow& job, const TaskRow& known, const Task& task) {
  const std::string position = SortKey(task.position);
  const bool may_be_done_again = !known.outcome || !schema::IsSuccess(*known.outcome);
  const std::string content = may_be_done_again ? ContentOf(task) : std::string();
  Run update(update_announced_);
  update.Blob(position).Int(CategoryOf(job, task.category_url)).Text(task.url).TextOrNull(content);
  update.Int(known.row).Change();
}

void LedgerTables::UpdateSettled(std::int64_t row, const Settlement& settlement) {
  Run(update_settled_)
      .Int(schema::NumberOf(settlement.outcome))
      .TextOrNull(settlement.reason)
      .Int(row)
      .Change();
  SaveAnswer(row, settlement);
}

void LedgerTables::SaveAnswer(std::int64_t row, const Settlement& settlement) {
  if (settlement.stated)
    Run(save_stated_).Int(row).Int(settlement.stated->stated).Int(settlement.stated->found).Change();
  Run save(save_answer_);
  save.Int(row).TextOrNull(settlement.final_url).TextOrNull(settlement.detail);
  if (settlement.outcome != Outcome::kProduct || !settlement.product) {
    save.Null().Null().Null().Change();
    return;
  }
  const DuplicateKeys keys = KeysOf(settlement);
  const std::string product = EncodeProduct(*settlement.product);
  save.Text(product);
  keys.final_url ? save.Int(*keys.final_url) : save.Null();
  keys.canonical ? save.Int(*keys.canonical) : save.Null();
  save.Change();
}

std::int64_t LedgerTables::CategoryOf(JobRow& job, const std::string& url) {
  const auto met = job.categories.find(url);
  if (met != job.categories.end()) return met->second;
  Run(add_category_).Int(job.number).Text(url).Change();
  Run find(find_category_);
  find.Int(job.number).Text(url).Next();
  return job.categories[url] = find.IntAt(0);
}

std::optional<PartRow> LedgerTables::AddPart(const JobRow& job, const TaskId& part, PartRow state) {
  Run add(add_part_);
  const int added =
      add.Int(job.number).Id(part).Int(state.wanted ? 1 : 0).Int(state.received ? 1 : 0).Change();
  if (added > 0) return std::nullopt;
  Run find(find_part_);
  find.Int(job.number).Id(part).Next();
  return PartRow{find.IntAt(0) != 0, find.IntAt(1) != 0};
}

void LedgerTables::UpdatePart(const JobRow& job, const TaskId& part, PartRow state) {
  Run(update_part_).Int(state.wanted ? 1 : 0).Int(state.received ? 1 : 0).Int(job.number).Id(part).Change();
}

void LedgerTables::ForgetMissingParts(const JobRow& job) {
  Run(forget_missing_parts_).Int(job.number).Change();
}

void LedgerTables::Hold(const JobRow& job, const TaskId& id, const std::string& message) {
  Run(hold_).Int(job.number).Id(id).Text(message).Change();
}

std::optional<std::string> LedgerTables::TakeHeld(const JobRow& job, const TaskId& id) {
  Run take(take_held_);
  if (!take.Int(job.number).Id(id).Next()) return std::nullopt;
  std::string message = take.TextAt(0);
  take.Next();  // the deletion is done only once the statement is
  return message;
}

}  // namespace pricecrew
