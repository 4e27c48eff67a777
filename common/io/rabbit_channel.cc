#include "common/io/rabbit_channel.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "common/io/rabbit_faults.h"
#include "common/io/rabbit_message.h"

namespace pricecrew {
namespace {

/// Longer than a task is in hand: two requests before its own, 30 s each, and a child that reads the page.
constexpr std::chrono::milliseconds kLongestHold{120'000};

}  // namespace

RabbitChannel::RabbitChannel(SubscribeCommand command, std::uint64_t seed)
    : id_(command.subscription), options_(std::move(command.options)), backoff_({}, seed) {}

Result<void> RabbitChannel::Begin(RabbitConnection& connection, std::uint16_t number) {
  number_ = number;
  ++generation_;
  acks_ = {};
  stage_ = Stage::kOpening;
  return connection.Send(number_, AMQP_CHANNEL_OPEN_METHOD, amqp_channel_open_t{});
}

Result<void> RabbitChannel::OnFrame(RabbitConnection& connection, const RabbitConnection::Frame& frame,
                                    Outbox& outbox) {
  if (frame.frame_type == AMQP_FRAME_METHOD) return OnMethod(connection, frame.payload.method, outbox);
  if (!arriving_) return {};
  if (frame.frame_type == AMQP_FRAME_HEADER)
    OnProperties(*static_cast<const amqp_basic_properties_t*>(frame.payload.properties.decoded),
                 frame.payload.properties.body_size);
  else
    arriving_->message.body += View(frame.payload.body_fragment);
  HandOverIfWhole(outbox);
  return {};
}

Result<void> RabbitChannel::OnMethod(RabbitConnection& connection, const amqp_method_t& method,
                                     Outbox& outbox) {
  switch (method.id) {
    case AMQP_BASIC_DELIVER_METHOD:
      OnDeliver(*static_cast<const amqp_basic_deliver_t*>(method.decoded));
      return {};
    case AMQP_CHANNEL_OPEN_OK_METHOD:
      if (stage_ != Stage::kOpening) return {};
      return options_.exclusive ? SendDeclare(connection) : SendPrefetch(connection);
    case AMQP_QUEUE_DECLARE_OK_METHOD:
      return stage_ == Stage::kDeclaring ? SendPrefetch(connection) : Result<void>();
    case AMQP_BASIC_QOS_OK_METHOD:
      return stage_ == Stage::kPrefetching ? SendSubscribe(connection) : Result<void>();
    case AMQP_BASIC_CONSUME_OK_METHOD:
      if (stage_ != Stage::kSubscribing) return {};
      stage_ = Stage::kActive;
      backoff_.Reset();
      outbox.Push(SubscriptionAccepted{id_});
      return {};
    case AMQP_QUEUE_DELETE_OK_METHOD:
      return stage_ == Stage::kDeleting ? SendClose(connection) : Result<void>();
    case AMQP_BASIC_CANCEL_METHOD:
      return OnCancel(connection, outbox);
    case AMQP_CHANNEL_CLOSE_OK_METHOD:
      Rest();
      return {};
    case AMQP_CHANNEL_CLOSE_METHOD:
      return OnClosedByBroker(connection, method, outbox);
    default:
      return {};
  }
}

Result<void> RabbitChannel::SendDeclare(RabbitConnection& connection) {
  stage_ = Stage::kDeclaring;
  amqp_queue_declare_t declare{};
  declare.queue = Bytes(options_.queue);
  declare.exclusive = 1;
  return connection.Send(number_, AMQP_QUEUE_DECLARE_METHOD, declare);
}

Result<void> RabbitChannel::SendPrefetch(RabbitConnection& connection) {
  stage_ = Stage::kPrefetching;
  amqp_basic_qos_t qos{};
  qos.prefetch_count = options_.prefetch;
  return connection.Send(number_, AMQP_BASIC_QOS_METHOD, qos);
}

Result<void> RabbitChannel::SendSubscribe(RabbitConnection& connection) {
  stage_ = Stage::kSubscribing;
  std::array<amqp_table_entry_t, 3> arguments{};
  int used = 0;
  if (options_.priority) {
    auto& entry = arguments[used++];
    entry.key = Bytes("x-priority");
    entry.value.kind = AMQP_FIELD_KIND_I32;
    entry.value.value.i32 = *options_.priority;
    // RabbitMQ 4.3 keeps a consumer that a higher priority is displacing for the active one after its death,
    // until this has passed for what it held; its default is half an hour.
    auto& timeout = arguments[used++];
    timeout.key = Bytes("x-consumer-timeout");
    timeout.value.kind = AMQP_FIELD_KIND_I64;
    timeout.value.value.i64 = kLongestHold.count();
  }
  if (options_.from_first_message) {
    auto& entry = arguments[used++];
    entry.key = Bytes("x-stream-offset");
    entry.value.kind = AMQP_FIELD_KIND_UTF8;
    entry.value.value.bytes = Bytes("first");
  }
  amqp_basic_consume_t consume{};
  consume.queue = Bytes(options_.queue);
  consume.consumer_tag = Bytes("c");  // a channel has only one
  consume.arguments = {used, arguments.data()};
  return connection.Send(number_, AMQP_BASIC_CONSUME_METHOD, consume);
}

Result<void> RabbitChannel::SendClose(RabbitConnection& connection) {
  stage_ = Stage::kClosing;
  arriving_.reset();
  amqp_channel_close_t close{};
  close.reply_code = AMQP_REPLY_SUCCESS;
  close.reply_text = Bytes("done");
  return connection.Send(number_, AMQP_CHANNEL_CLOSE_METHOD, close);
}

Result<void> RabbitChannel::OnClosedByBroker(RabbitConnection& connection, const amqp_method_t& method,
                                             Outbox& outbox) {
  Error error = CloseError(method, fmt::format("consuming from queue '{}'", options_.queue));
  const bool refused =
      error.code == "access_refused" || (options_.exclusive && error.code == "resource_locked");
  error.kind = refused ? ErrorKind::kStop : ErrorKind::kRetryLater;
  auto answered = connection.Send(number_, AMQP_CHANNEL_CLOSE_OK_METHOD, amqp_channel_close_ok_t{});
  const bool was_active = stage_ == Stage::kActive;
  Rest();
  if (refused && stage_ == Stage::kResting) stage_ = Stage::kRefused;
  if (was_active) outbox.Push(SubscriptionLost{id_, error});
  if (!was_active || refused) outbox.Push(SubscriptionFailed{id_, std::move(error)});
  return answered;
}

/// The queue was deleted, or its node went.
Result<void> RabbitChannel::OnCancel(RabbitConnection& connection, Outbox& outbox) {
  if (Ending()) return {};
  if (stage_ == Stage::kActive)
    outbox.Push(SubscriptionLost{
        id_,
        {ErrorKind::kRetryLater,
         fmt::format("consuming from queue '{}': cancelled by the broker", options_.queue), "cancelled"}});
  return SendClose(connection);
}

void RabbitChannel::OnDeliver(const amqp_basic_deliver_t& deliver) {
  if (Ending()) return;  // goes back to the queue
  arriving_.emplace();
  arriving_->subscription = id_;
  arriving_->generation = generation_;
  arriving_->tag = deliver.delivery_tag;
  arriving_->deliveries_before = deliver.redelivered ? 1 : 0;
  arriving_->message.exchange = Text(deliver.exchange);
  arriving_->message.routing_key = Text(deliver.routing_key);
}

void RabbitChannel::OnProperties(const amqp_basic_properties_t& properties, std::uint64_t body_bytes) {
  IncomingProperties incoming = ReadProperties(properties);
  arriving_->message.headers = std::move(incoming.headers);
  arriving_->deliveries_before = incoming.delivery_count.value_or(arriving_->deliveries_before);
  arriving_->message.body.reserve(body_bytes);
  body_bytes_ = body_bytes;
}

void RabbitChannel::HandOverIfWhole(Outbox& outbox) {
  if (arriving_->message.body.size() < body_bytes_) return;
  outbox.Push(std::move(*arriving_));
  arriving_.reset();
}

void RabbitChannel::Settle(const AckCommand& ack) {
  if (ack.generation != generation_ || stage_ != Stage::kActive) return;
  ack.how == Acknowledger::How::kThis ? acks_.Settle(ack.tag) : acks_.SettleAllUpTo(ack.tag);
}

Result<void> RabbitChannel::FlushAcks(RabbitConnection& connection) {
  if (stage_ != Stage::kActive) return {};
  for (const RabbitAcks::Ack& ack : acks_.Take()) {
    const amqp_basic_ack_t method{ack.tag, ack.all_up_to_this};
    if (auto sent = connection.Send(number_, AMQP_BASIC_ACK_METHOD, method); !sent) return sent;
  }
  return {};
}

Result<void> RabbitChannel::Leave(RabbitConnection& connection) {
  leaving_ = true;
  if (stage_ == Stage::kResting || stage_ == Stage::kRefused) stage_ = Stage::kClosed;
  if (stage_ == Stage::kClosed || Ending()) return {};
  if (auto flushed = FlushAcks(connection); !flushed) return flushed;
  return HasDeclared() ? SendDelete(connection) : SendClose(connection);
}

/// An exclusive queue lives as long as its connection, not its channel.
bool RabbitChannel::HasDeclared() const {
  return options_.exclusive && stage_ >= Stage::kDeclaring && stage_ <= Stage::kActive;
}

Result<void> RabbitChannel::SendDelete(RabbitConnection& connection) {
  stage_ = Stage::kDeleting;
  arriving_.reset();
  amqp_queue_delete_t method{};
  method.queue = Bytes(options_.queue);
  return connection.Send(number_, AMQP_QUEUE_DELETE_METHOD, method);
}

void RabbitChannel::Lost(Outbox& outbox) {
  if (stage_ == Stage::kRefused || stage_ == Stage::kClosed) return;
  if (stage_ == Stage::kActive && !leaving_)
    outbox.Push(SubscriptionLost{id_, {ErrorKind::kRetryLater, "the connection was lost", "connection"}});
  number_ = 0;
  arriving_.reset();
  stage_ = leaving_ ? Stage::kClosed : Stage::kResting;
  due_ = {};
}

void RabbitChannel::LeaveOffline() { stage_ = Stage::kClosed; }

void RabbitChannel::Rest() {
  number_ = 0;
  arriving_.reset();
  stage_ = leaving_ ? Stage::kClosed : Stage::kResting;
  due_ = Clock::now() + backoff_.Next();
}

}  // namespace pricecrew
