#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/signal_set.hpp>
#include <functional>

namespace pricecrew {

/// Calls a function once at the first SIGTERM or SIGINT; the second one ends the process at once. Owns the
/// process's handling of both from its making on.
class StopSignal {
 public:
  StopSignal(const asio::any_io_executor& executor, std::function<void()> stop);
  /// Gives the signals back.
  void Cancel();

 private:
  void Wait();

  asio::signal_set signals_;
  std::function<void()> stop_;
  bool asked_ = false;
};

}  // namespace pricecrew
