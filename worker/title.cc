#include "worker/title.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 9> kMarks{" \u2022 ", " | ",      " - ", " \u2013 ", " \u2014 ",
                                                 " :: ",     " \u00B7 ", " : ", " \u00BB "};

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

constexpr double kContained = 0.6;  // one text has the other whole, in scripts that part no words

bool ContainsText(std::string_view whole, std::string_view part) {
  constexpr std::size_t kLeastBytes = 9;
  const bool unparted =
      std::ranges::any_of(part, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
  return unparted && part.size() >= kLeastBytes && whole.find(part) != std::string_view::npos;
}

std::string LettersOf(std::string_view text) {
  std::string letters;
  for (const char c : text)
    if (IsWordByte(c)) letters.push_back(AsciiLower(c));
  return letters;
}

bool IsPartOfSuffix(std::string_view label) {
  constexpr std::array<std::string_view, 10> kLabels{"co",  "com", "org", "net", "gov",
                                                     "edu", "ac",  "or",  "ne",  "gob"};
  return std::ranges::find(kLabels, label) != kLabels.end();
}

// "best-lamps" of "www.best-lamps.co.uk".
std::string HostLabel(std::string_view host) {
  const auto last_label = [](std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
  };
  const auto without_last = [&](std::string_view name) {
    const std::size_t label = last_label(name).size();
    return name.substr(0, name.size() > label ? name.size() - label - 1 : 0);
  };
  host = without_last(host);
  if (IsPartOfSuffix(last_label(host))) host = without_last(host);
  return LettersOf(last_label(host));
}

bool NamesHost(std::string_view part, std::string_view label) {
  constexpr std::size_t kLeast = 3;
  const std::string letters = LettersOf(part);
  if (letters.size() < kLeast || label.size() < kLeast) return false;
  const bool nearly_all = letters.size() * 4 >= label.size() * 3;
  return letters.find(label) != std::string::npos ||
         (nearly_all && label.find(letters) != std::string_view::npos);
}

}  // namespace

double TitleLikeness(std::string_view text, std::string_view title) {
  const auto left = WordsOf(text);
  const auto right = WordsOf(title);
  if (left.empty() || right.empty()) return 0;
  const bool within = ContainsText(text, title) || ContainsText(title, text);
  const auto shared = static_cast<double>(
      std::ranges::count_if(left, [&](const auto& word) { return right.contains(word); }));
  const auto shorter = static_cast<double>(std::min(left.size(), right.size()));
  const auto longer = static_cast<double>(std::max(left.size(), right.size()));
  const double alike = 0.5 * shared / shorter + 0.5 * shared / longer;
  return within ? std::max(alike, kContained) : alike;
}

std::vector<std::string_view> TitleParts(std::string_view title) {
  constexpr std::array<std::string_view, 7> kMore{"|", "_", " / ", ", ", ": ", "\uFF1A", "\uFF5C"};
  constexpr std::size_t kLongest = 256;
  constexpr std::size_t kMost = 64;
  std::vector<std::string_view> parts{TrimHtmlSpace(title.substr(0, kLongest))};
  const auto split = [&parts](std::string_view mark) {
    for (std::size_t i = 0; i < parts.size() && parts.size() < kMost; ++i) {
      const std::size_t at = parts[i].find(mark);
      if (at == std::string_view::npos) continue;
      const std::string_view whole = parts[i];
      parts.push_back(TrimHtmlSpace(whole.substr(0, at)));
      parts.push_back(TrimHtmlSpace(whole.substr(at + mark.size())));
    }
  };
  for (const std::string_view mark : kMarks) split(mark);
  for (const std::string_view mark : kMore) split(mark);
  return parts;
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

std::string WithoutHostName(std::string_view title, std::string_view host) {
  const std::string label = HostLabel(host);
  for (bool dropped = true; dropped;) {
    dropped = false;
    for (const std::string_view mark : kMarks) {
      const std::size_t last = title.rfind(mark);
      if (last != std::string_view::npos && NamesHost(title.substr(last + mark.size()), label)) {
        title = title.substr(0, last);
        dropped = true;
      }
      const std::size_t first = title.find(mark);
      if (first != std::string_view::npos && NamesHost(title.substr(0, first), label)) {
        title = title.substr(first + mark.size());
        dropped = true;
      }
    }
  }
  return std::string(TrimHtmlSpace(title));
}

}  // namespace pricecrew
