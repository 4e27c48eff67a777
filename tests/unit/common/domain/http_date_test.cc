#include "common/domain/http_date.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

namespace chrono = std::chrono;

constexpr chrono::sys_days kToday{chrono::year(2026) / 11 / 26};

std::optional<chrono::sys_seconds> Parse(std::string_view text) { return ParseHttpDate(text, kToday); }

// RFC 9110 5.6.7: the preferred form, and the two that recipients accept as well.
TEST(ParseHttpDate, ReadsAllThreeForms) {
  const auto wanted = chrono::sys_days(chrono::year(1994) / 11 / 6) + chrono::hours(8) + chrono::minutes(49) +
                      chrono::seconds(37);
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", "sun, 06 nov 1994 08:49:37 gmt"})
    EXPECT_EQ(Parse(text), wanted) << text;
  EXPECT_EQ(Parse("Thu Nov 26 00:00:01 2026"), kToday + chrono::seconds(1));
}

// RFC 9110 5.6.7: two digits that seem more than 50 years ahead are of the past.
TEST(ParseHttpDate, TakesTwoDigitsForAYearWithinFiftyYears) {
  const auto year_of = [](const char* text) {
    return static_cast<int>(chrono::year_month_day(chrono::floor<chrono::days>(*Parse(text))).year());
  };
  EXPECT_EQ(year_of("Sunday, 01-Nov-26 08:49:37 GMT"), 2026);
  EXPECT_EQ(year_of("Sunday, 01-Nov-76 08:49:37 GMT"), 2076);
  EXPECT_EQ(year_of("Sunday, 01-Nov-77 08:49:37 GMT"), 1977);
  EXPECT_EQ(year_of("Sunday, 01-Nov-00 08:49:37 GMT"), 2000);
}

// RFC 9110 5.6.7
TEST(ParseHttpDate, KnowsTheCalendar) {
  EXPECT_TRUE(Parse("Thu, 29 Feb 2024 00:00:00 GMT"));
  EXPECT_EQ(Parse("Sat, 31 Dec 2016 23:59:60 GMT"), Parse("Sun, 01 Jan 2017 00:00:00 GMT"))
      << "a leap second";
  EXPECT_EQ(Parse("Fri, 31 Dec 9999 23:59:59 GMT"),
            chrono::sys_days(chrono::year(10000) / 1 / 1) - chrono::seconds(1));
  for (const char* text :
       {"Thu, 29 Feb 2023 00:00:00 GMT", "Thu, 31 Nov 2026 00:00:00 GMT", "Thu, 00 Nov 2026 00:00:00 GMT",
        "Thu, 26 Nov 2026 24:00:00 GMT", "Thu, 26 Nov 2026 00:60:00 GMT", "Thu, 26 Nov 2026 00:00:61 GMT"})
    EXPECT_EQ(Parse(text), std::nullopt) << text;
}

// RFC 9110 5.6.7
TEST(ParseHttpDate, RefusesEverythingElse) {
  for (const char* text :
       {"", "GMT", "Thu", "2026-11-26T00:00:00Z", "Thu, 26 Nov 2026 00:00:00",
        "Thu, 26 Nov 2026 00:00:00 CET", "Thu, 26 Nov 2026 00:00:00 GMT+1", "Thu, 26 Nov 26 00:00:00 GMT",
        "Thu, 6 Nov 2026 00:00:00 GMT", "Thu, 26 Nov 2026 0:00:00 GMT", "Tho, 26 Nov 2026 00:00:00 GMT",
        "Thu, 26 Nox 2026 00:00:00 GMT", "Thu,26 Nov 2026 00:00:00 GMT", "Thu, 26 Nov -026 00:00:00 GMT",
        "Thursday, 26 Nov 2026 00:00:00 GMT", "Thu, 26-Nov-26 00:00:00 GMT", "Thu Nov 26 00:00:00 2026 GMT",
        "Thu Nov  26 00:00:00 2026", "26 Nov 2026 00:00:00 GMT"})
    EXPECT_EQ(Parse(text), std::nullopt) << text;
}

}  // namespace
}  // namespace pricecrew
