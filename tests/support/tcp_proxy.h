#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <atomic>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <thread>

namespace pricecrew {

/// A TCP proxy on a free port of the loopback, with a thread of its own, that misbehaves on request.
class TcpProxy {
 public:
  TcpProxy(std::string target_host, std::uint16_t target_port);
  ~TcpProxy();
  TcpProxy(const TcpProxy&) = delete;
  TcpProxy& operator=(const TcpProxy&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Connections accepted so far.
  [[nodiscard]] int accepted() const { return accepted_; }

  /// Resets what is connected; new connections are welcome.
  void Cut();
  /// Resets new connections at once, until Welcome.
  void Refuse() { refusing_ = true; }
  void Welcome() { refusing_ = false; }
  /// Accepts, but forwards nothing (and keeps what it reads) until Resume; the peers are told nothing.
  void Stall() { stalled_ = true; }
  void Resume() { stalled_ = false; }

 private:
  using tcp = asio::ip::tcp;
  struct Pair;

  asio::awaitable<void> Accept();
  asio::awaitable<void> Serve(std::shared_ptr<Pair> pair);
  asio::awaitable<void> Pump(std::shared_ptr<Pair> pair, tcp::socket& from, tcp::socket& to);

  std::string target_host_;
  std::uint16_t target_port_;
  asio::io_context loop_;
  tcp::acceptor acceptor_;
  std::uint16_t port_;
  std::atomic<int> accepted_ = 0;
  std::atomic<bool> stalled_ = false;
  std::atomic<bool> refusing_ = false;
  std::set<std::shared_ptr<Pair>> pairs_;  // the thread's; shared with their coroutines
  std::thread thread_;
};

}  // namespace pricecrew
