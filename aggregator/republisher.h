#pragma once

#include <asio/awaitable.hpp>
#include <string>

#include "aggregator/job_status.h"
#include "aggregator/republish.h"
#include "aggregator/store.h"
#include "common/domain/codec.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"

namespace pricecrew {

/// Begins the tasks of jobs anew, one job at a time: commits the next generation to the store, then
/// publishes. Belongs to the event loop of its broker; what it is given must outlive it.
class Republisher {
 public:
  Republisher(Broker& broker, Store& store, const Clock& clock, RepublishOptions options);

  /// Publishes what is not settled again; answers once all of it is confirmed. May be repeated at will.
  /// Errors as of Store::Resume and of Republish; kRetryLater also where the broker is not there or another
  /// job is being published.
  asio::awaitable<Result<Republished>> Resume(std::string job);
  /// Publishes what failed again, and nothing that is under way still; errors as of Store::Retry besides.
  asio::awaitable<Result<Republished>> Retry(std::string job, RetryRequest retry);

 private:
  [[nodiscard]] Result<void> Ready() const;
  asio::awaitable<Result<Republished>> Publish(JobStatus before, std::uint32_t generation,
                                               RepublishOptions options);
  asio::awaitable<Result<void>> SayWhatStands(const JobStatus& before, std::uint32_t generation);
  asio::awaitable<Result<void>> Say(ControlRecord::What what, std::string job, std::uint32_t generation);
  [[nodiscard]] Result<JobStatus> StatusOf(const std::string& job) const;

  Broker& broker_;
  Store& store_;
  const Clock& clock_;
  RepublishOptions options_;
  bool busy_ = false;
};

}  // namespace pricecrew
