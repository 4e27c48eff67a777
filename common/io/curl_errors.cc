#include "common/io/curl_errors.h"

#include <algorithm>
#include <utility>

namespace pricecrew {

std::string_view CurlErrorWord(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "dns";
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
      return "connect";
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return "proxy";
    case CURLE_OPERATION_TIMEDOUT:
      return "timeout";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_USE_SSL_FAILED:
      return "tls";
    case CURLE_OUT_OF_MEMORY:  // what libcurl 7.88 says of a header line above 100 KiB
    case CURLE_FILESIZE_EXCEEDED:
      return "too_large";
    case CURLE_BAD_CONTENT_ENCODING:
      return "bad_encoding";
    case CURLE_URL_MALFORMAT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
      return "bad_url";
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9: the URL's own scheme was checked before
    case CURLE_WEIRD_SERVER_REPLY:
      return "not_http";
    default:
      return "reset";
  }
}

Error FetchError(std::string_view word, std::string text) {
  constexpr std::string_view kForGood[] = {"too_large", "bad_encoding", "bad_url", "private_address",
                                           "not_http"};
  const bool for_good = std::find(std::begin(kForGood), std::end(kForGood), word) != std::end(kForGood);
  std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return Error{for_good ? ErrorKind::kGiveUp : ErrorKind::kRetryLater, std::move(text), std::string(word)};
}

std::string PrintableUrl(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return std::string(url.substr(url.rfind('@') + 1));
  const auto authority = scheme_end + 3;
  const auto path = std::min(url.find('/', authority), url.size());
  const auto at = url.substr(authority, path - authority).rfind('@');
  const auto host = at == std::string_view::npos ? authority : authority + at + 1;
  return std::string(url.substr(0, authority)).append(url.substr(host));
}

}  // namespace pricecrew
