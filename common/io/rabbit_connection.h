#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/domain/result.h"
#include "common/io/rabbit_api.h"
#include "common/io/rabbit_url.h"
#include "common/io/socket_abort.h"

namespace pricecrew {

struct RabbitConnectionOptions {
  RabbitAddress address;
  std::string ca_file;                        ///< PEM; empty for the distribution's bundle
  std::string name;                           ///< as the broker's management shows it
  std::chrono::seconds heartbeat{10};         ///< 0 for none; the broker may ask for less
  std::chrono::milliseconds patience{5'000};  ///< for each step: TCP and TLS, login, an answer
};

/// One connection to RabbitMQ, logged in. Belongs to the thread that opened it; the only place, with the
/// files that get a reference to it, where librabbitmq is called. After any error it is good for nothing but
/// destruction.
class RabbitConnection {
 public:
  using Frame = amqp_frame_t;

  static Result<std::unique_ptr<RabbitConnection>> Open(const RabbitConnectionOptions& options,
                                                        SocketAbort& abort);
  ~RabbitConnection();
  RabbitConnection(const RabbitConnection&) = delete;
  RabbitConnection& operator=(const RabbitConnection&) = delete;

  /// The next frame that has arrived, or nothing; never waits. Serves heartbeats on the way, and notices
  /// theirs missing. What the frame points to lives until Release of its channel.
  Result<std::optional<Frame>> Read();
  void Release(std::uint16_t channel);

  /// Waits until the socket or `wake_fd` has something, `longest` has passed or a heartbeat is due.
  void Wait(int wake_fd, std::chrono::milliseconds longest);

  /// Sends one method; `method` is the amqp_…_t that belongs to `id`.
  template <typename Method>
  Result<void> Send(std::uint16_t channel, std::uint32_t id, Method method) {
    return SendDecoded(channel, id, &method);
  }

  Result<void> OpenChannel(std::uint16_t channel);  ///< asks and waits

  /// Says goodbye, waits a second for the answer.
  void Close();

  [[nodiscard]] amqp_connection_state_t raw() const { return state_.get(); }
  [[nodiscard]] const std::string& peer() const { return peer_; }
  /// As the broker names it, "4.0.5"; empty where it does not.
  [[nodiscard]] std::string ServerVersion() const;

 private:
  struct Destroyer {
    void operator()(amqp_connection_state_t state) const { amqp_destroy_connection(state); }
  };
  using Handle = std::unique_ptr<amqp_connection_state_t_, Destroyer>;

  RabbitConnection(Handle state, std::string peer, SocketAbort& abort);
  Result<void> OpenSocket(const RabbitConnectionOptions& options);
  Result<void> LogIn(const RabbitConnectionOptions& options);
  Result<void> SendDecoded(std::uint16_t channel, std::uint32_t id, void* decoded);

  Handle state_;
  std::string peer_;
  SocketAbort& abort_;
};

}  // namespace pricecrew
