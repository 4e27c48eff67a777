#include "tests/shop/server.h"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

namespace pricecrew::shop {
namespace {

using asio::ip::tcp;

// When descriptors run out, accepting at once again would only spin.
constexpr std::chrono::milliseconds kAcceptPause{50};

tcp::endpoint Endpoint(const ServerOptions& options) {
  return {asio::ip::make_address(options.bind), options.port};
}

}  // namespace

Server::Server(Answerer& answers, ServerOptions options, RequestLog log)
    : options_(std::move(options)),
      log_(std::move(log)),
      context_{.answers = answers, .log = log_, .latency = options_.latency, .patience = options_.patience} {}

std::uint16_t Server::Listen(asio::io_context& io) {
  tcp::acceptor acceptor(io, Endpoint(options_));
  const std::uint16_t port = acceptor.local_endpoint().port();
  asio::co_spawn(io, Accept(std::move(acceptor)), asio::detached);
  return port;
}

asio::awaitable<void> Server::Accept(tcp::acceptor acceptor) {
  const auto executor = acceptor.get_executor();
  asio::steady_timer pause(executor);
  while (acceptor.is_open()) {
    asio::error_code error;
    tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    asio::co_spawn(executor, ServeConnection(std::move(socket), ++connections_, context_), asio::detached);
  }
}

}  // namespace pricecrew::shop
