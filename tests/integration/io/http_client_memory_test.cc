#include <gtest/gtest.h>
#include <zlib.h>

#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <fstream>
#include <map>
#include <vector>

#include "common/io/body_memory.h"
#include "common/io/byte_budget.h"
#include "tests/integration/io/fetch_helper.h"
#include "tests/integration/io/stream_server.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PRICECREW_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PRICECREW_SANITIZED 1
#endif
#endif

namespace pricecrew::testing {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t kMiB = std::size_t{1} << 20;

/// Clients of one budget, on one event loop.
struct BudgetFixture : ClientFixture {
  explicit BudgetFixture(std::size_t limit) : BudgetFixture(std::make_shared<ByteBudget>(limit)) {}
  explicit BudgetFixture(std::shared_ptr<ByteBudget> of)
      : ClientFixture({.allow_private = {"127.0.0.1"}, .memory = of}), budget(std::move(of)) {}

  std::shared_ptr<ByteBudget> budget;
  std::map<std::string, int> codes;  // how many requests ended with which

  asio::awaitable<void> FetchAndDrop(HttpRequest request, std::chrono::milliseconds kept, std::size_t bytes) {
    Result<HttpResponse> result = co_await client->Fetch(std::move(request));
    ++codes[Code(result)];
    if (!result) co_return;
    EXPECT_EQ(result->body.size(), bytes);
    asio::steady_timer reading(io, kept);
    co_await reading.async_wait(asio::use_awaitable);
  }
  void FetchMany(int count, const HttpRequest& request, std::size_t bytes,
                 std::chrono::milliseconds kept = 2ms) {
    for (int i = 0; i < count; ++i) asio::co_spawn(io, FetchAndDrop(request, kept, bytes), asio::detached);
  }
  void RunToEnd() {
    io.restart();
    io.run();
  }
};

/// The most memory that this process ever had, in bytes, since the last call of ForgetPeak.
std::size_t PeakMemory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (std::size_t kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes << 10;
  return 0;
}
void ForgetPeak() { std::ofstream("/proc/self/clear_refs") << 5; }

StreamedAnswer Plain(std::size_t mebibytes) {
  StreamedAnswer answer;
  answer.piece = std::string(kMiB / 16, 'x');
  answer.pieces = 16 * mebibytes;
  return answer;
}

std::string Deflated(z_stream& stream, std::string data, int flush) {
  std::string out(data.size() + 1'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(data.data());
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, flush);
  out.resize(out.size() - stream.avail_out);
  return out;
}

std::string Gzipped(const std::string& data) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out = Deflated(stream, data, Z_FINISH);
  deflateEnd(&stream);
  return out;
}

