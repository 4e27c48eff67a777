#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pricecrew::shop {

/// The head of an HTTP/1.x request (RFC 9112), as far as the shop looks at it.
struct Request {
  std::string method;
  std::string target;  ///< path and query; of an absolute-form target too
  std::string host;    ///< as sent, with a port if it has one; empty where there is none
  std::string user_agent;
  bool http_1_1 = true;
  bool keep_alive = true;  ///< the client means to send another request on this connection
  bool accepts_gzip = false;
  bool has_body = false;
};

enum class ParseState { kIncomplete, kBad, kDone };

struct ParsedRequest {
  ParseState state = ParseState::kIncomplete;
  Request request;
  std::size_t bytes = 0;  ///< of the text that the head took, when done
};

inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;

/// Reads one request head from the start of `text`. A head longer than kMaxHeadBytes is bad.
ParsedRequest ParseRequest(std::string_view text);

}  // namespace pricecrew::shop
