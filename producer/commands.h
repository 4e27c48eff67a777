#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <string>
#include <utility>

#include "common/domain/budget.h"
#include "common/domain/job.h"
#include "common/domain/retry_request.h"
#include "common/domain/row_format.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"
#include "producer/aggregator_client.h"
#include "producer/result_output.h"

namespace pricecrew {

/// What the commands of a user work with; all borrowed.
struct CommandParts {
  asio::any_io_executor executor;
  const Clock& clock;
  Broker& broker;  ///< not connected yet
  AggregatorClient& aggregator;
  std::uint64_t random = 0;  ///< makes the id of a new job unique
};

/// Waits between two looks at a job, and for Ctrl-C.
class Interrupt {
 public:
  explicit Interrupt(const asio::any_io_executor& executor) : timer_(executor) {}
  void Ask();
  [[nodiscard]] bool asked() const { return asked_; }
  /// What to do at once when asked; empty for nothing.
  void OnAsk(std::function<void()> act) { on_ask_ = std::move(act); }
  /// Returns after `duration`, or at once when interrupted.
  asio::awaitable<void> Sleep(std::chrono::milliseconds duration);

 private:
  asio::steady_timer timer_;
  bool asked_ = false;
  std::function<void()> on_ask_;
};

// Each command answers with the exit code, after saying on stderr what went wrong.

/// Opens a job and prints its id; with an `output`, waits for its end and prints its products.
asio::awaitable<int> SubmitJob(CommandParts parts, JobRequest request, HostBudgets budgets,
                               ShardCounts shards, ResultOutput* output, Interrupt& interrupt);
asio::awaitable<int> CancelJob(CommandParts parts, std::string job);
asio::awaitable<int> ListJobs(CommandParts parts);
asio::awaitable<int> ShowStatus(CommandParts parts, std::string job);
/// Has what is not settled published again, and says how much that is.
asio::awaitable<int> ResumeJob(CommandParts parts, std::string job);
/// The same for what failed.
asio::awaitable<int> RetryJob(CommandParts parts, std::string job, RetryRequest retry);
/// Lists the messages of the dead queue that are kept: kTable, or kJson as the API answers.
asio::awaitable<int> ListDead(CommandParts parts, RowFormat format);
/// Shows a job's progress until it ends, then its products.
asio::awaitable<int> WatchJob(CommandParts parts, std::string job, ResultOutput& output,
                              Interrupt& interrupt);
/// Prints the products that there are.
asio::awaitable<int> PrintResults(CommandParts parts, std::string job, ResultOutput& output);

/// One line on stderr, and the exit code that goes with the error.
int Complain(const Error& error);

}  // namespace pricecrew
