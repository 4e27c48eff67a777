#include "producer/page_number.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr auto kPageWords = std::to_array<std::string_view>(
    {"page",       "p",           "pg",       "pageno",     "pagenum", "pagenumber", "paged",
     "pagen",      "pn",          "seite",    "pagina",     "strona",  "sivu",       "side",
     "sida",       "stranka",     "start",    "offset",     "from",    "begin",      "currentpage",
     "pageindex",  "index",       "list",     "pageid",     "pagenr",  "pageindx",   "sayfa",
     "oldal",      "strana",      "stranica", "lapa",       "trang",   "halaman",    "skip",
     "startindex", "firstresult", "startrow", "beginindex", "pge",     "curpage",    "productpage"});

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
std::size_t EndOfWord(std::string_view url, std::size_t digits) {
  auto end = digits;
  if (end > 0 && url[end - 1] == '=') {
    --end;
    while (end > 0 && (IsDigit(url[end - 1]) || url[end - 1] == '_')) --end;
  } else {
    while (end > 0 && (url[end - 1] == '/' || url[end - 1] == '-' || url[end - 1] == '_')) --end;
  }
  return end;
}

std::size_t BeginOfWord(std::string_view url, std::size_t end) {
  while (end > 0 && WordsOf(url.substr(end - 1, 1)).size() == 1) --end;
  return end;
}

// A page number in a URL: url[begin, end) is its word and its digits.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  long value = 0;
};

// "/p/123456" is a product's page; "/p3" and "?p=3" are third pages.
bool IsProductPart(std::string_view url, std::string_view word, std::size_t digits) {
  return word == "p" && url[digits - 1] == '/';
}

std::optional<Found> LastPageNumber(std::string_view url) {
  constexpr std::size_t kMaxDigits = 6;
  std::optional<Found> found;
  for (std::size_t at = 0; at < url.size();) {
    if (!IsDigit(url[at])) {
      ++at;
      continue;
    }
    const auto end = EndOfDigits(url, at);
    const bool whole =
        end == url.size() || std::string_view("/&.?;#").find(url[end]) != std::string_view::npos;
    const auto word_end = EndOfWord(url, at);
    const auto word_begin = BeginOfWord(url, word_end);
    const auto word = LowerCase(url.substr(word_begin, word_end - word_begin));
    if (whole && end - at <= kMaxDigits && HoldsWord(kPageWords, word) && !IsProductPart(url, word, at))
      found = Found{word_begin, end, ValueOf(url.substr(at, end - at))};
    at = end;
  }
  return found;
}

}  // namespace

std::optional<long> PageNumberIn(std::string_view url) {
  const auto found = LastPageNumber(url);
  return found ? std::optional(found->value) : std::nullopt;
}

std::string WithoutPageNumber(std::string_view url) {
  const auto found = LastPageNumber(url);
  if (!found) return std::string(url);
  std::string_view head = url.substr(0, found->begin);
  std::string_view tail = url.substr(found->end);
  const bool parameter = head.find('?') != std::string_view::npos;
  // With the separator on one side: "?a=1&page=2" is "?a=1", "/lamps/page/2/" is "/lamps/".
  if (parameter && tail.starts_with('&')) {
    tail.remove_prefix(1);
  } else if (!head.empty() && std::string_view("?&/-_;").find(head.back()) != std::string_view::npos &&
             !(head.back() == '/' && (tail.empty() || tail.front() != '/'))) {
    head.remove_suffix(1);
  }
  return std::string(head).append(tail);
}

std::string WithPageNumber(std::string_view url, long number) {
  const auto found = LastPageNumber(url);
  if (!found) return std::string(url);
  auto digits = found->end;
  while (digits > found->begin && IsDigit(url[digits - 1])) --digits;
  return std::string(url.substr(0, digits)).append(std::to_string(number)).append(url.substr(found->end));
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
