#include "producer/page_number.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 24> kPageWords = {
    "page",  "p",      "pg",     "pageno", "pagenum",     "pagenumber", "paged", "pagen",
    "pn",    "seite",  "pagina", "strona", "sivu",        "side",       "sida",  "stranka",
    "start", "offset", "from",   "begin",  "currentpage", "pageindex",  "index", "list"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t EndOfDigits(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size());
}

long ValueOf(std::string_view digits) {
  long value = 0;
  // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): from_chars gets the end as well
  std::from_chars(digits.data(), digits.data() + std::min<std::size_t>(digits.size(), 9), value);
  return value;
}

// The letters before the digits, over a "=", "/", "-" or "_": "page" for "page/3". "PAGEN_1=5" counts as
// "PAGEN".
std::string WordBefore(std::string_view url, std::size_t digits) {
  auto end = digits;
  if (end > 0 && url[end - 1] == '=') {
    --end;
    while (end > 0 && (IsDigit(url[end - 1]) || url[end - 1] == '_')) --end;
  } else {
    while (end > 0 && (url[end - 1] == '/' || url[end - 1] == '-' || url[end - 1] == '_')) --end;
  }
  auto begin = end;
  while (begin > 0 && WordsOf(url.substr(begin - 1, 1)).size() == 1) --begin;
  return LowerCase(url.substr(begin, end - begin));
}

}  // namespace

std::optional<long> PageNumberIn(std::string_view url) {
  std::optional<long> found;
  for (std::size_t at = 0; at < url.size();) {
    if (!IsDigit(url[at])) {
      ++at;
      continue;
    }
    const auto end = EndOfDigits(url, at);
    const bool whole =
        end == url.size() || std::string_view("/&.?;#").find(url[end]) != std::string_view::npos;
    if (whole && end - at <= 6 && HoldsWord(kPageWords, WordBefore(url, at)))
      found = ValueOf(url.substr(at, end - at));
    at = end;
  }
  return found;
}

std::optional<long> StepBetween(std::string_view from, std::string_view to) {
  std::optional<long> step;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < from.size() && j < to.size()) {
    if (IsDigit(from[i]) && IsDigit(to[j])) {
      const auto a = from.substr(i, EndOfDigits(from, i) - i);
      const auto b = to.substr(j, EndOfDigits(to, j) - j);
      if (a != b && (step || a.size() > 6 || b.size() > 6)) return std::nullopt;
      if (a != b) step = ValueOf(b) - ValueOf(a);
      i += a.size();
      j += b.size();
    } else if (from[i++] != to[j++]) {
      return std::nullopt;
    }
  }
  return i == from.size() && j == to.size() ? step : std::nullopt;
}

}  // namespace pricecrew
