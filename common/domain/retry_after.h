#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace pricecrew {

/// How long from `now` a Retry-After header asks to wait, in either form: seconds, or an HTTP-date. 0 for a
/// date in the past; what is longer than 2^31 seconds counts as that (as RFC 9111 1.2.2 has it); absent for
/// what is neither. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
std::optional<std::chrono::milliseconds> ParseRetryAfter(std::string_view value,
                                                         std::chrono::system_clock::time_point now);

}  // namespace pricecrew
