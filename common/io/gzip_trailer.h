#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "common/ports/http_client.h"

namespace pricecrew {

/// Tells a whole gzip stream from one that stops short, by the length that stands in its last four bytes
/// (https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1).
class GzipTrailer {
 public:
  /// Whether the body of this response, as received, is one gzip stream and nothing else: a chunked body is
  /// not, and says itself where it ends.
  static bool Applies(const HttpResponse& response);

  void Add(std::string_view compressed);

  /// True also where nothing was added, or no gzip stream.
  [[nodiscard]] bool Complete(std::size_t uncompressed_bytes) const;

 private:
  std::size_t bytes_ = 0;
  std::array<unsigned char, 2> first_{};
  std::array<unsigned char, 4> last_{};
};

}  // namespace pricecrew
