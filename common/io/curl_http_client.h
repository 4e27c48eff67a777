#pragma once

#include <asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "common/ports/http_client.h"

namespace pricecrew {

class ByteBudget;
class CurlMultiLoop;

struct CurlHttpClientOptions {
  /// Hosts that may be reached at private addresses, as URLs name them (name or address); ".example" grants
  /// example and all below it. Grants the URL's host; with a proxy, the address is the proxy's, and so is the
  /// grant.
  std::vector<std::string> allow_private = {};
  std::string default_user_agent = "pricecrew";           ///< where the request has none
  std::string ca_file = {};                               ///< PEM bundle to trust; empty for the system's
  std::chrono::milliseconds connect_timeout{10'000};      ///< name, TCP, proxy and TLS together
  std::size_t max_header_bytes = std::size_t{256} << 10;  ///< of one response, interim ones included
  std::size_t max_idle_connections = 256;                 ///< kept open for reuse
  std::shared_ptr<ByteBudget> memory = {};                ///< of all clients of the process; none: no limit
};

/// HttpClient over libcurl: HTTP/1.1, HTTP/2 where TLS negotiates it, connections reused, gzip, deflate, br
/// and zstd undone; proxies http, https and socks5 (which resolves the names). Reads no environment, .netrc
/// or cookie. A request starts, and its body arrives, as far as there is memory for it; what it waits counts
/// towards its time.
///
/// Belongs to the thread that runs the io_context, which must outlive it. Destroying it ends the requests
/// under way with kCancelled. It keeps the io_context running only while a request is under way.
class CurlHttpClient final : public HttpClient {
 public:
  explicit CurlHttpClient(asio::io_context& io, CurlHttpClientOptions options = {});
  ~CurlHttpClient() override;
  CurlHttpClient(const CurlHttpClient&) = delete;
  CurlHttpClient& operator=(const CurlHttpClient&) = delete;
  CurlHttpClient(CurlHttpClient&&) = delete;
  CurlHttpClient& operator=(CurlHttpClient&&) = delete;

  asio::awaitable<Result<HttpResponse>> Fetch(HttpRequest request) override;
  void Close() override;
  void Abort(std::uint64_t group) override;

 private:
  bool closed_ = false;
  std::shared_ptr<CurlMultiLoop> loop_;  // shared with what the event loop has queued, which sees it gone
};

}  // namespace pricecrew
