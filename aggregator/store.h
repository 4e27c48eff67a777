#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/codec.h"
#include "common/domain/result.h"
#include "common/domain/retry_request.h"

namespace pricecrew {

/// A message that ended in the dead queue, kept for a person to look at.
struct DeadMessage {
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string queue = {};  ///< the routing key that it had
};
inline constexpr int kMaxDeadKept = 1'000;                          ///< the newest
inline constexpr std::size_t kMaxDeadBody = std::size_t{64} << 10;  ///< bytes kept of each

/// The ledger of all jobs, in one SQLite file (WAL, synchronous=FULL) that exactly one Store writes; others
/// read it through StoreReader. Belongs to one thread. What a call reports as done survives a crash; what
/// fails has changed nothing: kRetryLater for a full or failing disk, kStop for a file that cannot be used.
/// Never throws.
class Store {
 public:
  /// Creates or opens the file at `path`, and locks it: kRetryLater, code "locked", where another process has
  /// it.
  static Result<std::unique_ptr<Store>> Open(const std::string& path);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  Store(Store&&) = delete;
  Store& operator=(Store&&) = delete;

  /// Applies all the messages or none. They may come in any order, and again and again. Answers the jobs
  /// whose ledger they closed, in no order; `now_ms` (Unix time) becomes their closing time.
  Result<std::vector<std::string>> Apply(const std::vector<ResultMessage>& messages, std::int64_t now_ms);

  /// The jobs that are closed and not yet ended: those to run CloseBooks, write files and End for, however
  /// far that came before.
  Result<std::vector<std::string>> ClosedJobs();

  /// Tells duplicates from products, after it checked the counters against the tasks (kStop, code "ledger",
  /// where they differ). Doing it again changes nothing. Parts, and what is held, stay: a retry may need
  /// them.
  Result<void> CloseBooks(const std::string& job);

  /// The job is complete, or cancelled where a JobCancelled came. Forgets its headers, cookies and proxy.
  Result<void> End(const std::string& job);

  /// The highest generation of the job's tasks; kGiveUp, code "unknown_job", where there is no such job.
  Result<std::uint32_t> Generation(const std::string& job);

  /// Begins the next generation of an open job, under which its unsettled tasks are to be published again;
  /// answers its number. What `given` has replaces what the job's request had. Errors besides: kGiveUp, code
  /// "unknown_job", or "refused" where it has ended or was never opened; kRetryLater, code "closing", while
  /// its files are being written.
  Result<std::uint32_t> Resume(const std::string& job, const RequestOptions& given, std::int64_t now_ms);

  /// Makes tasks that failed, or were skipped for the reason asked for, unsettled under the job's next
  /// generation, whose number it answers; from then on only that generation's failures count for them. A job
  /// that has ended is open again, its duplicates products until its books close. Errors as of Resume;
  /// "refused" where there is no such task, or the job is being cancelled.
  Result<std::uint32_t> Retry(const std::string& job, const RetryRequest& retry, std::int64_t now_ms);

  /// Keeps the message, without the secrets of a task, once however often it comes; the oldest go when there
  /// are more than kMaxDeadKept.
  Result<void> KeepDead(const DeadMessage& message, std::int64_t now_ms);

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace pricecrew
