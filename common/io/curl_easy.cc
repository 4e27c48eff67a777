#include "common/io/curl_easy.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "common/io/curl_http_client.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxIdleHandles = 256;

template <typename Value>
void Set(const CurlEasy& easy, CURLoption option, Value value) {
  const CURLcode code = curl_easy_setopt(easy.get(), option, value);
  if (code != CURLE_OK) throw std::runtime_error(std::string("libcurl option: ") + curl_easy_strerror(code));
}

void SetTransport(const CurlEasy& easy, const CurlHttpClientOptions& options) {
  Set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  Set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  Set(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  Set(easy, CURLOPT_TCP_NODELAY, 1L);
  Set(easy, CURLOPT_BUFFERSIZE, static_cast<long>(kReceiveBufferBytes));
  Set(easy, CURLOPT_NOSIGNAL, 1L);
  // Otherwise the end of a request whose name is being looked up would wait for getaddrinfo, and all others
  // with it.
  Set(easy, CURLOPT_QUICK_EXIT, 1L);
  if (options.ca_file.empty()) return;
  Set(easy, CURLOPT_CAINFO, options.ca_file.c_str());
  Set(easy, CURLOPT_PROXY_CAINFO, options.ca_file.c_str());
}

void SetHttp(const CurlEasy& easy, const CurlHttpClientOptions& options) {
  Set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  Set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  Set(easy, CURLOPT_PATH_AS_IS, 1L);
  Set(easy, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl was built with
  Set(easy, CURLOPT_USERAGENT, options.default_user_agent.c_str());
  Set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  Set(easy, CURLOPT_NOPROXY, "");  // an empty list, rather than the environment's
  Set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  Set(easy, CURLOPT_HEADEROPT,
      static_cast<long>(CURLHEADER_SEPARATE));  // a shop's cookies are not the proxy's
}

void InitializeLibcurl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(code));
}

}  // namespace

CurlEasy NewCurlEasy(const CurlHttpClientOptions& options) {
  InitializeLibcurl();
  CurlEasy easy(curl_easy_init());
  if (!easy) throw std::runtime_error("libcurl: no handle");
  SetTransport(easy, options);
  SetHttp(easy, options);
  return easy;
}

CurlEasy CurlEasyPool::Take() {
  if (idle_.empty()) return NewCurlEasy(options_);
  CurlEasy easy = std::move(idle_.back());
  idle_.pop_back();
  return easy;
}

void CurlEasyPool::GiveBack(CurlEasy easy) {
  if (idle_.size() < kMaxIdleHandles) idle_.push_back(std::move(easy));
}

}  // namespace pricecrew
