#include "common/app/stop_signal.h"

#include <unistd.h>

#include <csignal>
#include <utility>

namespace pricecrew {

StopSignal::StopSignal(const asio::any_io_executor& executor, std::function<void()> stop)
    : signals_(executor, SIGTERM, SIGINT), stop_(std::move(stop)) {
  Wait();
}

void StopSignal::Cancel() {
  asio::error_code ignored;
  signals_.cancel(ignored);
  signals_.clear(ignored);
}

void StopSignal::Wait() {
  signals_.async_wait([this](const asio::error_code& error, int signal) {
    if (error) return;
    if (asked_) _exit(128 + signal);
    asked_ = true;
    Wait();
    stop_();
  });
}

}  // namespace pricecrew
