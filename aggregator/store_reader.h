#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aggregator/job_status.h"
#include "common/domain/result.h"
#include "common/domain/task.h"

namespace pricecrew {

/// Reads a store that a Store, of this process or another, may be writing: never waits for it, never disturbs
/// it. Belongs to one thread. Errors as of Store.
class StoreReader {
 public:
  static Result<std::unique_ptr<StoreReader>> Open(const std::string& path);
  ~StoreReader();
  StoreReader(const StoreReader&) = delete;
  StoreReader& operator=(const StoreReader&) = delete;
  StoreReader(StoreReader&&) = delete;
  StoreReader& operator=(StoreReader&&) = delete;

  /// The newest first.
  Result<std::vector<JobStatus>> Jobs(std::size_t limit);
  /// Absent where the job is not known.
  Result<std::optional<JobStatus>> Job(const std::string& job);

  Result<std::vector<FailureExample>> Failures(const std::string& job, std::size_t limit);

  /// Tasks of the job that are announced and not settled, with what a resume needs to publish them again, but
  /// for the request options that all share. In the order in which they became known, `limit` at a time, or
  /// fewer where they are large; `next` is that of the page before. Only those that a retry took back in this
  /// generation or a later one where `retried_since` is not 0.
  struct UnsettledPage {
    std::vector<Task> tasks;
    std::optional<std::int64_t> next;  ///< absent: these were the last
  };
  Result<UnsettledPage> Unsettled(const std::string& job, std::optional<std::int64_t> next, std::size_t limit,
                                  std::uint32_t retried_since = 0);

  /// What a resume needs besides: the job's message, with its request options, which are secret. Absent where
  /// it has not come.
  Result<std::optional<std::string>> OpenedMessage(const std::string& job);

  /// The messages of the dead queue that are kept, the newest first.
  Result<std::vector<DeadLetter>> Dead();

 private:
  struct Parts;
  explicit StoreReader(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace pricecrew
