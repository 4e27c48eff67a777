#include "common/domain/retry_after.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

namespace chrono = std::chrono;
using chrono::hours;
using chrono::milliseconds;
using chrono::seconds;

constexpr chrono::sys_days kToday{chrono::year(2026) / 11 / 26};
constexpr seconds kMost{std::int64_t{1} << 31};

std::optional<milliseconds> Parse(std::string_view value) { return ParseRetryAfter(value, kToday); }

// RFC 9110 10.2.3: delay-seconds is digits.
TEST(ParseRetryAfter, ReadsSeconds) {
  EXPECT_EQ(Parse("120"), seconds(120));
  EXPECT_EQ(Parse("0"), seconds(0));
  EXPECT_EQ(Parse("007"), seconds(7));
  EXPECT_EQ(Parse(" \t5 "), seconds(5));
}

// RFC 9110 10.2.3: or an HTTP-date, 5.6.7, of any form.
TEST(ParseRetryAfter, ReadsADate) {
  for (const char* value :
       {"Thu, 26 Nov 2026 01:00:00 GMT", "Thursday, 26-Nov-26 01:00:00 GMT", "Thu Nov 26 01:00:00 2026"})
    EXPECT_EQ(Parse(value), hours(1)) << value;
  EXPECT_EQ(ParseRetryAfter("Thu, 26 Nov 2026 00:00:02 GMT", kToday + milliseconds(500)),
            milliseconds(1'500));
}

// RFC 9110 10.2.3: what is over is over.
TEST(ParseRetryAfter, IsZeroForADateInThePast) {
  EXPECT_EQ(Parse("Wed, 25 Nov 2026 23:59:59 GMT"), seconds(0));
  EXPECT_EQ(Parse("Sun, 06 Nov 1994 08:49:37 GMT"), seconds(0));
  EXPECT_EQ(Parse("Sat, 01 Jan 0000 00:00:00 GMT"), seconds(0));
}

// RFC 9111 1.2.2: too large a number counts as 2^31.
TEST(ParseRetryAfter, DoesNotOverflow) {
  EXPECT_EQ(Parse("2147483647"), kMost - seconds(1));
  for (const std::string& value :
       {std::string("2147483649"), std::string("9223372036854775807"), std::string("9223372036854775808"),
        std::string(10'000, '9'), std::string("Fri, 31 Dec 9999 23:59:59 GMT")})
    EXPECT_EQ(Parse(value), kMost) << value;
  EXPECT_GT(chrono::system_clock::time_point(kToday) + *Parse("99999999999"), kToday)
      << "can be added to now";
}

// RFC 9110 10.2.3
TEST(ParseRetryAfter, IsAbsentForGarbage) {
  for (const char* value : {"", " ", "-1", "+1", "1.5", "1s", "1, 2", "0x10", "soon", "1e3", "2026-11-26",
                            "Thu, 26 Nov 2026 01:00:00 CET", "Thu, 31 Nov 2026 01:00:00 GMT"})
    EXPECT_EQ(Parse(value), std::nullopt) << value;
}

}  // namespace
}  // namespace pricecrew
