#pragma once

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>

#include "tests/shop/access_log.h"
#include "tests/shop/answers.h"

namespace pricecrew::shop {

/// What the connections of one server share; outlives them all.
struct ConnectionContext {
  Answerer& answers;
  const RequestLog& log;
  std::chrono::milliseconds latency{0};        ///< waited before each answer
  std::chrono::milliseconds patience{60'000};  ///< how long an answer stalls or drips at most
};

/// Answers the requests of one client, one after the other, until either side ends the connection. A client
/// that closes its socket ends its request at once, during the latency or a stall too; so does destroying the
/// coroutine. `id` goes into the log.
asio::awaitable<void> ServeConnection(asio::ip::tcp::socket socket, std::uint64_t id,
                                      ConnectionContext context);

}  // namespace pricecrew::shop
