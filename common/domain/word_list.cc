#include "common/domain/word_list.h"

#include <algorithm>

#include "common/domain/letters.h"

namespace pricecrew {
namespace {

char FirstByte(std::string_view word) { return word.front(); }
char LastByte(std::string_view word) { return word.back(); }

}  // namespace

std::span<const std::string_view> WordList::Groups::Of(char byte) const {
  const auto key = static_cast<unsigned char>(byte);
  return std::span(words).subspan(begin[key], begin[key + 1U] - begin[key]);
}

WordList::Groups WordList::Grouped(std::span<const std::string_view> words, char (*key)(std::string_view)) {
  Groups groups{{words.begin(), words.end()}, {}};
  const auto byte_of = [key](std::string_view word) { return static_cast<unsigned char>(key(word)); };
  std::ranges::stable_sort(groups.words, {}, byte_of);
  for (const std::string_view word : words) ++groups.begin[byte_of(word) + 1U];
  for (std::size_t i = 1; i < groups.begin.size(); ++i)
    groups.begin[i] = static_cast<std::uint16_t>(groups.begin[i] + groups.begin[i - 1]);
  return groups;
}

WordList::WordList(std::span<const std::string_view> words)
    : by_first_(Grouped(words, FirstByte)), by_last_(Grouped(words, LastByte)) {}

std::string_view WordList::FirstOf(std::string_view text) const {
  std::string_view longest;
  if (text.empty()) return longest;
  for (const std::string_view word : by_first_.Of(text.front()))
    if (word.size() > longest.size() && BeginsWithWord(text, word)) longest = word;
  return longest;
}

std::string_view WordList::LastOf(std::string_view text) const {
  std::string_view longest;
  if (text.empty()) return longest;
  for (const std::string_view word : by_last_.Of(text.back()))
    if (word.size() > longest.size() && EndsWithWord(text, word)) longest = word;
  return longest;
}

bool WordList::IsIn(std::string_view text) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const std::string_view word : by_first_.Of(text[at])) {
      if (!BeginsWithWord(text.substr(at), word)) continue;
      if (EndsWithWord(text.substr(0, at + word.size()), word)) return true;
    }
  }
  return false;
}

bool WordList::Holds(std::string_view text) const {
  return !text.empty() &&
         std::ranges::find(by_first_.Of(text.front()), text) != by_first_.Of(text.front()).end();
}

}  // namespace pricecrew
