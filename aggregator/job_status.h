#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// The most categories of which a job's status says how many products they state.
inline constexpr std::size_t kMostStated = 1'000;

/// How far a job is. `kClosed`: every task is settled, but the books and the files are still being written.
enum class JobState { kOpen, kClosed, kComplete, kCancelled };

/// What a user is told: "open" (also while the files are written), "complete" or "cancelled".
std::string_view ToString(JobState state);
/// True where nothing about the job will change any more.
bool HasEnded(JobState state);

/// What became of the tasks that were announced. Duplicates are told from products when the job closes.
struct Counts {
  std::uint64_t announced = 0;
  std::uint64_t products = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t not_products = 0;
  std::uint64_t failed = 0;
  std::uint64_t skipped = 0;
  std::uint64_t listings = 0;
  std::uint64_t strays = 0;  ///< settled, but not announced (or not yet); in no other count

  /// How many of the announced are settled; equals `announced` once a job is closed.
  [[nodiscard]] std::uint64_t Settled() const {
    return products + duplicates + not_products + failed + skipped + listings;
  }
  friend bool operator==(const Counts&, const Counts&) = default;
};

/// "120 announced = 100 products + 0 duplicates + ...", and the strays where there are any; for an open job
/// with what is not yet settled.
std::string SumLine(const Counts& counts);

/// How many tasks had an outcome for a reason.
struct ReasonCount {
  std::string outcome;  ///< "product", ..., "skipped", "duplicate"
  std::string reason;   ///< empty for products
  std::uint64_t count = 0;

  friend bool operator==(const ReasonCount&, const ReasonCount&) = default;
};

/// One task that failed.
struct FailureExample {
  std::string url;
  std::string reason;
  std::string detail;
};

/// A message of the dead queue.
struct DeadLetter {
  std::int64_t at_ms = 0;  ///< when it was taken; Unix time
  std::string reason;      ///< in words
  std::string job;         ///< empty where the message does not say; so the following
  std::string task;
  std::string queue;  ///< the routing key that it had
  std::uint64_t bytes = 0;
};

/// How many products a category says it has, and how many its pages listed.
struct CategoryCount {
  std::string category_url;
  std::uint64_t stated = 0;
  std::uint64_t found = 0;
};

/// What is known of a job besides its products. Times are Unix milliseconds.
struct JobStatus {
  std::string job;
  JobState state = JobState::kOpen;
  std::optional<std::int64_t> opened_at_ms;  ///< absent: the message that opens it has not come (yet)
  std::optional<std::int64_t> cancelled_at_ms;
  std::optional<std::int64_t> closed_at_ms;
  std::optional<std::int64_t> changed_at_ms;  ///< when the last message about it was taken
  std::uint32_t generation = 1;               ///< the highest of its tasks
  std::uint64_t submitted_urls = 0;
  std::vector<std::string> first_urls;
  std::uint64_t missing_parts = 0;  ///< announcements that are named but have not come (yet)
  std::uint64_t links_seen = 0;     ///< on all category pages
  Counts counts;
  std::vector<ReasonCount> reasons;   ///< in the order of outcome, then reason
  std::vector<CategoryCount> stated;  ///< those that differ first; at most kMostStated
};

}  // namespace pricecrew
