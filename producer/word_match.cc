#include "producer/word_match.h"

namespace pricecrew {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::vector<std::string> WordsOf(std::string_view name) {
  constexpr std::size_t kUsual = 4;
  std::vector<std::string> words;
  words.reserve(kUsual);
  bool inside = false;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (!IsLower(c) && !IsUpper(c)) {
      inside = false;
      continue;
    }
    const bool hump = IsUpper(c) && at > 0 && IsLower(name[at - 1]);
    if (!inside || hump) words.emplace_back();
    words.back().push_back(IsUpper(c) ? static_cast<char>(c + 32) : c);
    inside = true;
  }
  return words;
}

}  // namespace pricecrew
