#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "common/domain/lower_case.h"  // IWYU pragma: export

namespace pricecrew {

/// The words of a class, an id or a URL: runs of ASCII letters in lower case, parted at camelCase too
/// ("nav-topMenu2" is "nav", "top", "menu").
std::vector<std::string> WordsOf(std::string_view name);

/// True where `word` is one of `list`.
template <typename List>
bool HoldsWord(const List& list, std::string_view word) {
  // Most are told apart by their size or first letter, without a call.
  return std::any_of(list.begin(), list.end(), [word](std::string_view one) {
    return one.size() == word.size() && (word.empty() || one.front() == word.front()) && one == word;
  });
}

/// A long list of words to look many others up in.
class WordSet {
 public:
  explicit WordSet(std::initializer_list<std::span<const std::string_view>> lists) {
    for (const auto list : lists) words_.insert(list.begin(), list.end());
  }
  [[nodiscard]] bool Holds(std::string_view word) const { return words_.contains(word); }

 private:
  std::unordered_set<std::string_view> words_;
};

}  // namespace pricecrew
