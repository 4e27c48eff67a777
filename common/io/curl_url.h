#pragma once

#include <optional>
#include <string>

namespace pricecrew {

/// Where libcurl will go with a URL: read by its own parser, so that a check of the host sees what it sees
/// ("0x7f.1" is 127.0.0.1).
struct CurlTarget {
  std::string scheme;
  std::string host;  ///< IPv6 in brackets
  std::string url;   ///< for CURLOPT_PROXY; empty for a page's URL, which is used as it is
};

/// Absent where libcurl cannot read the URL, or where it is not absolute.
std::optional<CurlTarget> ParseCurlTarget(const std::string& url);

/// Absent for other schemes than http, https and socks5 (socks5h). The proxy resolves names with either of
/// the latter: an address resolved here would go past the check of addresses.
std::optional<CurlTarget> ParseCurlProxy(const std::string& url);

}  // namespace pricecrew
