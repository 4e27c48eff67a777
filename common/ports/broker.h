#pragma once

#include <asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/result.h"

namespace pricecrew {

/// What goes to the broker and what comes from it. Bodies are JSON; every message is persistent.
struct Message {
  std::string exchange;  ///< where to publish; where it was published, on a delivery
  std::string routing_key;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< text only: "job", "task", "stage", "reason"
};

/// How a delivery is settled; the implementation's side of Delivery.
class Acknowledger {
 public:
  virtual ~Acknowledger() = default;
  enum class How { kThis, kAllUpToThis };
  virtual void Ack(std::uint64_t tag, How how) = 0;
};

/// A message in the hands of a consumer. Move-only. It must be acknowledged once what it asked for is safe;
/// one that is destroyed unacknowledged stays with its subscription, and the broker gives it to another
/// consumer when the subscription closes. Acknowledging after the connection was lost does nothing: the
/// message comes again.
class Delivery {
 public:
  Delivery(Message message, std::uint32_t deliveries_before, std::shared_ptr<Acknowledger> acknowledger,
           std::uint64_t tag)
      : message_(std::move(message)),
        deliveries_before_(deliveries_before),
        acknowledger_(std::move(acknowledger)),
        tag_(tag) {}
  Delivery(Delivery&&) = default;
  Delivery& operator=(Delivery&&) = default;
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;
  ~Delivery() = default;

  [[nodiscard]] const Message& message() const { return message_; }
  /// How often the message was delivered and not acknowledged before; 0 the first time.
  [[nodiscard]] std::uint32_t deliveries_before() const { return deliveries_before_; }

  void Ack() { acknowledger_->Ack(tag_, Acknowledger::How::kThis); }
  /// Acknowledges this delivery and every earlier one of the same subscription.
  void AckAllUpToThis() { acknowledger_->Ack(tag_, Acknowledger::How::kAllUpToThis); }

 private:
  Message message_;
  std::uint32_t deliveries_before_;
  std::shared_ptr<Acknowledger>
      acknowledger_;  // shared: a delivery may outlive its channel, which then ignores it
  std::uint64_t tag_;
};

struct SubscribeOptions {
  std::string queue;
  std::uint16_t prefetch = 1;            ///< unacknowledged deliveries at a time; 1 or more
  std::optional<std::int32_t> priority;  ///< x-priority; absent is the broker's default, 0
  bool from_first_message = false;       ///< for streams: replay all that is kept, then follow
  bool exclusive = false;                ///< declares the queue, for this connection alone and while it lasts
};

/// Deliveries of one queue, in order, over one channel. Survives reconnects: the same messages may come
/// again.
class Subscription {
 public:
  virtual ~Subscription() = default;
  /// Waits for the next delivery. Errors: kCancelled after Pause or Close; kStop where the queue cannot be
  /// consumed; kRetryLater, code "interrupted", once each time the channel was lost or ended by the broker:
  /// what was handed out before can no longer be acknowledged, and may be in another consumer's hands
  /// already. The subscription goes on by itself: call Next again.
  virtual asio::awaitable<Result<Delivery>> Next() = 0;
  /// Takes no more deliveries; Next answers kCancelled. What was handed out can still be acknowledged until
  /// Close.
  virtual void Pause() = 0;
  /// Closes the channel, after acknowledgements made so far were sent: what is unsettled goes to another
  /// consumer.
  virtual asio::awaitable<void> Close() = 0;
};

/// A connection to the broker, kept up by itself: reconnects with backoff and declares the topology each
/// time. Belongs to one event loop; everything resumes there.
class Broker {
 public:
  virtual ~Broker() = default;

  /// Connects and declares the topology. kRetryLater where no broker is reached within the configured time;
  /// kStop where it refuses the credentials or the topology.
  virtual asio::awaitable<Result<void>> Connect() = 0;

  /// Publishes all and waits until the broker has confirmed each, however long and over however many
  /// connections that takes (so a message may be published twice). kGiveUp where one reaches no queue;
  /// kCancelled after Close.
  virtual asio::awaitable<Result<void>> Publish(std::vector<Message> messages) = 0;

  virtual asio::awaitable<Result<std::unique_ptr<Subscription>>> Subscribe(SubscribeOptions options) = 0;

  /// Declares an exclusive queue of that name: true where this broker's connection has it now, until it is
  /// closed; false where another has it. Claimed again after a reconnect, unless another has been faster:
  /// then the claim is lost, and may be asked for again.
  virtual asio::awaitable<Result<bool>> Claim(std::string queue) = 0;

  /// True while this broker's connection has the claimed queue.
  [[nodiscard]] virtual bool Holds(const std::string& queue) const = 0;

  /// Gives a claimed queue up, for others to claim. Nothing where it is not claimed.
  virtual asio::awaitable<void> GiveUp(std::string queue) = 0;

  /// Drops the connections and makes them anew, as after a loss: every subscription is interrupted.
  virtual void Reconnect() = 0;

  /// True while both connections are up and not blocked by an alarm.
  [[nodiscard]] virtual bool Ready() const = 0;

  /// Sends what is acknowledged, waits for what is to be confirmed (briefly), and closes the connections.
  virtual asio::awaitable<void> Close() = 0;
};

}  // namespace pricecrew
