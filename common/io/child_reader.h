#pragma once

#include <sys/types.h>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "common/io/child_process.h"
#include "common/ports/isolated_reader.h"
#include "common/ports/loop_event.h"

namespace pricecrew {

struct ChildReaderOptions {
  std::string program = "/proc/self/exe";       ///< serves read-alone, see common/ports/read_alone.h
  unsigned memory_mib = 1'024;                  ///< addresses that the child may have, its program included
  std::chrono::milliseconds page_time{20'000};  ///< for one page, by the clock
  std::chrono::seconds page_cpu_time{20};       ///< for one page, of the processor
  std::chrono::seconds start_time{10};          ///< for the child to be ready
  std::chrono::milliseconds idle{60'000};       ///< after which the child is ended
};

/// IsolatedReader by a child that is started when first needed, and kept until it dies or has been idle. The
/// child ends with this process however that ends. An idle child keeps the io_context running, until Close.
class ChildReader final : public IsolatedReader {
 public:
  explicit ChildReader(asio::any_io_executor executor, ChildReaderOptions options = {});
  ~ChildReader() override;
  ChildReader(const ChildReader&) = delete;
  ChildReader& operator=(const ChildReader&) = delete;
  ChildReader(ChildReader&&) = delete;
  ChildReader& operator=(ChildReader&&) = delete;

  asio::awaitable<Result<std::string>> Read(std::string request) override;
  void Close() override;

  /// The child's process, where there is one.
  [[nodiscard]] std::optional<pid_t> child() const;

 private:
  asio::awaitable<Result<std::string>> ReadNow(std::string request);
  asio::awaitable<Result<void>> EnsureChild();
  asio::awaitable<bool> Send(const std::string& frame);
  asio::awaitable<std::optional<std::string>> Receive();
  [[nodiscard]] std::string BuryChild();
  void EndChildAfter(std::chrono::milliseconds time);

  asio::any_io_executor executor_;
  ChildReaderOptions options_;
  LoopEvent free_;
  asio::steady_timer end_;  // of the child: too long on a page, or idle
  std::chrono::milliseconds allowed_{0};
  std::unique_ptr<ChildProcess> child_;
  bool busy_ = false;
  bool overdue_ = false;
  bool closed_ = false;
  std::shared_ptr<ChildReader*>
      self_;  // shared with the timer's handler, which may come after the reader's end
};

}  // namespace pricecrew
