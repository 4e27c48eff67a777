#include "worker/phrase_index.h"

#include "common/html/ascii.h"

namespace pricecrew {

PhraseIndex::PhraseIndex(std::span<const std::string_view> phrases) {
  for (const std::string_view phrase : phrases)
    groups_[static_cast<unsigned char>(phrase.front())].push_back(phrase);
}

template <typename Ends>
bool PhraseIndex::AnyIn(std::string_view lower, Ends ends) const {
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if (at > 0 && IsAsciiAlpha(lower[at - 1])) continue;
    for (const std::string_view phrase : groups_[static_cast<unsigned char>(lower[at])])
      if (lower.substr(at).starts_with(phrase) && ends(at + phrase.size())) return true;
  }
  return false;
}

bool PhraseIndex::HasBeginIn(std::string_view lower) const {
  return AnyIn(lower, [](std::size_t) { return true; });
}

bool PhraseIndex::HasWholeIn(std::string_view lower) const {
  return AnyIn(lower, [lower](std::size_t end) { return end >= lower.size() || !IsAsciiAlpha(lower[end]); });
}

}  // namespace pricecrew
