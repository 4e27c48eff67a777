#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/io/backoff.h"
#include "common/io/rabbit_acks.h"
#include "common/io/rabbit_connection.h"
#include "common/io/rabbit_events.h"

namespace pricecrew {

/// One subscription as the consuming thread sees it: a channel that is opened, given its prefetch,
/// subscribed, served, closed; and, when the broker ends it, begun again after a pause.
class RabbitChannel {
 public:
  enum class Stage {
    kResting,
    kOpening,
    kDeclaring,
    kPrefetching,
    kSubscribing,
    kActive,
    kDeleting,
    kClosing,
    kRefused,
    kClosed
  };
  using Clock = std::chrono::steady_clock;
  using Outbox = LoopOutbox<ConsumeEvent>;

  RabbitChannel(SubscribeCommand command, std::uint64_t seed);

  /// At rest and due: asks for a channel of that number, free until now. Every beginning is a new generation.
  Result<void> Begin(RabbitConnection& connection, std::uint16_t number);
  Result<void> OnFrame(RabbitConnection& connection, const RabbitConnection::Frame& frame, Outbox& outbox);
  /// Settles, unless the channel that delivered it has gone.
  void Settle(const AckCommand& ack);
  Result<void> FlushAcks(RabbitConnection& connection);
  /// Sends the acknowledgements, deletes the queue where it is this connection's alone, then closes; kClosed
  /// once the broker has answered.
  Result<void> Leave(RabbitConnection& connection);
  /// The connection has gone.
  void Lost(Outbox& outbox);
  /// To be closed while there is no connection.
  void LeaveOffline();

  [[nodiscard]] Stage stage() const { return stage_; }
  [[nodiscard]] std::uint16_t number() const { return number_; }  ///< 0 while it has none
  [[nodiscard]] std::uint64_t id() const { return id_; }
  [[nodiscard]] bool due(Clock::time_point now) const { return stage_ == Stage::kResting && now >= due_; }
  [[nodiscard]] bool leaving() const { return leaving_; }

 private:
  Result<void> OnMethod(RabbitConnection& connection, const amqp_method_t& method, Outbox& outbox);
  Result<void> SendDeclare(RabbitConnection& connection);
  Result<void> SendPrefetch(RabbitConnection& connection);
  Result<void> SendSubscribe(RabbitConnection& connection);
  Result<void> SendDelete(RabbitConnection& connection);
  Result<void> SendClose(RabbitConnection& connection);
  Result<void> OnClosedByBroker(RabbitConnection& connection, const amqp_method_t& method, Outbox& outbox);
  Result<void> OnCancel(RabbitConnection& connection, Outbox& outbox);
  void OnDeliver(const amqp_basic_deliver_t& deliver);
  void OnProperties(const amqp_basic_properties_t& properties, std::uint64_t body_bytes);
  void HandOverIfWhole(Outbox& outbox);
  void Rest();
  [[nodiscard]] bool HasDeclared() const;
  [[nodiscard]] bool Ending() const { return stage_ == Stage::kDeleting || stage_ == Stage::kClosing; }

  std::uint64_t id_;
  SubscribeOptions options_;
  Backoff backoff_;
  Stage stage_ = Stage::kResting;
  bool leaving_ = false;
  std::uint16_t number_ = 0;
  std::uint64_t generation_ = 0;
  Clock::time_point due_{};
  RabbitAcks acks_;
  std::optional<Delivered> arriving_;
  std::uint64_t body_bytes_ = 0;
};

}  // namespace pricecrew
