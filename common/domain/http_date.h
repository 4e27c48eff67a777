#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace pricecrew {

/// An HTTP-date in any of its three forms: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
/// "Sun Nov  6 08:49:37 1994". `now` tells the century of two digits: a year more than 50 after it is taken
/// for one before. The day of the week need not fit. Absent for anything else.
/// https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
std::optional<std::chrono::sys_seconds> ParseHttpDate(std::string_view text,
                                                      std::chrono::system_clock::time_point now);

}  // namespace pricecrew
