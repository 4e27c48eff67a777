#pragma once

#include <asio/awaitable.hpp>
#include <asio/thread_pool.hpp>
#include <chrono>
#include <set>
#include <string>

#include "aggregator/store.h"
#include "common/app/health.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"
#include "common/ports/loop_event.h"

namespace pricecrew {

/// Ends the jobs whose ledger is closed: duplicates, files, the record "job ended" to all, then the state. A
/// crash in between only means that it is done again. Writes files on a thread of its own; all else belongs
/// to the event loop.
class Finaliser {
 public:
  struct Options {
    std::string store_path;
    std::string output_dir;                       ///< empty: no files are written
    std::chrono::milliseconds retry_wait{5'000};  ///< after files could not be written
  };

  Finaliser(asio::any_io_executor executor, Broker& broker, Store& store, const Clock& clock, Health& health,
            Options options);

  /// There may be a job to end.
  void Wake();
  /// Begins with the jobs that an earlier process left closed. Ends after Stop, with the job in hand.
  asio::awaitable<void> Run();
  void Stop();

 private:
  asio::awaitable<Result<void>> EndAll();
  asio::awaitable<Result<void>> End(std::string job);
  asio::awaitable<Result<void>> WriteFiles(std::string job);
  asio::awaitable<Result<void>> Announce(std::string job);

  Broker& broker_;
  Store& store_;
  const Clock& clock_;
  Health& health_;
  Options options_;
  LoopEvent changed_;
  bool asked_ = true;
  bool stopping_ = false;
  std::set<std::string> unbalanced_;  // jobs that cannot be ended; each is logged once
  asio::thread_pool files_{1};
};

}  // namespace pricecrew
