#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include "common/io/rabbit_channel.h"
#include "common/io/rabbit_connection.h"
#include "common/io/rabbit_events.h"

namespace pricecrew {

/// The consuming connection's work: a channel for each subscription, their deliveries, their acknowledgements. A session
/// of RabbitLink; its I/O thread's alone.
class RabbitConsumer {
 public:
  using Command = ConsumeCommand;
  using Event = ConsumeEvent;
  using Outbox = LoopOutbox<Event>;

  explicit RabbitConsumer(std::shared_ptr<Outbox> outbox);

  Result<void> Start(RabbitConnection& connection);
  void Take(Command command);
  Result<void> OnFrame(RabbitConnection& connection, const RabbitConnection::Frame& frame);
  Result<void> Flush(RabbitConnection& connection);
  void Lost();

  [[nodiscard]] bool Ready() const { return true; }
  [[nodiscard]] bool Busy() const { return false; }
  [[nodiscard]] std::chrono::milliseconds Patience() const;
  Result<void> Leave(RabbitConnection& connection);
  [[nodiscard]] bool HasLeft() const { return channels_.empty(); }

 private:
  void On(SubscribeCommand command);
  void On(const AckCommand& command);
  void On(const CloseCommand& command);
  Result<void> BeginDue(RabbitConnection& connection);
  Result<void> LeaveWhoMust(RabbitConnection& connection);
  void FreeNumber(std::uint16_t number);
  std::uint16_t TakeNumber();
  void DropClosed();

  std::shared_ptr<Outbox> outbox_;  // shared with the event loop
  std::map<std::uint64_t, RabbitChannel> channels_;
  std::vector<RabbitChannel*> by_number_;      // null where free
  std::vector<std::uint16_t> free_numbers_;    // below by_number_.size()
  std::vector<RabbitChannel*> acknowledged_;   // since the last Flush
  std::vector<std::uint64_t> to_close_;
  std::size_t number_limit_ = 0;
  bool connected_ = false;
  bool leaving_ = false;
};

}  // namespace pricecrew