/// Of so many MiB of zeros, without its end: nobody gets there.
StreamedAnswer Bomb(std::size_t mebibytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
  StreamedAnswer answer;
  answer.headers = "Content-Encoding: gzip\r\n";
  answer.piece = Deflated(stream, std::string(mebibytes * kMiB / 64, '\0'), Z_FULL_FLUSH);
  deflateEnd(&stream);
  std::string all(std::string_view("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10));
  for (int i = 0; i < 64; ++i) all += answer.piece;
  answer.piece = std::move(all);
  return answer;
}

/// A page like others: of words, five times smaller when it is compressed.
std::string Words(std::size_t bytes) {
  std::string text;
  for (unsigned i = 1; text.size() < bytes; i = i * 1'664'525 + 1'013'904'223)
    text += "<li class=\"item\"><a href=\"/p/" + std::to_string(i) + "\">Lamp " + std::to_string(i >> 7) +
            "</a>\n";
  text.resize(bytes);
  return text;
}

TEST(HttpClientMemory, IsGivenBackWithTheResponse) {
  StreamServer server(Plain(1));
  BudgetFixture fixture(64 * kMiB);
  std::optional<HttpResponse> copy;
  {
    const Result<HttpResponse> response = Fetch(fixture, Get(server.Url()));
    ASSERT_TRUE(response.ok()) << response.error().text;
    EXPECT_GE(fixture.budget->used(), response->body.size());
    copy = *response;
  }
  EXPECT_GE(fixture.budget->used(), copy->body.size());
  copy.reset();
  EXPECT_EQ(fixture.budget->used(), 0U);
}

TEST(HttpClientMemory, OfManyLargeBodiesAtOnceStaysWithinTheBudgetAndOne) {
  constexpr std::size_t kBody = 5 * kMiB;
  StreamServer server(Plain(5));
  BudgetFixture fixture(16 * kMiB);
  ForgetPeak();
  const std::size_t before = PeakMemory();
  HttpRequest request = Get(server.Url());
  request.total_timeout = 120s;
  request.max_body_bytes = kBody;
  for (int round = 0; round < 2; ++round) {  // the second one has the handles that were paused
    fixture.codes.clear();
    fixture.FetchMany(100, request, kBody);
    fixture.RunToEnd();
    EXPECT_EQ(fixture.codes, (std::map<std::string, int>{{"ok", 100}}));
  }
  const std::size_t taken = PeakMemory() - before;
  const std::size_t one = kBody + 4 * kMiB;  // what it had is copied to where it grows
  EXPECT_LE(fixture.budget->peak(), 16 * kMiB + one);
  EXPECT_GE(fixture.budget->peak(), 12 * kMiB);
  EXPECT_EQ(fixture.budget->used(), 0U);
#ifdef PRICECREW_SANITIZED
  std::cout << "a sanitizer keeps what is freed: the process's own memory is not looked at\n";
#else
  EXPECT_LE(taken, 16 * kMiB + one + 24 * kMiB) << "100 connections and their buffers among it";
#endif
  std::cout << "accounted " << (fixture.budget->peak() >> 20) << " MiB, process " << (taken >> 20)
            << " MiB\n";
}

TEST(HttpClientMemory, OfCompressedPagesStaysWithinTheBudgetAndOne) {
  constexpr std::size_t kPage = 2 * kMiB;
  StreamedAnswer answer;
  answer.headers = "Content-Encoding: gzip\r\n";
  answer.piece = Gzipped(Words(kPage));
  ASSERT_GT(answer.piece.size() * 7, kPage);
  StreamServer server(answer);
  BudgetFixture fixture(8 * kMiB);
  HttpRequest request = Get(server.Url());
  request.total_timeout = 120s;
  fixture.FetchMany(60, request, kPage);
  fixture.RunToEnd();
  EXPECT_EQ(fixture.codes, (std::map<std::string, int>{{"ok", 60}}));
  EXPECT_LE(fixture.budget->peak(), 8 * kMiB + 6 * kMiB);
  EXPECT_EQ(fixture.budget->used(), 0U);
}

TEST(HttpClientMemory, OfABombStaysBounded) {
  StreamServer server(Bomb(1'024));
  BudgetFixture fixture(16 * kMiB);
  ForgetPeak();
  const std::size_t before = PeakMemory();
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url()))), "too_large");
  const std::size_t taken = PeakMemory() - before;
  EXPECT_LE(fixture.budget->peak(), 32 * kMiB);
  EXPECT_EQ(fixture.budget->used(), 0U);
#ifndef PRICECREW_SANITIZED
  EXPECT_LE(taken, 32 * kMiB);
#endif
  std::cout << "accounted " << (fixture.budget->peak() >> 20) << " MiB, process " << (taken >> 20)
            << " MiB\n";
}

TEST(HttpClientMemory, OfManyBombsAtOnceStaysBounded) {
  StreamServer server(Bomb(1'024));
  BudgetFixture fixture(16 * kMiB);
  ForgetPeak();
  [[maybe_unused]] const std::size_t before = PeakMemory();
  fixture.FetchMany(50, Get(server.Url()), 0);
  fixture.RunToEnd();
  EXPECT_EQ(fixture.codes["too_large"] + fixture.codes["memory"], 50);
  EXPECT_GT(fixture.codes["too_large"], 0);
  EXPECT_LE(fixture.budget->peak(), (16 + 24) * kMiB);
#ifndef PRICECREW_SANITIZED
  EXPECT_LE(PeakMemory() - before, (16 + 24 + 48) * kMiB) << "50 connections and their buffers among it";
#endif
}

/// A client whose memory others have, or will have once its request has begun.
struct ContestedFixture : BudgetFixture {
  ContestedFixture() : BudgetFixture(1 * kMiB), others(budget) { others.Grow(1); }

  void Begin(HttpRequest request) {
    asio::co_spawn(io, FetchInto(*client, std::move(request), result), asio::detached);
    io.restart();
    while (budget->used() < BodyMemory::kFirstBytes) io.run_one();
  }
  void TakeAll() { others.GrowAnyhow(2 * kMiB), others.Grow(4 * kMiB); }
  void RunFor(std::chrono::milliseconds time) {
    io.restart();
    io.run_for(time);
  }

  ByteShare others;
  std::optional<Result<HttpResponse>> result;
};

HttpRequest Within(std::chrono::milliseconds time, std::string url) {
  HttpRequest request = Get(std::move(url));
  request.total_timeout = time;
  request.group = 7;
  return request;
}

TEST(HttpClientMemory, ARequestThatCannotStartInTimeIsForLater) {
  StreamServer server(Plain(1));
  ContestedFixture fixture;
  fixture.TakeAll();
  const Result<HttpResponse> result = Fetch(fixture, Within(200ms, server.Url()));
  EXPECT_EQ(Code(result), "memory");
  EXPECT_EQ(result.error().kind, ErrorKind::kRetryLater);
  EXPECT_EQ(server.requests(), 0);
}

TEST(HttpClientMemory, ARequestStartsOnceThereIsRoom) {
  StreamServer server(Plain(1));
  ContestedFixture fixture;
  fixture.TakeAll();
  asio::co_spawn(fixture.io, FetchInto(*fixture.client, Get(server.Url()), fixture.result), asio::detached);
  fixture.RunFor(100ms);
  EXPECT_EQ(server.requests(), 0);
  fixture.others.Shrink(0);
  fixture.RunToEnd();
  EXPECT_EQ(Code(*fixture.result), "ok");
}

TEST(HttpClientMemory, WhatARequestWaitsForItsStartCountsTowardsItsTime) {
  StreamedAnswer answer = Plain(1);
  answer.stall_after = 1;
  StreamServer server(answer);
  ContestedFixture fixture;
  fixture.TakeAll();
  const auto begin = std::chrono::steady_clock::now();
  asio::co_spawn(fixture.io, FetchInto(*fixture.client, Within(2s, server.Url()), fixture.result),
                 asio::detached);
  fixture.RunFor(1500ms);
  fixture.others.Shrink(0);
  fixture.RunToEnd();
  EXPECT_EQ(Code(*fixture.result), "timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
}

TEST(HttpClientMemory, WaitingForTheStartEndsWithAbortAndWithClose) {
  StreamServer server(Plain(1));
  for (const bool closes : {false, true}) {
    ContestedFixture fixture;
    fixture.TakeAll();
    asio::co_spawn(fixture.io, FetchInto(*fixture.client, Within(60s, server.Url()), fixture.result),
                   asio::detached);
    fixture.RunFor(100ms);
    EXPECT_FALSE(fixture.result);
    closes ? fixture.client->Close() : fixture.client->Abort(7);
    fixture.RunToEnd();
    EXPECT_EQ(Code(*fixture.result), "cancelled");
    fixture.others.Shrink(0);
    EXPECT_EQ(fixture.budget->used(), 0U);
  }
  EXPECT_EQ(server.requests(), 0);
}

TEST(HttpClientMemory, APausedTransferThatIsNotHelpedInTimeIsForLater) {
  StreamServer server(Plain(8));
  ContestedFixture fixture;
  fixture.Begin(Within(500ms, server.Url()));
  fixture.TakeAll();
  fixture.RunToEnd();
  EXPECT_EQ(Code(*fixture.result), "memory");
  EXPECT_EQ(fixture.result->error().kind, ErrorKind::kRetryLater);
  EXPECT_EQ(fixture.budget->used(), 4 * kMiB);
  fixture.others.Shrink(0);
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url()))), "ok") << "with the handle of the paused one";
}

