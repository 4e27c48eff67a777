#include "tests/shop/server.h"

#include <gtest/gtest.h>

#include <asio/connect.hpp>
#include <asio/read.hpp>
#include <asio/read_until.hpp>
#include <asio/write.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/shop/gzip.h"

namespace pricecrew::shop {
namespace {

using asio::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Bounds every wait of these tests; none of them waits this long unless it fails.
constexpr seconds kPatience{20};

class CountingSite : public Site {
 public:
  [[nodiscard]] Response Answer(std::string_view target) const override {
    ++asked;
    if (target == "/none") return NotFound();
    Response response;
    response.body = "page of " + std::string(target);
    if (target == "/large") response.body.assign(std::size_t{64} << 20, 'x');
    return response;
  }
  mutable int asked = 0;
};

// A server and its clients on one event loop, which runs only while a test waits for something.
class ServerTest : public testing::Test {
 protected:
  void Start(const ServerOptions& options, const AnswersOptions& answers = {}) {
    answers_ = std::make_unique<Answers>(site_, answers);
    Start(*answers_, options);
  }

  void Start(Answerer& answers, const ServerOptions& options) {
    server_ = std::make_unique<Server>(answers, options,
                                       [this](const AccessRecord& record) { log_.push_back(record); });
    io_ = std::make_unique<asio::io_context>(1);
    port_ = server_->Listen(*io_);
  }

  tcp::socket Connect() {
    tcp::socket socket(*io_);
    socket.connect({asio::ip::address_v4::loopback(), port_});
    return socket;
  }

  void RunUntil(const std::function<bool()>& done) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!done() && std::chrono::steady_clock::now() < deadline) io_->run_one_for(milliseconds(100));
    ASSERT_TRUE(done());
  }

  static void Send(tcp::socket& socket, const std::string& text) { asio::write(socket, asio::buffer(text)); }

  // Reads until `answers` bodies of the form "page of ..." or the end of the connection came.
  std::string Read(tcp::socket& socket, const std::function<bool(const std::string&)>& enough) {
    std::string text;
    bool ended = false;
    std::vector<char> chunk(1 << 16);
    std::function<void()> read = [&] {
      socket.async_read_some(asio::buffer(chunk), [&](const asio::error_code& error, std::size_t got) {
        text.append(chunk.data(), got);
        ended = static_cast<bool>(error) || enough(text);
        if (!ended) read();
      });
    };
    read();
    RunUntil([&] { return ended; });
    return text;
  }
  std::string ReadToEnd(tcp::socket& socket) {
    return Read(socket, [](const std::string&) { return false; });
  }
  std::string ReadTo(tcp::socket& socket, const std::string& end) {
    return Read(socket, [&](const std::string& text) { return text.ends_with(end); });
  }

  CountingSite site_;
  std::vector<AccessRecord> log_;
  std::unique_ptr<Answers> answers_;
  std::unique_ptr<Server> server_;  // before io_, as it outlives it
  std::unique_ptr<asio::io_context> io_;
  std::uint16_t port_ = 0;
};

std::string Get(const std::string& target, const std::string& lines = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: shop.localhost\r\nUser-Agent: test/1\r\n" + lines + "\r\n";
}

TEST_F(ServerTest, KeepsTheConnectionAndLogsEachRequest) {
  Start({});
  tcp::socket first = Connect();
  const auto before = std::chrono::system_clock::now();
  Send(first, Get("/a"));
  const std::string answer = ReadTo(first, "page of /a");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_NE(answer.find("Content-Length: 10\r\n"), std::string::npos);
  Send(first, Get("/b?x"));
  ReadTo(first, "page of /b?x");
  tcp::socket second = Connect();
  Send(second, Get("/none"));
  ReadTo(second, "</a></p>");
  RunUntil([&] { return log_.size() == 3; });
  EXPECT_EQ(log_[0].host, "shop.localhost");
  EXPECT_EQ(log_[0].path, "/a");
  EXPECT_EQ(log_[0].user_agent, "test/1");
  EXPECT_EQ(log_[0].status, 200);
  EXPECT_EQ(log_[0].bytes, answer.size());
  EXPECT_GE(log_[0].start, before);
  EXPECT_GE(log_[0].end, log_[0].start);
  EXPECT_EQ(log_[1].path, "/b?x");
  EXPECT_EQ(log_[1].connection, log_[0].connection);
  EXPECT_EQ(log_[2].status, 404);
  EXPECT_NE(log_[2].connection, log_[0].connection);
}

