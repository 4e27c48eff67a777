#include "worker/currency_mention.h"

#include <algorithm>
#include <map>

#include "common/domain/currency.h"
#include "common/html/ascii.h"
#include "common/html/scan.h"

namespace pricecrew {
namespace {

constexpr std::size_t kReach = 40;  // bytes behind the word

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// The first word of three capitals that is a currency, as long as it is a value: "currencyCode":"CLP".
std::optional<std::string> CodeIn(std::string_view text) {
  for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
    if (!IsUpper(text[i]) || !IsUpper(text[i + 1]) || !IsUpper(text[i + 2])) continue;
    const bool begins = i > 0 && !IsAsciiAlpha(text[i - 1]);
    const bool ends = i + 3 == text.size() || !IsAsciiAlpha(text[i + 3]);
    if (begins && ends)
      if (auto code = ParseCurrencyCode(text.substr(i, 3))) return code;
  }
  return std::nullopt;
}

bool IsHostByte(char c) { return IsAsciiAlpha(c) || IsAsciiDigit(c) || c == '-' || c == '.'; }

std::string MostOf(const std::map<std::string, int>& counts) {
  const auto most = std::ranges::max_element(
      counts, [](const auto& left, const auto& right) { return left.second < right.second; });
  return most == counts.end() ? std::string() : most->first;
}

}  // namespace

std::string LinkedRegion(std::string_view html) {
  std::map<std::string, int> counts;
  for (std::size_t at = FindWord(html, "//"); at != std::string_view::npos; at = FindWord(html, "//", at)) {
    at += 2;
    std::size_t end = at;
    while (end < html.size() && IsHostByte(html[end])) ++end;
    const std::string_view region = RegionOf("", html.substr(at, end - at));
    if (!region.empty()) ++counts[std::string(region)];
  }
  return MostOf(counts);
}

std::optional<std::string> MentionedCurrency(std::string_view html) {
  std::map<std::string, int> counts;
  constexpr std::string_view kWord = "urrency";
  for (std::size_t at = 0; (at = FindWord(html, kWord, at)) != std::string_view::npos;) {
    at += kWord.size();
    if (const auto code = CodeIn(html.substr(at, kReach))) ++counts[*code];
  }
  if (counts.empty()) return std::nullopt;
  return MostOf(counts);
}

}  // namespace pricecrew
