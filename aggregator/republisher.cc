#include "aggregator/republisher.h"

#include <spdlog/spdlog.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "aggregator/control_records.h"
#include "aggregator/store_reader.h"

namespace pricecrew {

Republisher::Republisher(Broker& broker, Store& store, const Clock& clock, RepublishOptions options)
    : broker_(broker), store_(store), clock_(clock), options_(std::move(options)) {}

Result<void> Republisher::Ready() const {
  if (busy_) return Error{ErrorKind::kRetryLater, "another job is being published: try again later", "busy"};
  if (!broker_.Ready())
    return Error{ErrorKind::kRetryLater, "the broker is not connected, or blocked by an alarm", "broker"};
  return {};
}

Result<JobStatus> Republisher::StatusOf(const std::string& job) const {
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options_.store_path);
  if (!reader) return reader.error();
  Result<std::optional<JobStatus>> status = (*reader)->Job(job);
  if (!status) return status.error();
  if (!*status) return Error{ErrorKind::kGiveUp, "there is no job " + job, "unknown_job"};
  return **status;
}

asio::awaitable<Result<Republished>> Republisher::Resume(std::string job) {
  const Result<void> ready = Ready();
  if (!ready) co_return ready.error();
  const Result<JobStatus> before = StatusOf(job);
  if (!before) co_return before.error();
  const Result<std::uint32_t> generation = store_.Resume(job, {}, Milliseconds(clock_.Wall()));
  if (!generation) co_return generation.error();
  co_return co_await Publish(*before, *generation, options_);
}

asio::awaitable<Result<Republished>> Republisher::Retry(std::string job, RetryRequest retry) {
  const Result<void> ready = Ready();
  if (!ready) co_return ready.error();
  const Result<JobStatus> before = StatusOf(job);
  if (!before) co_return before.error();
  const Result<std::uint32_t> generation = store_.Retry(job, retry, Milliseconds(clock_.Wall()));
  if (!generation) co_return generation.error();
  RepublishOptions options = options_;
  options.retried_since = *generation;
  co_return co_await Publish(*before, *generation, std::move(options));
}

asio::awaitable<Result<Republished>> Republisher::Publish(JobStatus before, std::uint32_t generation,
                                                          RepublishOptions options) {
  busy_ = true;
  Result<Republished> done = Republished{};
  const Result<void> said = co_await SayWhatStands(before, generation);
  if (said)
    done = co_await Republish(broker_, std::move(options), before.job);
  else
    done = said.error();
  busy_ = false;
  if (!done) co_return done;
  done->generation = generation;
  spdlog::info("{} tasks of {} were published again, as generation {}", done->published, before.job,
               generation);
  co_return done;
}

/// The latest record of a job is the one that stands. A cancelled job's tasks come again to be settled as
/// skipped, not to be fetched; those of a job that has ended are not to meet a cancellation of before.
asio::awaitable<Result<void>> Republisher::SayWhatStands(const JobStatus& before, std::uint32_t generation) {
  if (HasEnded(before.state)) {
    Result<void> said = co_await Say(ControlRecord::What::kJobEnded, before.job, generation - 1);
    co_return said;
  }
  if (!before.cancelled_at_ms) co_return Result<void>();
  Result<void> said = co_await Say(ControlRecord::What::kJobCancelled, before.job, generation);
  co_return said;
}

asio::awaitable<Result<void>> Republisher::Say(ControlRecord::What what, std::string job,
                                               std::uint32_t generation) {
  std::vector<Message> record{JobRecord(what, job, generation, Milliseconds(clock_.Wall()))};
  Result<void> published = co_await broker_.Publish(std::move(record));
  co_return published;
}

}  // namespace pricecrew
