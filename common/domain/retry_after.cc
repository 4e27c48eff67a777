#include "common/domain/retry_after.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "common/domain/ascii.h"
#include "common/domain/http_date.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kMost{std::int64_t{1} << 31};

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// `digits` holds nothing else.
seconds ReadSeconds(std::string_view digits) {
  std::int64_t count = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return parsed.ec == std::errc{} ? std::min(seconds(count), kMost) : kMost;
}

}  // namespace

std::optional<milliseconds> ParseRetryAfter(std::string_view value,
                                            std::chrono::system_clock::time_point now) {
  value = Trim(value);
  if (!value.empty() && std::all_of(value.begin(), value.end(), IsAsciiDigit)) return ReadSeconds(value);
  const std::optional<std::chrono::sys_seconds> date = ParseHttpDate(value, now);
  if (!date) return std::nullopt;
  const milliseconds wait = *date - std::chrono::floor<milliseconds>(now);
  return std::clamp(wait, milliseconds(0), milliseconds(kMost));
}

}  // namespace pricecrew
