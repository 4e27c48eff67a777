#pragma once

#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <optional>
#include <string>
#include <utility>

#include "common/io/curl_http_client.h"

namespace pricecrew::testing {

/// A client on an event loop of its own that may reach the test server.
struct ClientFixture {
  explicit ClientFixture(CurlHttpClientOptions options = {.allow_private = {"127.0.0.1"}})
      : client(std::in_place, io, std::move(options)) {}

  asio::io_context io{1};
  std::optional<CurlHttpClient> client;
};

inline asio::awaitable<void> FetchInto(HttpClient& client, HttpRequest request,
                                       std::optional<Result<HttpResponse>>& result) {
  result.emplace(co_await client.Fetch(std::move(request)));
}

/// Runs the fixture's loop until the request has ended, and nothing else is left to do.
inline Result<HttpResponse> Fetch(ClientFixture& fixture, HttpRequest request) {
  std::optional<Result<HttpResponse>> result;
  asio::co_spawn(fixture.io, FetchInto(*fixture.client, std::move(request), result), asio::detached);
  fixture.io.restart();
  fixture.io.run();
  return *std::move(result);
}

inline HttpRequest Get(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  return request;
}

/// The error's code, or "ok".
inline std::string Code(const Result<HttpResponse>& result) {
  return result.ok() ? "ok" : result.error().code;
}

}  // namespace pricecrew::testing
