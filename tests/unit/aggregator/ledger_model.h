#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aggregator/job_status.h"
#include "common/domain/codec.h"

namespace pricecrew {

/// What the ledger of one job says, told the simple way: keeps all that came and looks at all of it again
/// after each message. Knows no duplicates.
class LedgerModel {
 public:
  void Take(const ResultMessage& message);

  /// Begins what failed, or what failed or was skipped for that reason, anew; answers how many tasks that is.
  /// None is no retry.
  std::size_t Retry(const std::string& reason, std::uint32_t generation);

  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] Counts CountAll() const;
  [[nodiscard]] std::size_t MissingParts() const { return missing_; }
  /// URL, page and rank of the products in order.
  [[nodiscard]] std::vector<std::string> Rows() const;

 private:
  void Keep(const ResultMessage& message);
  void LookAgain();
  void Announce(const Task& task, std::vector<TaskId>& fresh);

  std::optional<JobOpened> opened_;
  std::map<TaskId, Announcement> parts_;
  std::map<TaskId, Settlement> settled_;
  std::map<TaskId, std::uint32_t> retried_;  // the generation from which on failures count
  std::map<TaskId, Task> announced_;         // as at the smallest position
  std::size_t missing_ = 0;
  bool closed_ = false;
};

/// A random job's messages: listings within listings, parts, tasks that are found several times, failures
/// beside successes, listings that were read twice with other links. Shuffled, some of them several times.
/// When all have come, the job is closed.
struct RandomJob {
  std::string job;
  std::vector<ResultMessage> messages;
};
enum class Conflicts { kNone, kSome };
RandomJob MakeRandomJob(const std::string& job, unsigned seed, Conflicts conflicts);

}  // namespace pricecrew
