#include "common/io/rabbit_publisher.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/io/rabbit_faults.h"
#include "common/io/rabbit_message.h"
#include "common/io/rabbit_topology.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::uint16_t kChannel = 2;  // the declarations had the first
// What may be unconfirmed at a time. It also bounds what fills the socket of a broker that stops reading.
constexpr std::size_t kWindowMessages = 4'096;
constexpr std::size_t kWindowBytes = std::size_t{4} << 20;
constexpr int kBurst = 256;  // messages between two looks at what has arrived
constexpr milliseconds kRefusedPause{500};

Error Unroutable(const Message& message) {
  return {ErrorKind::kGiveUp,
          fmt::format("no queue takes what is published to exchange '{}' with key '{}'", message.exchange,
                      message.routing_key),
          "unroutable"};
}

Error QueueGone(const Message& message) {
  return {ErrorKind::kRetryLater,
          fmt::format("the queue behind exchange '{}' with key '{}' has gone: declaring all queues again",
                      message.exchange, message.routing_key),
          "not_found"};
}

std::uint64_t ParseTag(std::string_view text) {
  std::uint64_t tag = 0;
  std::from_chars(text.data(), text.data() + text.size(), tag);
  return tag;
}

}  // namespace

RabbitPublisher::RabbitPublisher(Topology topology, std::shared_ptr<Outbox> outbox)
    : topology_(std::move(topology)), outbox_(std::move(outbox)) {}

Result<void> RabbitPublisher::Start(RabbitConnection& connection) {
  if (auto declared = DeclareTopology(connection, topology_); !declared) return declared;
  if (auto opened = connection.OpenChannel(kChannel); !opened) return opened;
  amqp_confirm_select(connection.raw(), kChannel);
  auto confirming = CheckReply(amqp_get_rpc_reply(connection.raw()), "asking for publisher confirms");
  if (confirming) outbox_->Push(Declared{});
  return confirming;
}

bool RabbitPublisher::Known(const std::string& exchange) const {
  return exchange.empty() || std::any_of(topology_.exchanges.begin(), topology_.exchanges.end(),
                                         [&](const ExchangeSpec& spec) { return spec.name == exchange; });
}

bool RabbitPublisher::IsDeclared(const Message& message) const {
  if (message.exchange.empty())
    return std::any_of(topology_.queues.begin(), topology_.queues.end(),
                       [&](const QueueSpec& queue) { return queue.name == message.routing_key; });
  const auto fans_out = [&](const ExchangeSpec& spec) {
    return spec.name == message.exchange && spec.kind == ExchangeKind::kFanout;
  };
  const bool any_key = std::any_of(topology_.exchanges.begin(), topology_.exchanges.end(), fans_out);
  return std::any_of(topology_.bindings.begin(), topology_.bindings.end(), [&](const BindingSpec& binding) {
    return binding.exchange == message.exchange && (any_key || binding.routing_key == message.routing_key);
  });
}

void RabbitPublisher::Take(Command job) {
  job->outstanding = job->messages.size();
  for (std::size_t i = 0; i < job->messages.size(); ++i) {
    Entry entry{job, i};
    if (auto checked = CheckPublishable(entry.message()); !checked)
      End(std::move(entry), checked.error());
    else if (!Known(
                 entry.message().exchange))  // RabbitMQ would close the channel, with all that is under way
      End(std::move(entry), Unroutable(job->messages[i]));
    else
      pending_.push_back(std::move(entry));
  }
}

Result<void> RabbitPublisher::OnFrame(RabbitConnection&, const RabbitConnection::Frame& frame) {
  if (frame.frame_type == AMQP_FRAME_METHOD) return OnMethod(frame.payload.method);
  // Only a returned message has a header and a body here.
  if (frame.frame_type == AMQP_FRAME_HEADER)
    OnReturned(*static_cast<const amqp_basic_properties_t*>(frame.payload.properties.decoded));
  return {};
}

Result<void> RabbitPublisher::OnMethod(const amqp_method_t& method) {
  switch (method.id) {
    case AMQP_BASIC_ACK_METHOD: {
      const auto& ack = *static_cast<const amqp_basic_ack_t*>(method.decoded);
      return OnConfirm(ack.delivery_tag, ack.multiple != 0);
    }
    case AMQP_BASIC_NACK_METHOD: {
      const auto& nack = *static_cast<const amqp_basic_nack_t*>(method.decoded);
      OnRefusal(nack.delivery_tag, nack.multiple != 0);
      return {};
    }
    case AMQP_CONNECTION_BLOCKED_METHOD:
      blocked_ = true;
      return {};
    case AMQP_CONNECTION_UNBLOCKED_METHOD:
      blocked_ = false;
      return {};
    case AMQP_CHANNEL_CLOSE_METHOD: {
      Error error = CloseError(method, "publishing");
      if (error.code == "access_refused") EndAll(error);  // sent again, it would end the same way
      return error;
    }
    default:
      return {};
  }
}

