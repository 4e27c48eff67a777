#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "aggregator/ledger_tables.h"
#include "common/domain/codec.h"

namespace pricecrew {

/// The generation of a settlement that cannot know it: that of a dead letter without a body.
inline constexpr std::uint32_t kAnyGeneration = 0;

/// Applies messages to the tables of the open jobs, in any order and however often they come: what is
/// announced, what is settled, and whether that closes a job. Everything within the transaction of its owner;
/// throws what SQLiteCpp throws, after which it must not be used any more.
///
/// Cancelling a job ends the waiting for parts that have not come.
///
/// Only what can be reached from the job's roots is announced: the children of a listing count once the
/// listing is announced itself, and wait in `held` until then, as do announcements that nobody has asked for
/// yet.
class Ledger {
 public:
  /// `now_ms` becomes the closing time of the jobs that close.
  Ledger(LedgerTables& tables, std::int64_t now_ms) : tables_(tables), now_ms_(now_ms) {}

  /// Messages for a job that is closed already change nothing.
  void Apply(const ResultMessage& message);

  /// Writes the counters back; answers the jobs that were closed.
  std::vector<std::string> Finish();

 private:
  void Take(JobRow& job, const JobOpened& opened);
  void Take(JobRow& job, const Announcement& announcement);
  void Take(JobRow& job, const Settlement& settlement);
  void Take(JobRow& job, const JobCancelled& cancelled);

  void Announce(JobRow& job, const Task& task);
  void AnnounceKnown(JobRow& job, const TaskRow& known, const Task& task);
  void SettleKnown(JobRow& job, const TaskRow& known, const Settlement& settlement);
  void SettleUnannounced(JobRow& job, std::int64_t row, const Settlement& settlement);
  void WantPart(JobRow& job, const TaskId& part);
  void TakeListing(JobRow& job, const Settlement& listing);
  void ReleaseHeld(JobRow& job);

  LedgerTables& tables_;
  std::int64_t now_ms_;
  std::unordered_map<std::string, JobRow> jobs_;  // by id
  std::vector<TaskId> to_release_;                // what `held` has of these counts from now on
};

}  // namespace pricecrew
