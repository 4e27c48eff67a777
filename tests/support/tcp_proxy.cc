#include "tests/support/tcp_proxy.h"

#include <array>
#include <asio/co_spawn.hpp>
#include <asio/connect.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <utility>

#include "tests/support/loop_runner.h"

namespace pricecrew {

struct TcpProxy::Pair {
  explicit Pair(tcp::socket socket) : client(std::move(socket)), server(client.get_executor()) {}
  void Reset() {
    asio::error_code ignored;
    for (tcp::socket* socket : {&client, &server}) {
      socket->set_option(asio::socket_base::linger(true, 0), ignored);
      socket->close(ignored);
    }
  }
  tcp::socket client;
  tcp::socket server;
};

TcpProxy::TcpProxy(std::string target_host, std::uint16_t target_port)
    : target_host_(std::move(target_host)),
      target_port_(target_port),
      acceptor_(loop_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
      port_(acceptor_.local_endpoint().port()) {
  asio::co_spawn(loop_, Accept(), asio::detached);
  thread_ = std::thread([this] { loop_.run(); });
}

TcpProxy::~TcpProxy() {
  loop_.stop();
  thread_.join();
}

void TcpProxy::Cut() {
  asio::post(loop_, [this] {
    for (const auto& pair : std::exchange(pairs_, {})) pair->Reset();
  });
}

asio::awaitable<void> TcpProxy::Accept() {
  for (;;) {
    auto pair = std::make_shared<Pair>(co_await acceptor_.async_accept(asio::use_awaitable));
    if (refusing_) {
      pair->Reset();
      continue;
    }
    ++accepted_;
    pairs_.insert(pair);
    asio::co_spawn(loop_, Serve(pair), asio::detached);
  }
}

asio::awaitable<void> TcpProxy::Serve(std::shared_ptr<Pair> pair) {
  asio::error_code error;
  auto quietly = asio::redirect_error(asio::use_awaitable, error);
  tcp::resolver resolver(loop_);
  const auto endpoints = co_await resolver.async_resolve(target_host_, std::to_string(target_port_), quietly);
  if (!error) co_await asio::async_connect(pair->server, endpoints, quietly);
  if (error) {
    pair->Reset();
    pairs_.erase(pair);
    co_return;
  }
  asio::co_spawn(loop_, Pump(pair, pair->client, pair->server), asio::detached);
  asio::co_spawn(loop_, Pump(pair, pair->server, pair->client), asio::detached);
}

asio::awaitable<void> TcpProxy::Pump(std::shared_ptr<Pair> pair, tcp::socket& from, tcp::socket& to) {
  std::array<char, 65'536> buffer{};
  asio::error_code error;
  auto quietly = asio::redirect_error(asio::use_awaitable, error);
  while (!error) {
    const std::size_t bytes = co_await from.async_read_some(asio::buffer(buffer), quietly);
    while (stalled_) co_await SleepFor(std::chrono::milliseconds(10));
    if (!error) co_await asio::async_write(to, asio::buffer(buffer.data(), bytes), quietly);
  }
  pair->Reset();
  pairs_.erase(pair);
}

}  // namespace pricecrew
