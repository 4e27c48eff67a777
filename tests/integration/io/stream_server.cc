#include "tests/integration/io/stream_server.h"

#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/read_until.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <utility>

namespace pricecrew::testing {

using asio::ip::tcp;

StreamServer::StreamServer(StreamedAnswer answer)
    : answer_(std::move(answer)), acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
  asio::co_spawn(io_, Accept(), asio::detached);
  thread_ = std::thread([this] { io_.run(); });
}

StreamServer::~StreamServer() {
  io_.stop();
  thread_.join();
}

std::string StreamServer::Url() const {
  return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/page";
}

asio::awaitable<void> StreamServer::Accept() {
  while (true) {
    tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
    asio::co_spawn(io_, Serve(std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> StreamServer::Serve(tcp::socket socket) {
  std::string head;
  auto buffer = asio::dynamic_buffer(head);
  asio::error_code error;
  co_await asio::async_read_until(socket, buffer, "\r\n\r\n",
                                  asio::redirect_error(asio::use_awaitable, error));
  ++requests_;
  const std::string begin =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n" + answer_.headers +
      "Content-Length: " + std::to_string(answer_.piece.size() * answer_.pieces) + "\r\n\r\n";
  co_await asio::async_write(socket, asio::buffer(begin), asio::redirect_error(asio::use_awaitable, error));
  for (std::size_t i = 0; i < answer_.pieces && !error; ++i) {
    if (i == answer_.stall_after) {
      asio::steady_timer never(io_, asio::steady_timer::time_point::max());
      co_await never.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    co_await asio::async_write(socket, asio::buffer(answer_.piece),
                               asio::redirect_error(asio::use_awaitable, error));
  }
}

}  // namespace pricecrew::testing
