#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <utility>

#include "common/ports/http_client.h"

namespace pricecrew {

struct ResponseLimits {
  std::size_t max_body_bytes;
  std::size_t max_header_bytes;
  std::function<bool(std::string_view)> take_body = {};  ///< see HttpRequest
};

/// Puts a response together from what libcurl hands over, piece by piece; keeps the final response only,
/// without interim ones and trailers. The body never holds more than its limit.
class CurlResponseReader {
 public:
  enum class Verdict { kGoOn, kTooLarge };

  explicit CurlResponseReader(ResponseLimits limits) : limits_(std::move(limits)) {}

  /// One line of a header block, its line end included: a status line, a field, or the empty one at the end.
  Verdict HeaderLine(std::string_view line);
  /// A piece of the decompressed body.
  Verdict Body(std::string_view piece);

  /// True once the final response's header block has ended.
  [[nodiscard]] bool headers_ended() const { return headers_ended_; }
  [[nodiscard]] const HttpResponse& response() const { return response_; }
  /// Of the decompressed body so far, whoever has it.
  [[nodiscard]] std::size_t body_bytes() const { return body_bytes_; }
  HttpResponse Take() { return std::move(response_); }

  /// Memory that the body takes at most on its way to `bytes` (or its limit): what it has now, and what it is
  /// copied to.
  [[nodiscard]] std::size_t RoomFor(std::size_t bytes) const;

 private:
  void StatusLine(std::string_view line);
  void Field(std::string_view line);
  void ReserveBody();
  [[nodiscard]] std::size_t GrownTo(std::size_t bytes) const;
  void GrowBody(std::size_t bytes);

  ResponseLimits limits_;
  std::size_t header_bytes_ = 0;
  std::size_t body_bytes_ = 0;
  bool headers_ended_ = false;
  HttpResponse response_;
};

}  // namespace pricecrew
