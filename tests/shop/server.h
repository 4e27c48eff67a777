#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <string>

#include "tests/shop/access_log.h"
#include "tests/shop/answers.h"
#include "tests/shop/connection.h"

namespace pricecrew::shop {

struct ServerOptions {
  std::string bind = "127.0.0.1";              ///< an address, not a name
  std::uint16_t port = 0;                      ///< 0: the system chooses
  std::chrono::milliseconds latency{0};        ///< waited before each answer
  std::chrono::milliseconds patience{60'000};  ///< how long an answer stalls or drips at most
};

/// HTTP/1.1 over one event loop: GET and HEAD, keep-alive, any Host.
class Server {
 public:
  /// `answers` outlives this. `log` may be empty.
  Server(Answerer& answers, ServerOptions options, RequestLog log);
  Server(const Server&) = delete;
  Server(Server&&) = delete;
  Server& operator=(const Server&) = delete;
  Server& operator=(Server&&) = delete;
  ~Server() = default;

  /// Listens from here on, and serves while `io` runs. This outlives `io`: the requests that its end cuts
  /// short are still logged. Returns the port. Throws asio::system_error where it cannot listen.
  std::uint16_t Listen(asio::io_context& io);

 private:
  asio::awaitable<void> Accept(asio::ip::tcp::acceptor acceptor);

  ServerOptions options_;
  RequestLog log_;
  ConnectionContext context_;
  std::uint64_t connections_ = 0;
};

}  // namespace pricecrew::shop
