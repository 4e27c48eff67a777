#pragma once

#include <asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/io/memory_broker.h"

namespace pricecrew {

/// A broker in memory that keeps an account of what it confirmed, and refuses what a test says.
class WatchedBroker : public MemoryBroker {
 public:
  using Refuses = std::function<bool(const Message&)>;

  WatchedBroker(asio::any_io_executor executor, std::shared_ptr<MemoryHub> hub)
      : MemoryBroker(std::move(executor), std::move(hub)) {}

  void Refuse(Refuses refuses) { refuses_ = std::move(refuses); }

  /// As while an alarm blocks what publishes.
  void Block(bool blocked) { blocked_ = blocked; }
  [[nodiscard]] bool Ready() const override { return !blocked_ && MemoryBroker::Ready(); }

  /// How often Subscribe was called.
  [[nodiscard]] int subscriptions() const { return subscriptions_; }
  void RefuseSubscriptions(int count) { refused_subscriptions_ = count; }
  asio::awaitable<Result<std::unique_ptr<Subscription>>> Subscribe(SubscribeOptions options) override {
    ++subscriptions_;
    if (refused_subscriptions_-- > 0) co_return Error{ErrorKind::kRetryLater, "refused"};
    auto subscribed = co_await MemoryBroker::Subscribe(std::move(options));
    co_return subscribed;
  }

  asio::awaitable<Result<void>> Publish(std::vector<Message> messages) override {
    for (const Message& message : messages)
      if (refuses_ && refuses_(message)) co_return Error{ErrorKind::kGiveUp, "refused", "unroutable"};
    const bool of_the_loop =
        messages[0].exchange.empty() || messages[0].body.find("\"mark\"") != std::string::npos;
    if (!of_the_loop) log_.emplace_back(messages);
    Result<void> published = co_await MemoryBroker::Publish(std::move(messages));
    co_return published;
  }

  /// What was published of jobs (not marks and probes), each call's messages together, in order.
  [[nodiscard]] const std::vector<std::vector<Message>>& log() const { return log_; }

 private:
  Refuses refuses_;
  bool blocked_ = false;
  int refused_subscriptions_ = 0;
  int subscriptions_ = 0;
  std::vector<std::vector<Message>> log_;
};

}  // namespace pricecrew
