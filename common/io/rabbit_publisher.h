#pragma once

#include <chrono>
#include <deque>
#include <memory>

#include "common/domain/topology.h"
#include "common/io/confirm_window.h"
#include "common/io/rabbit_connection.h"
#include "common/io/rabbit_events.h"

namespace pricecrew {

/// The publishing connection's work: sends what is asked for within a window, counts the confirms, sends
/// again what a lost connection or a refusing queue left unconfirmed. Where a declared queue has gone, it
/// ends the connection, since all is declared again at the next one. A session of RabbitLink; its I/O
/// thread's alone.
class RabbitPublisher {
 public:
  using Command = PublishCommand;
  using Event = PublishEvent;
  using Outbox = LoopOutbox<Event>;

  RabbitPublisher(Topology topology, std::shared_ptr<Outbox> outbox);

  Result<void> Start(RabbitConnection& connection);
  void Take(Command job);
  Result<void> OnFrame(RabbitConnection& connection, const RabbitConnection::Frame& frame);
  Result<void> Flush(RabbitConnection& connection);
  void Lost();

  [[nodiscard]] bool Ready() const { return !blocked_; }
  [[nodiscard]] bool Busy() const;  ///< something could be sent right now
  [[nodiscard]] std::chrono::milliseconds Patience() const;
  Result<void> Leave(RabbitConnection&) { return {}; }
  [[nodiscard]] bool HasLeft() const { return true; }

 private:
  struct Entry {
    std::shared_ptr<PublishJob> job;
    std::size_t index;
    bool returned = false;
    [[nodiscard]] const Message& message() const { return job->messages[index]; }
  };
  struct Refused {
    Entry entry;
    std::chrono::steady_clock::time_point due;
  };

  [[nodiscard]] bool IsDeclared(const Message& message) const;
  Result<void> OnMethod(const amqp_method_t& method);
  void OnReturned(const amqp_basic_properties_t& properties);
  Result<void> OnConfirm(std::uint64_t tag, bool all_up_to_this);
  void OnRefusal(std::uint64_t tag, bool all_up_to_this);
  void TakeBackDueRefusals();
  Result<void> Send(RabbitConnection& connection, Entry entry);
  void End(Entry entry, std::optional<Error> error);
  void EndAll(const Error& error);
  [[nodiscard]] bool Known(const std::string& exchange) const;
  [[nodiscard]] bool WindowHasRoom() const;

  Topology topology_;
  std::shared_ptr<Outbox> outbox_;  // shared with the event loop
  std::deque<Entry> pending_;
  ConfirmWindow<Entry> window_;
  std::size_t window_bytes_ = 0;
  std::deque<Refused> refused_;
  bool blocked_ = false;
};

}  // namespace pricecrew
