#include <gmock/gmock.h>

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/this_coro.hpp>
#include <atomic>
#include <deque>
#include <set>

#include "tests/integration/io/fake_names.h"
#include "tests/integration/io/fetch_helper.h"
#include "tests/integration/io/http_test_server.h"

namespace pricecrew::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Then = TestReply::Then;

std::chrono::steady_clock::time_point Now() { return std::chrono::steady_clock::now(); }

TEST(HttpClientTest, GivesStatusHeadersAndBody) {
  HttpTestServer server([](const TestRequest&) { return Answer("hello", "X-Shop: A\r\nX-Shop: B\r\n"); });
  ClientFixture fixture;
  const auto response = Fetch(fixture, Get(server.Url("/page")));
  ASSERT_TRUE(response.ok()) << response.error().text;
  EXPECT_EQ(response.value().status, 200);
  EXPECT_EQ(response.value().Header("x-shop"), "A");
  EXPECT_EQ(response.value().body, "hello");
}

TEST(HttpClientTest, ReusesItsConnection) {
  HttpTestServer server([](const TestRequest&) { return Answer("x"); });
  ClientFixture fixture;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/")))), "ok");
  EXPECT_EQ(server.connections(), 1);
}

TEST(HttpClientTest, ReplacesAConnectionThatTheServerClosed) {
  HttpTestServer server([](const TestRequest&) { return TestReply{Answer("x").bytes, Then::kClose}; });
  ClientFixture fixture;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/")))), "ok");
  EXPECT_EQ(server.connections(), 5);
}

// libcurl by itself asks again, at once and without anybody's leave.
TEST(HttpClientTest, SendsARequestOnceWhateverBecomesOfItsConnection) {
  std::atomic<int> asked = 0;
  HttpTestServer server([&](const TestRequest& request) {
    if (request.target == "/first") return Answer("x");
    ++asked;
    return TestReply{"", request.target == "/closed" ? Then::kClose : Then::kReset};
  });
  ClientFixture fixture;
  for (const char* path : {"/closed", "/reset"}) {
    asked = 0;
    ASSERT_EQ(Code(Fetch(fixture, Get(server.Url("/first")))), "ok");
    EXPECT_EQ(Code(Fetch(fixture, Get(server.Url(path)))), "reset") << path;
    EXPECT_EQ(asked, 1) << path;
  }
}

TEST(HttpClientTest, KeepsNothingOfTheRequestBefore) {
  std::deque<std::string> heads;
  HttpTestServer server([&](const TestRequest& request) {
    heads.push_back(request.head);
    return Answer("x", "Set-Cookie: session=1\r\n");
  });
  ClientFixture fixture;
  auto first = Get(server.Url("/"));
  first.headers = {{"Cookie", "a=b"}, {"Accept-Language", "de"}};
  ASSERT_EQ(Code(Fetch(fixture, first)), "ok");
  ASSERT_EQ(Code(Fetch(fixture, Get(server.Url("/")))), "ok");
  EXPECT_THAT(heads[0], AllOf(HasSubstr("Cookie: a=b\r\n"), HasSubstr("Accept-Language: de\r\n")));
  EXPECT_THAT(heads[1], AllOf(Not(HasSubstr("Cookie")), Not(HasSubstr("Accept-Language"))));
}

TEST(HttpClientTest, PostsABodyAndGetsAgainAfterIt) {
  std::deque<std::string> heads;
  HttpTestServer server([&](const TestRequest& request) {
    heads.push_back(request.head);
    return TestReply{Answer("x").bytes, Then::kClose};
  });
  ClientFixture fixture;
  auto post = Get(server.Url("/"));
  post.post = "{\"a\":1}";
  post.headers = {{"Content-Type", "application/json"}};
  ASSERT_EQ(Code(Fetch(fixture, post)), "ok");
  ASSERT_EQ(Code(Fetch(fixture, Get(server.Url("/")))), "ok");
  EXPECT_THAT(heads[0], AllOf(HasSubstr("POST / "), HasSubstr("Content-Length: 7\r\n"),
                              HasSubstr("Content-Type: application/json\r\n")));
  EXPECT_THAT(heads[1], AllOf(HasSubstr("GET / "), Not(HasSubstr("Content-"))));
}

