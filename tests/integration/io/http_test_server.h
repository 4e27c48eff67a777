#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace pricecrew::testing {

struct TestRequest {
  std::string head;    ///< as received, up to the empty line
  std::string target;  ///< second word of the first line
  int connection = 0;  ///< which connection it came over, from 0
};

struct TestReply {
  enum class Then { kKeepAlive, kClose, kReset, kHang };
  std::string bytes;  ///< as sent
  Then then = Then::kKeepAlive;
};

/// A response with its length, to be kept alive after.
TestReply Answer(const std::string& body, const std::string& headers = {},
                 const std::string& status = "200 OK");

/// Answers on a free port of 127.0.0.1, in a thread of its own, which runs the handler as well.
class HttpTestServer {
 public:
  using Handler = std::function<TestReply(const TestRequest&)>;
  explicit HttpTestServer(Handler handler);
  ~HttpTestServer();
  HttpTestServer(const HttpTestServer&) = delete;
  HttpTestServer& operator=(const HttpTestServer&) = delete;
  HttpTestServer(HttpTestServer&&) = delete;
  HttpTestServer& operator=(HttpTestServer&&) = delete;

  [[nodiscard]] std::string Url(const std::string& path, const std::string& host = "127.0.0.1") const;
  [[nodiscard]] int connections() const { return connections_; }
  [[nodiscard]] int closed() const { return closed_; }

 private:
  asio::awaitable<void> Accept();
  asio::awaitable<void> Serve(asio::ip::tcp::socket socket, int connection);

  Handler handler_;
  asio::io_context io_{1};
  asio::ip::tcp::acceptor acceptor_;
  std::atomic<int> connections_ = 0;
  std::atomic<int> closed_ = 0;
  std::thread thread_;
};

}  // namespace pricecrew::testing
