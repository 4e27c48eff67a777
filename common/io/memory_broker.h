#pragma once

#include <asio/any_io_executor.hpp>
#include <memory>
#include <string>
#include <vector>

#include "common/io/memory_hub.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// One event loop's handle on a hub that all loops of the process share: the same port as RabbitMQ's, without
/// one. Nothing outlives the process, and a message is "delivered" when Next hands it out. To be destroyed on
/// its event loop, before it; then everything that waits ends with kCancelled.
class MemoryBroker : public Broker {
 public:
  MemoryBroker(asio::any_io_executor executor, std::shared_ptr<MemoryHub> hub);
  ~MemoryBroker() override;
  MemoryBroker(const MemoryBroker&) = delete;
  MemoryBroker& operator=(const MemoryBroker&) = delete;

  asio::awaitable<Result<void>> Connect() override;
  asio::awaitable<Result<void>> Publish(std::vector<Message> messages) override;
  asio::awaitable<Result<std::unique_ptr<Subscription>>> Subscribe(SubscribeOptions options) override;
  asio::awaitable<Result<bool>> Claim(std::string queue) override;
  [[nodiscard]] bool Holds(const std::string& queue) const override;
  asio::awaitable<void> GiveUp(std::string queue) override;
  void Reconnect() override;
  [[nodiscard]] bool Ready() const override;
  asio::awaitable<void> Close() override;

 private:
  struct Reading;
  class Reader;
  void End();

  asio::any_io_executor executor_;
  std::shared_ptr<MemoryHub> hub_;  // shared by the loops of the process
  std::vector<std::weak_ptr<Reading>> readings_;
  std::vector<std::string> claims_;
  bool connected_ = false;
  bool closed_ = false;
};

}  // namespace pricecrew
