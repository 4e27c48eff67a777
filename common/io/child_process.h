#pragma once

#include <sys/types.h>

#include <asio/any_io_executor.hpp>
#include <asio/local/stream_protocol.hpp>
#include <memory>
#include <string>
#include <vector>

#include "common/domain/result.h"

namespace pricecrew {

/// A process that was started here: its standard input and output are one stream, of which this is the other
/// end; standard error is shared; it has no other descriptor of this process. Ends with its owner.
class ChildProcess {
 public:
  /// Starts `command` (a path and its arguments) without a copy of this process in between. kRetryLater with
  /// code "isolation" where the system refuses.
  static Result<std::unique_ptr<ChildProcess>> Start(const asio::any_io_executor& executor,
                                                     const std::vector<std::string>& command);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ChildProcess(ChildProcess&&) = delete;
  ChildProcess& operator=(ChildProcess&&) = delete;

  asio::local::stream_protocol::socket& stream() { return stream_; }
  [[nodiscard]] pid_t pid() const { return pid_; }

  /// False once it has died, by itself or by Kill.
  bool IsAlive();
  /// Ends it at once; its stream then ends.
  void Kill();
  /// Waits until it is gone, and says how it went: a status as waitpid tells it. Once its stream has ended
  /// this takes no time.
  int Reap();

 private:
  ChildProcess(pid_t pid, asio::local::stream_protocol::socket stream);

  pid_t pid_;
  bool reaped_ = false;
  int status_ = 0;
  asio::local::stream_protocol::socket stream_;
};

}  // namespace pricecrew
