#include "common/io/rabbit_consumer.h"

#include <algorithm>
#include <utility>

namespace pricecrew {

using std::chrono::milliseconds;

RabbitConsumer::RabbitConsumer(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}

Result<void> RabbitConsumer::Start(RabbitConnection& connection) {
  by_number_.assign(1, nullptr);  // channel 0 is the connection's
  free_numbers_.clear();
  number_limit_ = static_cast<std::size_t>(amqp_get_channel_max(connection.raw()));
  connected_ = true;
  return {};
}

void RabbitConsumer::Take(Command command) {
  std::visit([this](auto& its_kind) { On(std::move(its_kind)); }, command);
}

void RabbitConsumer::On(SubscribeCommand command) {
  const std::uint64_t id = command.subscription;
  channels_.try_emplace(id, std::move(command), id);
}

void RabbitConsumer::On(const AckCommand& command) {
  const auto channel = channels_.find(command.subscription);
  if (channel == channels_.end()) return;
  channel->second.Settle(command);
  if (acknowledged_.empty() || acknowledged_.back() != &channel->second)
    acknowledged_.push_back(&channel->second);
}

void RabbitConsumer::On(const CloseCommand& command) {
  const auto channel = channels_.find(command.subscription);
  if (channel == channels_.end()) return;
  if (connected_) {
    to_close_.push_back(command.subscription);
    return;
  }
  channel->second.LeaveOffline();
  DropClosed();
}

Result<void> RabbitConsumer::OnFrame(RabbitConnection& connection, const RabbitConnection::Frame& frame) {
  if (frame.channel >= by_number_.size() || by_number_[frame.channel] == nullptr) return {};
  RabbitChannel& channel = *by_number_[frame.channel];
  auto handled = channel.OnFrame(connection, frame, *outbox_);
  if (channel.number() == 0) FreeNumber(frame.channel);
  if (channel.stage() == RabbitChannel::Stage::kClosed) DropClosed();
  return handled;
}

Result<void> RabbitConsumer::Flush(RabbitConnection& connection) {
  for (RabbitChannel* channel : std::exchange(acknowledged_, {}))
    if (auto sent = channel->FlushAcks(connection); !sent) return sent;
  if (auto left = LeaveWhoMust(connection); !left) return left;
  return leaving_ ? Result<void>() : BeginDue(connection);
}

Result<void> RabbitConsumer::LeaveWhoMust(RabbitConnection& connection) {
  if (to_close_.empty()) return {};
  for (const std::uint64_t id : std::exchange(to_close_, {})) {
    const auto channel = channels_.find(id);
    if (channel == channels_.end()) continue;
    if (auto left = channel->second.Leave(connection); !left) return left;
  }
  DropClosed();
  return {};
}

Result<void> RabbitConsumer::BeginDue(RabbitConnection& connection) {
  const auto now = RabbitChannel::Clock::now();
  for (auto& [id, channel] : channels_) {
    if (!channel.due(now)) continue;
    const std::uint16_t number = TakeNumber();
    if (number == 0) return {};  // one will be free some time
    by_number_[number] = &channel;
    if (auto begun = channel.Begin(connection, number); !begun) return begun;
  }
  return {};
}

std::uint16_t RabbitConsumer::TakeNumber() {
  if (!free_numbers_.empty()) {
    const std::uint16_t number = free_numbers_.back();
    free_numbers_.pop_back();
    return number;
  }
  if (by_number_.size() > number_limit_) return 0;
  by_number_.push_back(nullptr);
  return static_cast<std::uint16_t>(by_number_.size() - 1);
}

void RabbitConsumer::FreeNumber(std::uint16_t number) {
  by_number_[number] = nullptr;
  free_numbers_.push_back(number);
}

milliseconds RabbitConsumer::Patience() const {
  const bool some_rest = std::any_of(channels_.begin(), channels_.end(), [](const auto& entry) {
    return entry.second.stage() == RabbitChannel::Stage::kResting;
  });
  return some_rest ? milliseconds(50) : milliseconds(1'000);
}

Result<void> RabbitConsumer::Leave(RabbitConnection& connection) {
  leaving_ = true;
  for (const auto& [id, channel] : channels_) to_close_.push_back(id);
  return LeaveWhoMust(connection);
}

void RabbitConsumer::Lost() {
  connected_ = false;
  acknowledged_.clear();
  for (const std::uint64_t id : std::exchange(to_close_, {}))
    if (const auto channel = channels_.find(id); channel != channels_.end()) channel->second.LeaveOffline();
  by_number_.clear();
  for (auto& [id, channel] : channels_) channel.Lost(*outbox_);
  DropClosed();
}

void RabbitConsumer::DropClosed() {
  for (auto it = channels_.begin(); it != channels_.end();) {
    if (it->second.stage() != RabbitChannel::Stage::kClosed) {
      ++it;
      continue;
    }
    std::erase(acknowledged_, &it->second);
    outbox_->Push(SubscriptionClosed{it->first});
    it = channels_.erase(it);
  }
}

}  // namespace pricecrew