void RabbitPublisher::OnReturned(const amqp_basic_properties_t& properties) {
  if (Entry* entry = window_.Find(ParseTag(View(properties.message_id)))) entry->returned = true;
}

Result<void> RabbitPublisher::OnConfirm(std::uint64_t tag, bool all_up_to_this) {
  Result<void> result;
  const auto confirmed = [&](Entry entry) {
    window_bytes_ -= entry.message().body.size();
    if (entry.returned && IsDeclared(entry.message())) {
      result = QueueGone(entry.message());
      refused_.push_back({std::move(entry), steady_clock::now()});
      refused_.back().entry.returned = false;
      return;
    }
    auto error = entry.returned ? std::optional(Unroutable(entry.message())) : std::nullopt;
    End(std::move(entry), std::move(error));
  };
  all_up_to_this ? window_.SettleAllUpTo(tag, confirmed) : window_.Settle(tag, confirmed);
  return result;
}

void RabbitPublisher::OnRefusal(std::uint64_t tag, bool all_up_to_this) {
  const auto due = steady_clock::now() + kRefusedPause;
  const auto refused = [this, due](Entry entry) {
    window_bytes_ -= entry.message().body.size();
    refused_.push_back({std::move(entry), due});
  };
  all_up_to_this ? window_.SettleAllUpTo(tag, refused) : window_.Settle(tag, refused);
}

void RabbitPublisher::TakeBackDueRefusals() {
  while (!refused_.empty() && refused_.front().due <= steady_clock::now()) {
    pending_.push_back(std::move(refused_.front().entry));
    refused_.pop_front();
  }
}

bool RabbitPublisher::WindowHasRoom() const {
  return window_.size() < kWindowMessages && window_bytes_ < kWindowBytes;
}

bool RabbitPublisher::Busy() const { return !blocked_ && !pending_.empty() && WindowHasRoom(); }

milliseconds RabbitPublisher::Patience() const {
  return refused_.empty() ? milliseconds(1'000) : kRefusedPause;
}

Result<void> RabbitPublisher::Flush(RabbitConnection& connection) {
  TakeBackDueRefusals();
  for (int sent = 0; sent < kBurst && Busy(); ++sent) {
    Entry entry = std::move(pending_.front());
    pending_.pop_front();
    if (auto done = Send(connection, std::move(entry)); !done) return done;
  }
  return {};
}

Result<void> RabbitPublisher::Send(RabbitConnection& connection, Entry entry) {
  const Message& message = entry.message();
  const OutgoingProperties properties(message, fmt::to_string(window_.next_tag()));
  window_bytes_ += message.body.size();
  window_.Add(std::move(entry));  // the job keeps the message alive
  constexpr int kMandatory = 1;
  const int status =
      amqp_basic_publish(connection.raw(), kChannel, Bytes(message.exchange), Bytes(message.routing_key),
                         kMandatory, 0, &properties.raw(), Bytes(message.body));
  if (status != AMQP_STATUS_OK) return LibraryError(status, "publishing to " + connection.peer());
  return {};
}

void RabbitPublisher::Lost() {
  auto again = window_.TakeAll();
  window_bytes_ = 0;
  blocked_ = false;
  for (Entry& entry : again) entry.returned = false;
  pending_.insert(pending_.begin(), std::make_move_iterator(again.begin()),
                  std::make_move_iterator(again.end()));
}

void RabbitPublisher::End(Entry entry, std::optional<Error> error) {
  PublishJob& job = *entry.job;
  if (error && !job.error) job.error = std::move(error);
  if (--job.outstanding == 0) outbox_->Push(PublishEnded{job.id, std::move(job.error)});
}

void RabbitPublisher::EndAll(const Error& error) {
  Lost();
  for (Entry& entry : std::exchange(pending_, {})) End(std::move(entry), error);
  for (Refused& refused : std::exchange(refused_, {})) End(std::move(refused.entry), error);
}

}  // namespace pricecrew