TEST(HttpClientMemory, APausedTransferGoesOnOnceThereIsRoom) {
  StreamServer server(Plain(8));
  ContestedFixture fixture;
  fixture.Begin(Get(server.Url()));
  fixture.TakeAll();
  fixture.RunFor(200ms);
  EXPECT_FALSE(fixture.result);
  EXPECT_EQ(server.requests(), 1);
  EXPECT_EQ(fixture.budget->used(), 4 * kMiB + (BodyMemory::kFirstBytes)) << "it took more than it has";
  fixture.others.Shrink(0);
  fixture.RunToEnd();
  ASSERT_EQ(Code(*fixture.result), "ok");
  EXPECT_EQ((*fixture.result)->body, std::string(8 * kMiB, 'x'));
}

TEST(HttpClientMemory, APausedTransferThatIsRefusedAsItGoesOnEndsAtOnce) {
  // Compressed to 32 KB, so that it has been received as a whole when it is paused half-way through the
  // second half.
  std::string page;
  for (const std::string words = Words(1 * kMiB); page.size() < 560 << 10;)
    page += words.substr(page.size(), 300) + std::string(1'450, 'x');
  StreamedAnswer answer;
  answer.headers = "Content-Encoding: gzip\r\n";
  answer.piece = Gzipped(page);
  ASSERT_GT(answer.piece.size(), 28'000U);
  ASSERT_LT(answer.piece.size(), 32'500U);
  StreamServer server(answer);
  ContestedFixture fixture;
  HttpRequest request = Within(60s, server.Url());
  request.max_body_bytes = 530 << 10;
  fixture.Begin(request);
  fixture.TakeAll();
  fixture.RunFor(200ms);
  ASSERT_FALSE(fixture.result) << Code(*fixture.result);
  fixture.others.Shrink(0);
  fixture.RunFor(5s);
  ASSERT_TRUE(fixture.result) << "forgotten";
  EXPECT_EQ(Code(*fixture.result), "too_large");
}

TEST(HttpClientMemory, APausedTransferEndsWithAbortAndWithClose) {
  StreamServer server(Plain(8));
  for (const bool closes : {false, true}) {
    ContestedFixture fixture;
    fixture.Begin(Within(60s, server.Url()));
    fixture.TakeAll();
    fixture.RunFor(100ms);
    EXPECT_FALSE(fixture.result);
    closes ? fixture.client->Close() : fixture.client->Abort(7);
    fixture.RunToEnd();
    EXPECT_EQ(Code(*fixture.result), "cancelled");
    fixture.others.Shrink(0);
    EXPECT_EQ(fixture.budget->used(), 0U);
  }
}

TEST(HttpClientMemory, IsSharedByTheLoopsOfAProcess) {
  constexpr std::size_t kBody = 2 * kMiB;
  StreamServer server(Plain(2));
  const auto budget = std::make_shared<ByteBudget>(4 * kMiB);
  std::vector<std::unique_ptr<BudgetFixture>> fixtures(4);
  std::vector<std::jthread> threads;
  threads.reserve(fixtures.size());
  for (auto& fixture : fixtures) fixture = std::make_unique<BudgetFixture>(budget);
  for (const auto& fixture : fixtures)
    threads.emplace_back([&fixture, url = server.Url()] {
      HttpRequest request = Get(url);
      request.total_timeout = 120s;
      request.max_body_bytes = kBody;
      fixture->FetchMany(30, request, kBody);
      fixture->RunToEnd();
    });
  threads.clear();
  for (const auto& fixture : fixtures) EXPECT_EQ(fixture->codes, (std::map<std::string, int>{{"ok", 30}}));
  EXPECT_LE(budget->peak(), 4 * kMiB + kBody + 1 * kMiB);
  EXPECT_EQ(budget->used(), 0U);
}

}  // namespace
}  // namespace pricecrew::testing
