#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "common/domain/announcement.h"
#include "common/domain/job.h"
#include "common/domain/result.h"
#include "common/domain/settlement.h"
#include "common/domain/task.h"

namespace pricecrew {

// The messages between the stages, as JSON objects with "v": kMessageVersion; docs/messages.md lists their
// members. Decoding never trusts: text that is too large, too deep, malformed or lacks a member is refused
// with the reason (kGiveUp; codes "too_large", "too_deep", "malformed"), a newer version with kRetryLater and
// code "version".

inline constexpr std::uint32_t kMessageVersion = 1;
inline constexpr std::size_t kMaxMessageBytes = std::size_t{1} << 20;

std::string Encode(const Task& task);
Result<Task> DecodeTask(std::string_view text);

/// The job was cancelled: its tasks are settled as skipped, unfetched.
struct JobCancelled {
  std::string job;
  std::int64_t at_ms = 0;  ///< Unix time

  friend bool operator==(const JobCancelled&, const JobCancelled&) = default;
};

/// What the aggregator reads.
using ResultMessage = std::variant<JobOpened, Announcement, Settlement, JobCancelled>;

std::string Encode(const JobOpened& opened);
std::string Encode(const Announcement& announcement);
std::string Encode(const Settlement& settlement);
std::string Encode(const JobCancelled& cancelled);
Result<ResultMessage> DecodeResult(std::string_view text);

/// What every process reads from the control stream.
struct ControlRecord {
  enum class What {
    kJobCancelled,
    kJobEnded,
    kHostHeld,  ///< no request to `host` until expires_ms
    kMark,      ///< says nothing; whoever published it knows by it that all before has been read
  };
  What what = What::kJobCancelled;
  std::string job;               ///< absent with kHostHeld and kMark
  std::int64_t expires_ms = 0;   ///< Unix time from which the record says nothing any more
  std::uint32_t generation = 1;  ///< of the job; tasks of a later one are not meant
  std::string host = {};         ///< with kHostHeld, as BudgetHost names it
  std::string mark = {};         ///< with kMark

  friend bool operator==(const ControlRecord&, const ControlRecord&) = default;
};

std::string Encode(const ControlRecord& record);
Result<ControlRecord> DecodeControl(std::string_view text);

/// The members of a product that outputs and settlements share, as one JSON object; absent members are left
/// out.
std::string EncodeProduct(const Product& product);
Result<Product> DecodeProduct(std::string_view text);

}  // namespace pricecrew
