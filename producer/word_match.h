#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/lower_case.h"  // IWYU pragma: export

namespace pricecrew {

/// The words of a class, an id or a URL: runs of ASCII letters in lower case, parted at camelCase too
/// ("nav-topMenu2" is "nav", "top", "menu").
std::vector<std::string> WordsOf(std::string_view name);

/// True where `word` is one of `list`.
template <typename List>
bool HoldsWord(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace pricecrew
