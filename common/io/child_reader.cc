#include "common/io/child_reader.h"

#include <fmt/core.h>
#include <sys/wait.h>

#include <array>
#include <asio/buffer.hpp>
#include <asio/read.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include "common/ports/read_alone.h"

namespace pricecrew {
namespace {

Error Closed() { return {ErrorKind::kCancelled, "the reader is closed", "cancelled"}; }

std::string HowItEnded(int status, const ChildReaderOptions& options) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kOutOfMemoryExit)
    return fmt::format("it wanted more memory than {} MiB", options.memory_mib);
  if (WIFEXITED(status)) return fmt::format("the process ended with exit code {}", WEXITSTATUS(status));
  const int signal = WTERMSIG(status);
  if (signal == SIGXCPU)
    return fmt::format("it took more than {} s of processor time", options.page_cpu_time.count());
  const char* name = sigabbrev_np(signal);
  return fmt::format("the process died of signal {} (SIG{})", signal, name == nullptr ? "?" : name);
}

}  // namespace

ChildReader::ChildReader(asio::any_io_executor executor, ChildReaderOptions options)
    : executor_(std::move(executor)),
      options_(std::move(options)),
      free_(executor_),
      end_(executor_),
      self_(std::make_shared<ChildReader*>(this)) {}

ChildReader::~ChildReader() { Close(); }

std::optional<pid_t> ChildReader::child() const {
  return child_ ? std::optional(child_->pid()) : std::nullopt;
}

void ChildReader::Close() {
  closed_ = true;
  end_.cancel();
  free_.WakeAll();
  if (!child_) return;
  child_->Kill();
  child_->Reap();
  if (!busy_) child_.reset();
}

asio::awaitable<Result<std::string>> ChildReader::Read(std::string request) {
  bool waiting = true;
  while (busy_ && !closed_ && waiting) waiting = co_await free_.Wait();
  if (closed_ || !waiting) co_return Closed();
  busy_ = true;
  Result<std::string> answer = co_await ReadNow(std::move(request));
  busy_ = false;
  if (!answer) child_.reset();
  free_.WakeAll();
  if (closed_) co_return Closed();
  if (child_) EndChildAfter(options_.idle);
  co_return answer;
}

asio::awaitable<Result<std::string>> ChildReader::ReadNow(std::string request) {
  const Result<void> started = co_await EnsureChild();
  if (!started) co_return started.error();
  EndChildAfter(options_.page_time);
  const bool sent = co_await Send(request);
  request = {};  // the child's now
  std::optional<std::string> answer;
  if (sent) answer = co_await Receive();
  if (!answer) co_return Error{ErrorKind::kGiveUp, BuryChild(), "poison"};
  co_return *std::move(answer);
}

asio::awaitable<Result<void>> ChildReader::EnsureChild() {
  if (child_ && child_->IsAlive()) co_return Result<void>();
  const std::vector<std::string> command{options_.program, std::string(kReadAlone),
                                         std::to_string(options_.memory_mib),
                                         std::to_string(options_.page_cpu_time.count())};
  Result<std::unique_ptr<ChildProcess>> child = ChildProcess::Start(executor_, command);
  if (!child) co_return child.error();
  child_ = std::move(*child);
  EndChildAfter(options_.start_time);
  const std::optional<std::string> ready = co_await Receive();
  if (!ready || !ready->empty())
    co_return Error{ErrorKind::kRetryLater, "starting " + options_.program + ": " + BuryChild(), "isolation"};
  co_return Result<void>();
}

/// False where the child does not take it.
asio::awaitable<bool> ChildReader::Send(const std::string& frame) {
  const FrameHead head = HeadOf(frame.size());
  const std::array<asio::const_buffer, 2> bytes{asio::buffer(head), asio::buffer(frame)};
  asio::error_code error;
  co_await asio::async_write(child_->stream(), bytes, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

/// Absent where the child ends before it has sent a frame.
asio::awaitable<std::optional<std::string>> ChildReader::Receive() {
  FrameHead head{};
  asio::error_code error;
  co_await asio::async_read(child_->stream(), asio::buffer(head),
                            asio::redirect_error(asio::use_awaitable, error));
  const std::uint64_t length = LengthIn(head);
  if (error || length > kMaxFrameBytes) co_return std::nullopt;
  std::string frame(length, '\0');
  co_await asio::async_read(child_->stream(), asio::buffer(frame),
                            asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return std::nullopt;
  co_return frame;
}

/// Ends the child, if it has not ended, and says why.
std::string ChildReader::BuryChild() {
  child_->Kill();
  const int status = child_->Reap();
  if (std::exchange(overdue_, false))
    return fmt::format("it took longer than {} s", allowed_.count() / 1000.0);
  return HowItEnded(status, options_);
}

void ChildReader::EndChildAfter(std::chrono::milliseconds time) {
  allowed_ = time;
  end_.expires_after(time);
  end_.async_wait([self = std::weak_ptr(self_)](const asio::error_code& error) {
    const auto reader = self.lock();
    if (error || !reader) return;
    ChildReader& it = **reader;
    if (it.end_.expiry() > std::chrono::steady_clock::now() || !it.child_) return;  // was set anew since
    it.overdue_ = it.busy_;
    it.child_->Kill();  // whoever reads from it finds its end
    if (!it.busy_) it.child_.reset();
  });
}

}  // namespace pricecrew
