#include "common/domain/http_date.h"

#include <algorithm>
#include <array>

#include "common/domain/ascii.h"

namespace pricecrew {
namespace {

namespace chrono = std::chrono;
using Names = std::array<std::string_view, 12>;

constexpr Names kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr Names kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr Names kLongDays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr int kMaxLeapSecond = 60;

struct Stamp {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// Reads a text from its beginning. What does not fit ends the reading: all further answers are 0.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  Scanner& Text(std::string_view wanted) {
    if (!EqualsIgnoringCase(rest_.substr(0, wanted.size()), wanted)) return Fail();
    rest_.remove_prefix(wanted.size());
    return *this;
  }
  int Digits(std::size_t count) {
    const std::string_view digits = rest_.substr(0, count);
    if (digits.size() < count || !std::all_of(digits.begin(), digits.end(), IsAsciiDigit)) {
      Fail();
      return 0;
    }
    rest_.remove_prefix(count);
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
  }
  /// 1 for the first name.
  int NameOf(const Names& names) {
    for (std::size_t i = 0; i < names.size() && !names.at(i).empty(); ++i) {
      if (!EqualsIgnoringCase(rest_.substr(0, names.at(i).size()), names.at(i))) continue;
      rest_.remove_prefix(names.at(i).size());
      return static_cast<int>(i) + 1;
    }
    Fail();
    return 0;
  }
  [[nodiscard]] bool StartsWith(char c) const { return rest_.starts_with(c); }
  [[nodiscard]] bool IsAtEnd() const { return !has_failed_ && rest_.empty(); }

 private:
  Scanner& Fail() {
    has_failed_ = true;
    rest_ = {};
    return *this;
  }
  std::string_view rest_;
  bool has_failed_ = false;
};

void ReadTime(Scanner& scanner, Stamp& stamp) {
  stamp.hour = scanner.Digits(2);
  stamp.minute = scanner.Text(":").Digits(2);
  stamp.second = scanner.Text(":").Digits(2);
}

std::optional<Stamp> ReadImfFixdate(std::string_view text) {
  Scanner scanner(text);
  Stamp stamp;
  scanner.NameOf(kDays);
  stamp.day = scanner.Text(", ").Digits(2);
  stamp.month = scanner.Text(" ").NameOf(kMonths);
  stamp.year = scanner.Text(" ").Digits(4);
  ReadTime(scanner.Text(" "), stamp);
  if (!scanner.Text(" GMT").IsAtEnd()) return std::nullopt;
  return stamp;
}

/// The latest year with these two digits that is at most 50 years ahead.
int YearOfTwoDigits(int digits, chrono::system_clock::time_point now) {
  const chrono::year_month_day today{chrono::floor<chrono::days>(now)};
  const int latest = static_cast<int>(today.year()) + 50;
  return latest - (latest - digits) % 100;
}

std::optional<Stamp> ReadRfc850(std::string_view text, chrono::system_clock::time_point now) {
  Scanner scanner(text);
  Stamp stamp;
  scanner.NameOf(kLongDays);
  stamp.day = scanner.Text(", ").Digits(2);
  stamp.month = scanner.Text("-").NameOf(kMonths);
  stamp.year = YearOfTwoDigits(scanner.Text("-").Digits(2), now);
  ReadTime(scanner.Text(" "), stamp);
  if (!scanner.Text(" GMT").IsAtEnd()) return std::nullopt;
  return stamp;
}

std::optional<Stamp> ReadAsctime(std::string_view text) {
  Scanner scanner(text);
  Stamp stamp;
  scanner.NameOf(kDays);
  stamp.month = scanner.Text(" ").NameOf(kMonths);
  scanner.Text(" ");
  stamp.day = scanner.StartsWith(' ') ? scanner.Text(" ").Digits(1) : scanner.Digits(2);
  ReadTime(scanner.Text(" "), stamp);
  stamp.year = scanner.Text(" ").Digits(4);
  if (!scanner.IsAtEnd()) return std::nullopt;
  return stamp;
}

std::optional<chrono::sys_seconds> TimeOf(const Stamp& stamp) {
  const chrono::year_month_day date{chrono::year(stamp.year),
                                    chrono::month(static_cast<unsigned>(stamp.month)),
                                    chrono::day(static_cast<unsigned>(stamp.day))};
  if (!date.ok() || stamp.hour > 23 || stamp.minute > 59 || stamp.second > kMaxLeapSecond)
    return std::nullopt;
  return chrono::sys_days(date) + chrono::hours(stamp.hour) + chrono::minutes(stamp.minute) +
         chrono::seconds(stamp.second);
}

}  // namespace

std::optional<chrono::sys_seconds> ParseHttpDate(std::string_view text,
                                                 chrono::system_clock::time_point now) {
  std::optional<Stamp> stamp = ReadImfFixdate(text);
  if (!stamp) stamp = ReadRfc850(text, now);
  if (!stamp) stamp = ReadAsctime(text);
  return stamp ? TimeOf(*stamp) : std::nullopt;
}

}  // namespace pricecrew
