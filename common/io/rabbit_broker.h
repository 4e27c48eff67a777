#pragma once

#include <asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/topology.h"
#include "common/ports/broker.h"

namespace pricecrew {

class RabbitSubscription;

struct RabbitBrokerOptions {
  std::string
      url;  ///< amqp:// or amqps://user:password@host:port/vhost; TLS verifies the certificate and its host
  Topology topology;
  std::string ca_file;                 ///< PEM, for amqps; empty for the distribution's certificates
  std::chrono::seconds heartbeat{10};  ///< a peer that is silent for two of them is taken for lost
  std::chrono::milliseconds connect_timeout{30'000};  ///< for Connect as a whole
  std::chrono::milliseconds attempt_timeout{5'000};   ///< for each step of one attempt to connect
  std::string connection_name = "pricecrew";          ///< as the broker's management shows it
  /// Told, on the event loop, why a connection was lost or could not be made, and once in a process, at the
  /// first subscription with a priority, what a broker older than 4.0 cannot do; for the log. May be empty.
  std::function<void(std::string_view)> on_trouble;
};

/// RabbitMQ, by librabbitmq. Two connections, one to publish and one to consume, each with an I/O thread of
/// its own, so that heartbeats are served while the event loop is busy, and nothing there ever waits for a
/// socket.
///
/// To be destroyed on its event loop, before it, with or without Close; then everything that waits ends with
/// kCancelled. Beside what Broker says: a Publish fails with "unroutable" also for an exchange outside the
/// topology, with "too_large" above 8 MiB of body or 64 KiB of headers, and with kStop where the broker
/// forbids it. Once Connect has succeeded, connections are retried for ever, whatever the broker answers;
/// Ready and on_trouble tell.
class RabbitBroker : public Broker {
 public:
  /// kStop where the URL cannot be read.
  static Result<std::unique_ptr<RabbitBroker>> Make(asio::any_io_executor executor,
                                                    RabbitBrokerOptions options);

  ~RabbitBroker() override;
  RabbitBroker(const RabbitBroker&) = delete;
  RabbitBroker& operator=(const RabbitBroker&) = delete;

  asio::awaitable<Result<void>> Connect() override;
  asio::awaitable<Result<void>> Publish(std::vector<Message> messages) override;
  asio::awaitable<Result<std::unique_ptr<Subscription>>> Subscribe(SubscribeOptions options) override;
  asio::awaitable<Result<bool>> Claim(std::string queue) override;
  [[nodiscard]] bool Holds(const std::string& queue) const override;
  asio::awaitable<void> GiveUp(std::string queue) override;
  void Reconnect() override;
  [[nodiscard]] bool Ready() const override;
  /// Within 8 seconds: 5 for confirms, 2 for the connections' orderly end, 1 for a thread that hangs.
  asio::awaitable<void> Close() override;

 private:
  class Core;
  explicit RabbitBroker(std::shared_ptr<Core> core);

  std::map<std::string, std::unique_ptr<RabbitSubscription>> claims_;  // by queue; nothing comes from them
  std::shared_ptr<Core> core_;  // shared with the coroutines that wait in it
};

}  // namespace pricecrew