TEST_F(ServerTest, AnswersRequestsThatCameTogetherInOrder) {
  Start({.latency = milliseconds(1)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a") + Get("/b") + Get("/c", "Connection: close\r\n"));
  const std::string answers = ReadToEnd(socket);
  EXPECT_LT(answers.find("page of /a"), answers.find("page of /b"));
  EXPECT_LT(answers.find("page of /b"), answers.find("page of /c"));
  EXPECT_TRUE(answers.ends_with("page of /c"));
  EXPECT_NE(answers.find("Connection: close"), std::string::npos);
}

TEST_F(ServerTest, KeepsWhatTheClientSendsDuringTheLatency) {
  Start({.latency = milliseconds(200)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  io_->run_for(milliseconds(50));  // the first request is waiting now
  Send(socket, Get("/b"));
  ReadTo(socket, "page of /b");
  ASSERT_EQ(log_.size(), 2U);
  EXPECT_EQ(log_[1].status, 200);
}

TEST_F(ServerTest, SendsNoBodyToHead) {
  Start({});
  tcp::socket socket = Connect();
  Send(socket, "HEAD /a HTTP/1.1\r\nConnection: close\r\n\r\n");
  const std::string answer = ReadToEnd(socket);
  EXPECT_NE(answer.find("Content-Length: 10\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, RefusesOtherMethodsAndNonsense) {
  Start({});
  const std::map<std::string, std::string> cases{
      {"POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 405 "},
      {"nonsense\r\n\r\n", "HTTP/1.1 400 "}};
  for (const auto& [request, status] : cases) {
    tcp::socket socket = Connect();
    Send(socket, request);
    EXPECT_TRUE(ReadToEnd(socket).starts_with(status)) << request;
  }
}

TEST_F(ServerTest, WaitsTheLatencyBeforeEachAnswer) {
  Start({.latency = milliseconds(60)});
  tcp::socket socket = Connect();
  for (const char* target : {"/a", "/a"}) {
    Send(socket, Get(target));
    ReadTo(socket, "page of /a");
  }
  RunUntil([&] { return log_.size() == 2; });
  for (const AccessRecord& record : log_) EXPECT_GE(record.end - record.start, milliseconds(60));
}

TEST_F(ServerTest, EndsTheRequestWhenTheClientClosesDuringTheLatency) {
  Start({.latency = std::chrono::hours(1)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  io_->run_for(milliseconds(50));
  EXPECT_TRUE(log_.empty());
  socket.close();
  RunUntil([&] { return !log_.empty(); });
  EXPECT_EQ(log_[0].status, kClientClosed);
  EXPECT_EQ(log_[0].bytes, 0U);
  EXPECT_EQ(log_[0].path, "/a");
  EXPECT_LT(log_[0].end - log_[0].start, kPatience);
}

TEST_F(ServerTest, EndsTheRequestWhenTheClientClosesAfterSendingAhead) {
  Start({.latency = std::chrono::hours(1)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a") + Get("/b"));
  io_->run_for(milliseconds(50));
  socket.close();
  RunUntil([&] { return !log_.empty(); });
  EXPECT_EQ(log_[0].status, kClientClosed);
}

TEST_F(ServerTest, EndsTheRequestWhenTheClientClosesAmidTheBody) {
  Start({});
  tcp::socket socket = Connect();
  Send(socket, Get("/large"));
  Read(socket, [](const std::string& text) { return text.size() > 100'000; });
  EXPECT_TRUE(log_.empty());
  socket.close();
  RunUntil([&] { return !log_.empty(); });
  EXPECT_EQ(log_[0].status, kClientClosed);
  EXPECT_GT(log_[0].bytes, 0U);
  EXPECT_LT(log_[0].bytes, std::size_t{64} << 20);
}

// Answers with one page, delivered as told.
class OneAnswer : public Answerer {
 public:
  explicit OneAnswer(Delivery delivery) : delivery_(delivery) {}
  std::shared_ptr<const WireAnswer> For(const Request&) override {
    auto answer = WriteOut({.headers = {}, .body = "0123456789"});
    answer->delivery = delivery_;
    answer->hold_until = std::chrono::system_clock::time_point(seconds(7));
    return answer;
  }
  [[nodiscard]] bool IsPrivate(const Request& request) const override { return request.target == "/private"; }

 private:
  Delivery delivery_;
};

TEST_F(ServerTest, ResetsAmidTheBodyWhereTold) {
  OneAnswer answer(Delivery::kReset);
  Start(answer, {});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  const std::string text = ReadToEnd(socket);
  EXPECT_EQ(text.find("0123456789"), std::string::npos);
  RunUntil([&] { return !log_.empty(); });
  EXPECT_EQ(log_[0].status, 200);
}

TEST_F(ServerTest, StallsUntilItsPatienceEnds) {
  OneAnswer answer(Delivery::kStall);
  Start(answer, {.patience = milliseconds(60)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  EXPECT_EQ(ReadToEnd(socket), "");
  RunUntil([&] { return !log_.empty(); });
  EXPECT_GE(log_[0].end - log_[0].start, milliseconds(60));
}

TEST_F(ServerTest, EndsAStallWhenTheClientCloses) {
  OneAnswer answer(Delivery::kStall);
  Start(answer, {.patience = std::chrono::hours(1)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  io_->run_for(milliseconds(50));
  socket.close();
  RunUntil([&] { return !log_.empty(); });
  EXPECT_EQ(log_[0].status, kClientClosed);
}

TEST_F(ServerTest, SendsTheHeadOfADripAtOnce) {
  OneAnswer answer(Delivery::kDrip);
  Start(answer, {.patience = std::chrono::hours(1)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  EXPECT_EQ(ReadTo(socket, "\r\n\r\n0").find("01"), std::string::npos);
  EXPECT_TRUE(log_.empty());
}

TEST_F(ServerTest, LogsTheHoldOfAnAnswer) {
  OneAnswer answer(Delivery::kWhole);
  Start(answer, {});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  ReadTo(socket, "0123456789");
  RunUntil([&] { return !log_.empty(); });
  EXPECT_EQ(log_[0].hold_until, std::chrono::system_clock::time_point(seconds(7)));
}

TEST_F(ServerTest, LogsNoPrivateRequest) {
  OneAnswer answer(Delivery::kWhole);
  Start(answer, {});
  tcp::socket socket = Connect();
  Send(socket, Get("/private"));
  ReadTo(socket, "0123456789");
  io_->run_for(milliseconds(20));
  EXPECT_TRUE(log_.empty());
}

TEST_F(ServerTest, LogsRequestsThatItsEndCutsShort) {
  Start({.latency = std::chrono::hours(1)});
  tcp::socket socket = Connect();
  Send(socket, Get("/a"));
  io_->run_for(milliseconds(50));
  socket.close();
  io_.reset();
  ASSERT_EQ(log_.size(), 1U);
  EXPECT_EQ(log_[0].status, kClientClosed);
}

TEST_F(ServerTest, RendersAPageOnce) {
  Start({});
  tcp::socket socket = Connect();
  for (int i = 0; i < 3; ++i) {
    Send(socket, Get("/a"));
    ReadTo(socket, "page of /a");
  }
  EXPECT_EQ(site_.asked, 1);
}

TEST_F(ServerTest, ForgetsPagesBeyondItsMemory) {
  Start({}, {.max_cached_bytes = 300});
  tcp::socket socket = Connect();
  for (const std::string target : {"/a", "/b", "/c", "/a"}) {
    Send(socket, Get(target));
    ReadTo(socket, "page of " + target);
  }
  EXPECT_EQ(site_.asked, 4);
}

TEST_F(ServerTest, CompressesForClientsThatAcceptIt) {
  Start({}, {.gzip = true});
  const std::string compressed = Gzip("page of /a");
  for (const bool accepts : {true, false, true}) {
    tcp::socket socket = Connect();
    Send(socket,
         Get("/a", accepts ? "Accept-Encoding: gzip\r\nConnection: close\r\n" : "Connection: close\r\n"));
    const std::string answer = ReadToEnd(socket);
    EXPECT_EQ(answer.find("Content-Encoding: gzip\r\n") != std::string::npos, accepts);
    EXPECT_TRUE(answer.ends_with(accepts ? compressed : "page of /a"));
  }
}

}  // namespace
}  // namespace pricecrew::shop
