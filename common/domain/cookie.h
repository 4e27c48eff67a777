#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/result.h"
#include "common/domain/url.h"

namespace pricecrew {

/// One line of a Netscape cookie file.
struct Cookie {
  std::string domain;  ///< lower case, without a leading dot
  bool host_only = false;
  std::string path = "/";
  bool secure = false;
  std::int64_t expires = 0;  ///< Unix seconds; 0 for a session cookie
  std::string name;
  std::string value;

  friend bool operator==(const Cookie&, const Cookie&) = default;
};

/// Reads a Netscape cookie file (https://curl.se/docs/http-cookies.html). An error names the line, never its
/// value.
Result<std::vector<Cookie>> ParseCookieFile(std::string_view text);

/// The value of the Cookie header for a request to `url` at `now` (Unix seconds); empty for none. RFC
/// 6265 5.4.
std::string CookieHeader(const std::vector<Cookie>& cookies, const Url& url, std::int64_t now);

}  // namespace pricecrew
