#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <atomic>
#include <cstddef>
#include <string>
#include <thread>

namespace pricecrew::testing {

/// What every request is answered with: `piece`, over and over, as often as it takes.
struct StreamedAnswer {
  std::string headers;  ///< lines, each with its end
  std::string piece;
  std::size_t pieces = 1;
  std::size_t stall_after = ~std::size_t{0};  ///< pieces, from which on nothing more comes
};

/// Sends bodies that are far larger than what it keeps of them in memory, on a free port of 127.0.0.1, in a
/// thread of its own. One request a connection.
class StreamServer {
 public:
  explicit StreamServer(StreamedAnswer answer);
  ~StreamServer();
  StreamServer(const StreamServer&) = delete;
  StreamServer& operator=(const StreamServer&) = delete;

  [[nodiscard]] std::string Url() const;
  [[nodiscard]] int requests() const { return requests_; }

 private:
  asio::awaitable<void> Accept();
  asio::awaitable<void> Serve(asio::ip::tcp::socket socket);

  StreamedAnswer answer_;
  asio::io_context io_{1};
  asio::ip::tcp::acceptor acceptor_;
  std::atomic<int> requests_ = 0;
  std::thread thread_;
};

}  // namespace pricecrew::testing
