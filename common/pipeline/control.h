#pragma once

#include <asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "common/domain/codec.h"
#include "common/domain/task.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"

namespace pricecrew {

/// What this event loop knows from the control stream: which jobs are cancelled or have ended, and which
/// hosts are held.
class Control {
 public:
  using WallTime = std::chrono::system_clock::time_point;

  /// Both are borrowed and outlive this.
  Control(Broker& broker, const Clock& clock) : broker_(broker), clock_(clock) {}

  /// Subscribes to the stream from its first message, and reads all that was there before; `mark` is a word
  /// that nobody else uses. Then call Listen, once, for as long as the loop lives.
  asio::awaitable<Result<void>> Start(std::string mark);
  /// Takes records in until the broker is closed.
  asio::awaitable<void> Listen();

  [[nodiscard]] bool IsCancelled(const Task& task) const;
  [[nodiscard]] bool HasEnded(const Task& task) const;
  /// Until when nothing is to be sent to a host; absent where it is not held.
  [[nodiscard]] std::optional<WallTime> HeldUntil(const std::string& host) const;

  /// Holds a host here, at once; the longer hold counts. The others are told by the record that it answers,
  /// which is to be published; absent where they know.
  std::optional<ControlRecord> Hold(const std::string& host, WallTime until);

 private:
  asio::awaitable<Result<void>> ReadUntil(std::string mark);
  void Take(const ControlRecord& record);
  [[nodiscard]] const ControlRecord* RecordOf(const Task& task) const;
  [[nodiscard]] std::int64_t NowMs() const;

  Broker& broker_;
  const Clock& clock_;
  std::unique_ptr<Subscription> stream_;
  std::map<std::string, ControlRecord> jobs_;       // the latest record of each job, until it expires
  std::map<std::string, std::int64_t> held_hosts_;  // until when, likewise
};

}  // namespace pricecrew
