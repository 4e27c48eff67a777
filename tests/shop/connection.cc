#include "tests/shop/connection.h"

#include <array>
#include <asio/buffer.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tests/shop/request.h"

namespace pricecrew::shop {
namespace {

constexpr std::chrono::seconds kDripEvery{1};

// Keeps the promise of one log line for each request, however its coroutine ends.
class LoggedRequest {
 public:
  LoggedRequest(const Request& request, std::uint64_t connection, const RequestLog& log) : log_(log) {
    record_.host = request.host;
    record_.path = request.target;
    record_.user_agent = request.user_agent;
    record_.connection = connection;
    record_.status = kClientClosed;
    record_.start = std::chrono::system_clock::now();
  }
  LoggedRequest(const LoggedRequest&) = delete;
  LoggedRequest(LoggedRequest&&) = delete;
  LoggedRequest& operator=(const LoggedRequest&) = delete;
  LoggedRequest& operator=(LoggedRequest&&) = delete;
  ~LoggedRequest() {
    record_.end = std::chrono::system_clock::now();
    if (log_ && !hidden_) log_(record_);
  }

  void Sent(std::size_t bytes) { record_.bytes = bytes; }
  void Completed(const WireAnswer& answer) {
    record_.status = answer.status;
    record_.hold_until = answer.hold_until;
  }
  void Hide() { hidden_ = true; }

 private:
  const RequestLog& log_;
  AccessRecord record_;
  bool hidden_ = false;
};

class Connection {
 public:
  Connection(asio::ip::tcp::socket socket, std::uint64_t id, ConnectionContext context)
      : socket_(std::move(socket)), timer_(socket_.get_executor()), id_(id), context_(context) {}

  asio::awaitable<void> Run() {
    while (true) {
      const std::optional<ParsedRequest> parsed = co_await ReadHead();
      if (!parsed) co_return;
      const bool goes_on = co_await Serve(*parsed);
      if (!goes_on) co_return;
    }
  }

 private:
  enum class Client { kThere, kGone };

  // Absent when the client has closed.
  asio::awaitable<std::optional<ParsedRequest>> ReadHead() {
    while (true) {
      ParsedRequest parsed = ParseRequest(received_);
      if (parsed.state != ParseState::kIncomplete) {
        received_.erase(0, parsed.bytes);
        co_return parsed;
      }
      asio::error_code error;
      const auto buffer = asio::buffer(chunk_);
      const std::size_t got =
          co_await socket_.async_read_some(buffer, asio::redirect_error(asio::use_awaitable, error));
      if (error) co_return std::nullopt;
      received_.append(chunk_.data(), got);
    }
  }

  // True when another request may follow.
  asio::awaitable<bool> Serve(const ParsedRequest& parsed) {
    const Request& request = parsed.request;
    LoggedRequest logged(request, id_, context_.log);
    if (context_.answers.IsPrivate(request)) logged.Hide();
    const Client client = co_await Wait(context_.latency);
    if (client == Client::kGone) co_return false;
    const bool bad = parsed.state == ParseState::kBad;
    const std::shared_ptr<const WireAnswer> answer = bad ? Refusal(400) : context_.answers.For(request);
    if (answer->delivery != Delivery::kWhole) co_return co_await Misbehave(*answer, logged);
    // A body, if any, is not read, so nothing after it on the connection could be understood.
    const bool keep = !bad && request.keep_alive && !request.has_body;
    const std::string_view connection_lines = ConnectionLines(request, keep);
    const std::string_view body = request.method == "HEAD" ? std::string_view() : answer->body;
    const std::array<asio::const_buffer, 3> pieces{asio::buffer(answer->head), asio::buffer(connection_lines),
                                                   asio::buffer(body)};
    asio::error_code error;
    logged.Sent(
        co_await asio::async_write(socket_, pieces, asio::redirect_error(asio::use_awaitable, error)));
    if (error) co_return false;
    logged.Completed(*answer);
    co_return keep;
  }

  // Never goes on with the connection.
  asio::awaitable<bool> Misbehave(const WireAnswer& answer, LoggedRequest& logged) {
    Client client = Client::kThere;
    const auto give_up = std::chrono::steady_clock::now() + context_.patience;
    const std::string head = answer.head + "Connection: close\r\n\r\n";
    if (answer.delivery != Delivery::kStall) client = co_await Send(head);
    if (answer.delivery == Delivery::kStall) client = co_await Wait(context_.patience);
    if (answer.delivery == Delivery::kReset)
      client = co_await Send(std::string_view(answer.body).substr(0, answer.body.size() / 2));
    for (const char byte : answer.delivery == Delivery::kDrip ? std::string_view(answer.body) : "") {
      if (client == Client::kGone || std::chrono::steady_clock::now() >= give_up) break;
      client = co_await Send({&byte, 1});
      if (client == Client::kThere) client = co_await Wait(kDripEvery);
    }
    if (client == Client::kGone) co_return false;
    logged.Completed(answer);
    asio::error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    socket_.close(ignored);
    co_return false;
  }

  asio::awaitable<Client> Send(std::string_view bytes) {
    asio::error_code error;
    co_await asio::async_write(socket_, asio::buffer(bytes),
                               asio::redirect_error(asio::use_awaitable, error));
    co_return error ? Client::kGone : Client::kThere;
  }

  static std::string_view ConnectionLines(const Request& request, bool keep) {
    if (!keep) return "Connection: close\r\n\r\n";
    return request.http_1_1 ? "\r\n" : "Connection: keep-alive\r\n\r\n";
  }

  asio::awaitable<Client> Wait(std::chrono::milliseconds time) {
    using asio::experimental::awaitable_operators::operator||;
    if (time.count() <= 0) co_return Client::kThere;
    const auto first = co_await (Sleep(time) || WatchForClose());
    co_return first.index() == 0 ? Client::kThere : Client::kGone;
  }

  asio::awaitable<void> Sleep(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    asio::error_code error;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
  }

  // Returns when the client has closed. Keeps what it sends ahead; reads without awaiting, so that ending the
  // wait never loses bytes.
  asio::awaitable<void> WatchForClose() {
    while (true) {
      asio::error_code error;
      co_await socket_.async_wait(asio::ip::tcp::socket::wait_read,
                                  asio::redirect_error(asio::use_awaitable, error));
      if (error) co_return;
      const std::size_t got = socket_.read_some(asio::buffer(chunk_), error);
      if (error == asio::error::would_block) continue;
      if (error) co_return;
      received_.append(chunk_.data(), got);
      if (received_.size() > kMaxHeadBytes) co_return;
    }
  }

  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  std::uint64_t id_;
  ConnectionContext context_;
  std::string received_;
  std::array<char, 4096> chunk_{};
};

}  // namespace

asio::awaitable<void> ServeConnection(asio::ip::tcp::socket socket, std::uint64_t id,
                                      ConnectionContext context) {
  asio::error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.native_non_blocking(true, ignored);
  Connection connection(std::move(socket), id, context);
  co_await connection.Run();
}

}  // namespace pricecrew::shop
