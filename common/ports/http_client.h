#pragma once

#include <asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/domain/result.h"

namespace pricecrew {

using HttpHeader = std::pair<std::string, std::string>;

struct HttpRequest {
  std::string url;  ///< absolute, http or https
  std::vector<HttpHeader>
      headers;        ///< beside those that the client sets itself (Host, Accept, Accept-Encoding)
  std::string proxy;  ///< URL of a proxy; empty for none
  std::chrono::milliseconds total_timeout{30'000};     ///< from the start to the end of the body
  std::size_t max_body_bytes = std::size_t{16} << 20;  ///< after decompression
  std::uint64_t group = 0;                             ///< requests that Abort ends together
  std::optional<std::string> post;                     ///< body of a POST; absent: a GET
  /// Takes the body of an answer of status 200 piece by piece, in the place of HttpResponse::body; false ends
  /// the request (kGiveUp, code "too_large"). Empty: the body is gathered.
  std::function<bool(std::string_view piece)> take_body;
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers;    ///< as received, in order; names in lower case
  std::string body;                   ///< decompressed
  std::shared_ptr<void> memory = {};  ///< what the body has of the process's budget; shared, as responses are
                                      ///< copied: the last gives it back

  /// The first header of that name (in lower case), or absent.
  [[nodiscard]] std::optional<std::string_view> Header(std::string_view name) const;
};

/// Fetches one page at a time per call; many calls may be under way. Belongs to one event loop. Redirects are
/// answers, never followed. Cancelling the awaiting coroutine aborts the request.
///
/// Errors by code. Retry later: "dns", "connect", "tls", "timeout", "reset" (the connection ended early),
/// "proxy", "memory" (the process had no room for the body in time). Give up: "too_large" (body or headers),
/// "bad_encoding" (a body that its Content-Encoding cannot be), "bad_url" (also a proxy or a header that
/// cannot be used), "private_address" (not granted by the process's settings; checked against the address
/// connected to), "not_http" (the answer is something else). Cancelled: "cancelled".
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual asio::awaitable<Result<HttpResponse>> Fetch(HttpRequest request) = 0;
  /// Aborts every request under way, and refuses others: each Fetch answers with an error of kind kCancelled.
  virtual void Close() = 0;
  /// Aborts the requests of a group that are under way: each Fetch answers with kCancelled.
  virtual void Abort(std::uint64_t group) = 0;
};

}  // namespace pricecrew
