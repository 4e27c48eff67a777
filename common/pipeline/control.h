#pragma once

#include <asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "common/domain/codec.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"

namespace pricecrew {

/// What this event loop knows from the control stream: which jobs are cancelled or have ended.
class Control {
 public:
  /// Both are borrowed and outlive this.
  Control(Broker& broker, const Clock& clock) : broker_(broker), clock_(clock) {}

  /// Subscribes to the stream from its first message. Then call Listen, once, for as long as the loop lives.
  asio::awaitable<Result<void>> Start();
  /// Takes records in until the broker is closed.
  asio::awaitable<void> Listen();

  [[nodiscard]] bool IsCancelled(const std::string& job) const;
  [[nodiscard]] bool HasEnded(const std::string& job) const;

 private:
  void Take(const ControlRecord& record);
  [[nodiscard]] std::int64_t NowMs() const;

  Broker& broker_;
  const Clock& clock_;
  std::unique_ptr<Subscription> stream_;
  std::map<std::string, ControlRecord> jobs_;  // the latest record of each job, until it expires
};

}  // namespace pricecrew
