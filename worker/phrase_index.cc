#include "worker/phrase_index.h"

#include <algorithm>

#include "common/domain/letters.h"
#include "common/html/ascii.h"

namespace pricecrew {
namespace {

std::size_t ByteAt(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

std::uint64_t BitOf(std::string_view text) { return std::uint64_t{1} << (ByteAt(text, 1) % 64); }

// Calls `at` with each beginning of a word, until it says that this is enough.
template <typename At>
void ForEachWord(std::string_view lower, At at) {
  bool within = false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (!within && at(i)) return;
    within = IsAsciiAlpha(lower[i]);
  }
}

// True where the `size` bytes at `at` are words of their own.
bool IsWhole(std::string_view lower, std::size_t at, std::size_t size) {
  const std::string_view text = lower.substr(at, size);
  return BeginsWithWord(lower.substr(at), text) && EndsWithWord(lower.substr(0, at + size), text);
}

}  // namespace

PhraseIndex::PhraseIndex(std::span<const std::string_view> phrases) {
  Add({1, phrases, PhraseEnd::kAnywhere});
}

PhraseIndex::PhraseIndex(std::initializer_list<PhraseGroup> groups) {
  for (const PhraseGroup& group : groups) Add(group);
}

void PhraseIndex::Add(const PhraseGroup& group) {
  for (const std::string_view phrase : group.phrases) {
    const std::size_t first = ByteAt(phrase, 0);
    phrases_[first].push_back({phrase, group.meaning, group.end});
    seconds_[first] |= phrase.size() > 1 ? BitOf(phrase) : ~std::uint64_t{0};
  }
}

bool PhraseIndex::MayBegin(std::string_view rest) const {
  const std::uint64_t seconds = seconds_[ByteAt(rest, 0)];
  if (seconds == 0) return false;
  return rest.size() == 1 || (seconds & BitOf(rest)) != 0;
}

std::uint32_t PhraseIndex::MeaningsAt(std::string_view lower, std::size_t at) const {
  std::uint32_t meanings = 0;
  const std::string_view rest = lower.substr(at);
  for (const Phrase& phrase : phrases_[ByteAt(lower, at)]) {
    if (!rest.starts_with(phrase.text)) continue;
    if (phrase.end == PhraseEnd::kAnywhere || IsWhole(lower, at, phrase.text.size()))
      meanings |= phrase.meaning;
  }
  return meanings;
}

std::uint32_t PhraseIndex::MeaningsIn(std::string_view lower) const {
  std::uint32_t meanings = 0;
  ForEachWord(lower, [&](std::size_t at) {
    if (MayBegin(lower.substr(at))) meanings |= MeaningsAt(lower, at);
    return false;
  });
  return meanings;
}

bool PhraseIndex::IsWholeAt(std::string_view lower, std::size_t at) const {
  const std::string_view rest = lower.substr(at);
  return std::ranges::any_of(phrases_[ByteAt(lower, at)], [&](const Phrase& phrase) {
    return rest.starts_with(phrase.text) && IsWhole(lower, at, phrase.text.size());
  });
}

bool PhraseIndex::HasWholeIn(std::string_view lower) const {
  bool found = false;
  ForEachWord(lower,
              [&](std::size_t at) { return found = MayBegin(lower.substr(at)) && IsWholeAt(lower, at); });
  return found;
}

bool PhraseIndex::HasWholeAtFront(std::string_view lower) const {
  return !lower.empty() && IsWholeAt(lower, 0);
}

}  // namespace pricecrew