TEST(HttpClientTest, HandsABodyOverAsItComes) {
  const std::string body(300'000, 'x');
  HttpTestServer server([&](const TestRequest& request) {
    return Answer(body, {}, request.target == "/good" ? "200 OK" : "500 Error");
  });
  ClientFixture fixture;
  std::size_t pieces = 0;
  std::string taken;
  auto request = Get(server.Url("/good"));
  request.take_body = [&](std::string_view piece) {
    ++pieces;
    taken += piece;
    return true;
  };
  const auto good = Fetch(fixture, request);
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(good.value().body, "");
  EXPECT_EQ(taken, body);
  EXPECT_GT(pieces, 1U);
  request.url = server.Url("/bad");
  EXPECT_EQ(Fetch(fixture, request).value().body, body) << "an error's body is gathered";
  EXPECT_EQ(taken, body);
}

TEST(HttpClientTest, HeaderGivenReplacesTheDefaultOfItsName) {
  std::string head;
  HttpTestServer server([&](const TestRequest& request) {
    head = request.head;
    return Answer("x");
  });
  ClientFixture fixture({.allow_private = {"127.0.0.1"}, .default_user_agent = "default/1"});
  ASSERT_EQ(Code(Fetch(fixture, Get(server.Url("/")))), "ok");
  EXPECT_THAT(head, AllOf(HasSubstr("User-Agent: default/1\r\n"), HasSubstr("Accept: */*\r\n"),
                          HasSubstr("gzip"), HasSubstr("br"), HasSubstr("zstd"), HasSubstr("deflate")));
  auto request = Get(server.Url("/"));
  request.headers = {
      {"user-agent", "given/2"}, {"Accept", "text/html"}, {"Accept-Encoding", "identity"}, {"X-Empty", ""}};
  ASSERT_EQ(Code(Fetch(fixture, request)), "ok");
  EXPECT_THAT(head, AllOf(HasSubstr("user-agent: given/2\r\n"), HasSubstr("Accept: text/html\r\n"),
                          HasSubstr("Accept-Encoding: identity\r\n"), HasSubstr("X-Empty:"),
                          Not(HasSubstr("default/1")), Not(HasSubstr("*/*")), Not(HasSubstr("gzip"))));
}

TEST(HttpClientTest, SendsNoHeaderThatHoldsALineBreak) {
  HttpTestServer server([](const TestRequest&) { return Answer("x"); });
  ClientFixture fixture;
  for (const HttpHeader& header : {HttpHeader{"A", "b\r\nC: d"}, {"A\n", "b"}, {"A: b", "c"}, {"", "b"}}) {
    auto request = Get(server.Url("/"));
    request.headers = {header};
    EXPECT_EQ(Code(Fetch(fixture, request)), "bad_url");
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(HttpClientTest, RedirectIsAnAnswer) {
  HttpTestServer server([](const TestRequest&) { return Answer("", "Location: /next\r\n", "302 Found"); });
  ClientFixture fixture;
  const auto response = Fetch(fixture, Get(server.Url("/")));
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response.value().status, 302);
  EXPECT_EQ(response.value().Header("location"), "/next");
}

TEST(HttpClientTest, InterimResponsesAndTrailersAreNotTheAnswer) {
  HttpTestServer server([](const TestRequest&) {
    return TestReply{
        "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
        "chunked\r\nTrailer: "
        "Location\r\n\r\n3\r\nabc\r\n0\r\nLocation: /evil\r\n\r\n"};
  });
  ClientFixture fixture;
  const auto response = Fetch(fixture, Get(server.Url("/")));
  ASSERT_TRUE(response.ok()) << response.error().text;
  EXPECT_EQ(response.value().status, 200);
  EXPECT_EQ(response.value().body, "abc");
  EXPECT_FALSE(response.value().Header("link"));
  EXPECT_FALSE(response.value().Header("location"));
}

TEST(HttpClientTest, BodyMayReachItsLimitButNotPassIt) {
  const std::string body(100'000, 'x');
  HttpTestServer server([&](const TestRequest& request) {
    if (request.target == "/length") return Answer(body);
    return TestReply{"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body, Then::kClose};
  });
  ClientFixture fixture;
  for (const char* path : {"/length", "/unknown"}) {
    auto request = Get(server.Url(path));
    request.max_body_bytes = body.size();
    EXPECT_EQ(Code(Fetch(fixture, request)), "ok") << path;
    request.max_body_bytes = body.size() - 1;
    const auto refused = Fetch(fixture, request);
    EXPECT_EQ(Code(refused), "too_large") << path;
  }
}

TEST(HttpClientTest, HeadersHaveALimit) {
  HttpTestServer server([&](const TestRequest& request) {
    if (request.target == "/line") return Answer("x", "A: " + std::string(300'000, 'a') + "\r\n");
    std::string headers;
    for (int i = 0; i < 3000; ++i) headers += "X-" + std::to_string(i) + ": " + std::string(90, 'a') + "\r\n";
    return Answer("x", headers);
  });
  ClientFixture fixture;
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/many")))), "too_large");
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/line")))), "too_large");
}

TEST(HttpClientTest, TimesOutInTotal) {
  HttpTestServer server([](const TestRequest& request) {
    if (request.target == "/silent") return TestReply{"", Then::kHang};
    return TestReply{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", Then::kHang};
  });
  ClientFixture fixture;
  for (const char* path : {"/silent", "/stalls"}) {
    auto request = Get(server.Url(path));
    request.total_timeout = 100ms;
    const auto start = Now();
    EXPECT_EQ(Code(Fetch(fixture, request)), "timeout") << path;
    EXPECT_GE(Now() - start, 100ms);
    EXPECT_LT(Now() - start, 2s);
  }
}

TEST(HttpClientTest, TimeoutDoesNotWaitForTheLookupOfAName) {
  ClientFixture fixture;
  auto request = Get("http://slow.test/");
  request.total_timeout = 50ms;
  const auto start = Now();
  EXPECT_EQ(Code(Fetch(fixture, request)), "timeout");
  EXPECT_LT(Now() - start, kSlowLookup / 2);
}

TEST(HttpClientTest, ConnectionThatEndsEarlyIsReset) {
  HttpTestServer server([](const TestRequest& request) {
    if (request.target == "/short")
      return TestReply{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", Then::kClose};
    if (request.target == "/chunks")
      return TestReply{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", Then::kClose};
    if (request.target == "/reset")
      return TestReply{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", Then::kReset};
    return TestReply{"", Then::kClose};
  });
  ClientFixture fixture;
  for (const char* path : {"/short", "/chunks", "/reset", "/nothing"}) {
    const auto result = Fetch(fixture, Get(server.Url(path)));
    EXPECT_EQ(Code(result), "reset") << path;
    EXPECT_EQ(result.error().kind, ErrorKind::kRetryLater) << path;
  }
}

TEST(HttpClientTest, WhatIsNotHttpIsNotAPage) {
  HttpTestServer server([](const TestRequest& request) {
    if (request.target == "/ssh") return TestReply{"SSH-2.0-OpenSSH_9.2\r\n", Then::kClose};
    return TestReply{"<html>HTTP/0.9</html>", Then::kClose};
  });
  ClientFixture fixture;
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/ssh")))), "not_http");
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/html")))), "not_http");
}

TEST(HttpClientTest, SaysWhichUrlWhatWasTriedAndWhatCameBackWithoutSecrets) {
  ClientFixture fixture;
  const auto result = Fetch(fixture, Get("http://user:pass@nowhere.test/path?token=secret#x"));
  ASSERT_EQ(Code(result), "dns");
  EXPECT_THAT(result.error().text,
              AllOf(HasSubstr("GET http://nowhere.test/path: "), HasSubstr("resolve"),
                    Not(HasSubstr("secret")), Not(HasSubstr("pass")), Not(HasSubstr("\n"))));
}

TEST(HttpClientTest, RefusedConnectionIsAConnectError) {
  std::string url;
  {
    HttpTestServer gone([](const TestRequest&) { return Answer("x"); });
    url = gone.Url("/");
  }
  ClientFixture fixture;
  EXPECT_EQ(Code(Fetch(fixture, Get(url))), "connect");
}

TEST(HttpClientTest, OtherThanTlsOnATlsPortIsATlsError) {
  HttpTestServer server([](const TestRequest&) { return Answer("x"); });
  ClientFixture fixture;
  auto request = Get("https" + server.Url("/").substr(4));
  request.total_timeout = 2s;
  // The server waits for the end of a head that never comes, or sees garbage; either way no TLS is spoken.
  EXPECT_THAT(Code(Fetch(fixture, request)), ::testing::AnyOf("tls", "timeout"));
}

TEST(HttpClientTest, TakesAbsoluteHttpUrlsOnly) {
  ClientFixture fixture;
  for (const char* url :
       {"", "/relative", "example.com", "ftp://example.com/", "file:///etc/passwd", "http://", "http://a b/",
        "http://[::1/", "http://127.0.0.1:99999/", "gopher://127.0.0.1/"}) {
    const auto result = Fetch(fixture, Get(url));
    EXPECT_EQ(Code(result), "bad_url") << url;
    EXPECT_EQ(result.error().kind, ErrorKind::kGiveUp) << url;
  }
}

TEST(HttpClientTest, CancellingTheCoroutineAbortsTheRequest) {
  HttpTestServer server([](const TestRequest&) { return TestReply{"", Then::kHang}; });
  ClientFixture fixture;
  std::optional<Result<HttpResponse>> result;
  asio::cancellation_signal signal;
  std::exception_ptr thrown;
  asio::co_spawn(
      fixture.io, FetchInto(*fixture.client, Get(server.Url("/")), result),
      asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr error) { thrown = error; }));
  fixture.io.run_for(100ms);
  ASSERT_EQ(server.connections(), 1);
  ASSERT_FALSE(result);
  signal.emit(asio::cancellation_type::terminal);
  fixture.io.run_for(5s);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->error().kind, ErrorKind::kCancelled);
  EXPECT_EQ(thrown, nullptr);
  while (server.closed() == 0) std::this_thread::yield();  // the connection ends with the request
}

asio::awaitable<void> FetchWhenCancelled(HttpClient& client, HttpRequest request,
                                         asio::cancellation_signal& signal,
                                         std::optional<Result<HttpResponse>>& result) {
  co_await asio::this_coro::throw_if_cancelled(false);
  signal.emit(asio::cancellation_type::terminal);
  co_await FetchInto(client, std::move(request), result);
}

TEST(HttpClientTest, RequestAfterACancellationDoesNotBegin) {
  HttpTestServer server([](const TestRequest&) { return Answer("x"); });
  ClientFixture fixture;
  std::optional<Result<HttpResponse>> result;
  asio::cancellation_signal signal;
  asio::co_spawn(fixture.io, FetchWhenCancelled(*fixture.client, Get(server.Url("/")), signal, result),
                 asio::bind_cancellation_slot(signal.slot(), asio::detached));
  fixture.io.run();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->error().kind, ErrorKind::kCancelled);
  EXPECT_EQ(server.connections(), 0);
}

TEST(HttpClientTest, CancelDuringTheLookupOfANameDoesNotBlock) {
  ClientFixture fixture;
  std::optional<Result<HttpResponse>> result;
  asio::cancellation_signal signal;
  asio::co_spawn(fixture.io, FetchInto(*fixture.client, Get("http://slow.test/"), result),
                 asio::bind_cancellation_slot(signal.slot(), asio::detached));
  const auto start = Now();
  fixture.io.run_for(50ms);
  signal.emit(asio::cancellation_type::terminal);
  fixture.io.run();
  EXPECT_TRUE(result);
  EXPECT_LT(Now() - start, kSlowLookup / 2);
}

TEST(HttpClientTest, DestroyingTheClientEndsAllRequests) {
  HttpTestServer server([](const TestRequest&) { return TestReply{"", Then::kHang}; });
  ClientFixture fixture;
  std::deque<std::optional<Result<HttpResponse>>> results(10);
  for (auto& result : results) {
    asio::co_spawn(fixture.io, FetchInto(*fixture.client, Get(server.Url("/")), result), asio::detached);
  }
  fixture.io.run_for(100ms);
  fixture.client.reset();
  fixture.io.run();
  for (const auto& result : results) {
    ASSERT_TRUE(result);
    EXPECT_EQ(result->error().kind, ErrorKind::kCancelled);
  }
}

TEST(HttpClientTest, ClientAndLoopMayGoWithRequestsUnderWay) {
  HttpTestServer server([](const TestRequest&) { return TestReply{"", Then::kHang}; });
  std::optional<Result<HttpResponse>> result;
  {
    ClientFixture fixture;
    asio::co_spawn(fixture.io, FetchInto(*fixture.client, Get(server.Url("/")), result), asio::detached);
    fixture.io.run_for(50ms);
  }
  EXPECT_FALSE(result);
}

TEST(HttpClientTest, TwoHundredAtOnceEachGetTheirOwnAnswer) {
  HttpTestServer server(
      [](const TestRequest& request) { return Answer(request.target + std::string(5000, '.')); });
  ClientFixture fixture;
  std::deque<std::optional<Result<HttpResponse>>> results(200);
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < results.size(); ++i) {
      auto request = Get(server.Url("/" + std::to_string(i) + "."));
      asio::co_spawn(fixture.io, FetchInto(*fixture.client, std::move(request), results[i]), asio::detached);
    }
    fixture.io.restart();
    fixture.io.run();
    for (std::size_t i = 0; i < results.size(); ++i) {
      ASSERT_TRUE(results[i] && results[i]->ok()) << i;
      EXPECT_THAT(results[i]->value().body, ::testing::StartsWith("/" + std::to_string(i) + "."));
      results[i].reset();
    }
  }
  EXPECT_LE(server.connections(), 200);
}

}  // namespace
}  // namespace pricecrew::testing
