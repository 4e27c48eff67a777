#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace pricecrew {

struct CurlHttpClientOptions;

struct CurlEasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using CurlEasy = std::unique_ptr<CURL, CurlEasyDeleter>;

/// What libcurl reads from a socket at a time. A paused transfer keeps as much, and that decompressed.
inline constexpr std::size_t kReceiveBufferBytes = std::size_t{16} << 10;

/// A handle with everything set that is the same for all requests. Throws std::runtime_error where libcurl
/// cannot.
CurlEasy NewCurlEasy(const CurlHttpClientOptions& options);

/// Handles for reuse: a handle's options cost more to set than a small page to fetch.
class CurlEasyPool {
 public:
  /// The options must outlive the pool.
  explicit CurlEasyPool(const CurlHttpClientOptions& options) : options_(options) {}
  CurlEasy Take();
  void GiveBack(CurlEasy easy);

 private:
  const CurlHttpClientOptions& options_;
  std::vector<CurlEasy> idle_;
};

}  // namespace pricecrew
