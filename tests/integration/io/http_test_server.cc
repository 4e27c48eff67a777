#include "tests/integration/io/http_test_server.h"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/read.hpp>
#include <asio/read_until.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

namespace pricecrew::testing {
namespace {

using asio::ip::tcp;

TestRequest Parse(const std::string& head, int connection) {
  const auto start = head.find(' ') + 1;
  return {head, head.substr(start, head.find(' ', start) - start), connection};
}

asio::awaitable<void> WaitForEnd(tcp::socket& socket) {
  asio::error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  std::array<char, 256> ignored{};
  while (!error) co_await socket.async_read_some(asio::buffer(ignored), token);
}

}  // namespace

TestReply Answer(const std::string& body, const std::string& headers, const std::string& status) {
  return {"HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
          "\r\n" + body};
}

HttpTestServer::HttpTestServer(Handler handler)
    : handler_(std::move(handler)), acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}) {
  asio::co_spawn(io_, Accept(), asio::detached);
  thread_ = std::thread([this] { io_.run(); });
}

HttpTestServer::~HttpTestServer() {
  io_.stop();
  thread_.join();
}

std::string HttpTestServer::Url(const std::string& path, const std::string& host) const {
  return "http://" + host + ":" + std::to_string(acceptor_.local_endpoint().port()) + path;
}

asio::awaitable<void> HttpTestServer::Accept() {
  for (;;) {
    auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(io_, Serve(std::move(socket), connections_++), asio::detached);
  }
}

asio::awaitable<void> HttpTestServer::Serve(tcp::socket socket, int connection) {
  asio::error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  std::string input;
  for (;;) {
    const std::size_t length =
        co_await asio::async_read_until(socket, asio::dynamic_buffer(input), "\r\n\r\n", token);
    if (error) break;
    const TestRequest request = Parse(input.substr(0, length), connection);
    input.erase(0, length);
    const TestReply reply = handler_(request);
    co_await asio::async_write(socket, asio::buffer(reply.bytes), token);
    if (error || reply.then == TestReply::Then::kClose) break;
    if (reply.then == TestReply::Then::kReset) socket.set_option(tcp::socket::linger(true, 0));
    if (reply.then == TestReply::Then::kReset) break;
    if (reply.then == TestReply::Then::kHang) {
      co_await WaitForEnd(socket);
      break;
    }
  }
  ++closed_;
}

}  // namespace pricecrew::testing
