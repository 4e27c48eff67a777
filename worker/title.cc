#include "worker/title.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 8> kMarks{" | ",  " - ",      " \u2013 ", " \u2014 ",
                                                 " :: ", " \u00B7 ", " : ",      " \u00BB "};

bool IsWordByte(char c) {
  return IsAsciiAlpha(c) || IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::unordered_set<std::string> WordsOf(std::string_view text) {
  std::unordered_set<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && IsWordByte(text[end])) ++end;
    if (end > i) words.insert(AsciiLower(text.substr(i, end - i)));
    i = end + 1;
  }
  return words;
}

}  // namespace

double TitleLikeness(std::string_view text, std::string_view title) {
  const auto left = WordsOf(text);
  const auto right = WordsOf(title);
  if (left.empty() || right.empty()) return 0;
  const auto shared = static_cast<double>(
      std::ranges::count_if(left, [&](const auto& word) { return right.contains(word); }));
  const auto shorter = static_cast<double>(std::min(left.size(), right.size()));
  const auto longer = static_cast<double>(std::max(left.size(), right.size()));
  return 0.5 * shared / shorter + 0.5 * shared / longer;
}

std::string WithoutSiteName(std::string_view title, std::string_view site_name) {
  if (!site_name.empty() && title.size() > site_name.size()) {
    const std::string_view start = title.substr(0, title.size() - site_name.size());
    const std::string_view end = title.substr(site_name.size());
    for (const std::string_view mark : kMarks) {
      if (EqualsIgnoringCase(title.substr(start.size()), site_name) && start.ends_with(mark))
        return std::string(start.substr(0, start.size() - mark.size()));
      if (EqualsIgnoringCase(title.substr(0, site_name.size()), site_name) && end.starts_with(mark))
        return std::string(end.substr(mark.size()));
    }
  }
  return std::string(title);
}

bool HasTitleMark(std::string_view title) {
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return title.find(mark) != std::string_view::npos; });
}

}  // namespace pricecrew
