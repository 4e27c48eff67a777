#pragma once

#include <chrono>
#include <string>

namespace pricecrew::shop {

/// "Sun, 06 Nov 1994 08:49:37 GMT", as RFC 9110 5.6.7 wants it; what is less than a second is cut off.
std::string HttpDate(std::chrono::system_clock::time_point time);

}  // namespace pricecrew::shop
