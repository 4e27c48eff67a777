#include "worker/phrase_index.h"

#include <algorithm>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

std::size_t ByteAt(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

std::uint64_t BitOf(std::string_view text) { return std::uint64_t{1} << (ByteAt(text, 1) % 64); }

// Calls `at` with what follows each beginning of a word, until it says that this is enough.
template <typename At>
void ForEachWord(std::string_view lower, At at) {
  bool within = false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (!within && at(lower.substr(i))) return;
    within = IsAsciiAlpha(lower[i]);
  }
}

}  // namespace

PhraseIndex::PhraseIndex(std::span<const std::string_view> phrases) { Add({1, phrases}); }

PhraseIndex::PhraseIndex(std::initializer_list<PhraseGroup> groups) {
  for (const PhraseGroup& group : groups) Add(group);
}

void PhraseIndex::Add(const PhraseGroup& group) {
  for (const std::string_view phrase : group.phrases) {
    const std::size_t first = ByteAt(phrase, 0);
    phrases_[first].push_back({phrase, group.meaning});
    seconds_[first] |= phrase.size() > 1 ? BitOf(phrase) : ~std::uint64_t{0};
  }
}

bool PhraseIndex::MayBegin(std::string_view rest) const {
  const std::uint64_t seconds = seconds_[ByteAt(rest, 0)];
  if (seconds == 0) return false;
  return rest.size() == 1 || (seconds & BitOf(rest)) != 0;
}

std::uint32_t PhraseIndex::MeaningsAt(std::string_view rest) const {
  std::uint32_t meanings = 0;
  for (const Phrase& phrase : phrases_[ByteAt(rest, 0)])
    if (rest.starts_with(phrase.text)) meanings |= phrase.meaning;
  return meanings;
}

std::uint32_t PhraseIndex::MeaningsIn(std::string_view lower) const {
  std::uint32_t meanings = 0;
  ForEachWord(lower, [&](std::string_view rest) {
    if (MayBegin(rest)) meanings |= MeaningsAt(rest);
    return false;
  });
  return meanings;
}

bool PhraseIndex::IsWholeAt(std::string_view rest) const {
  return std::ranges::any_of(phrases_[ByteAt(rest, 0)], [rest](const Phrase& phrase) {
    const std::size_t size = phrase.text.size();
    return rest.starts_with(phrase.text) && (size == rest.size() || !IsAsciiAlpha(rest[size]));
  });
}

bool PhraseIndex::HasWholeIn(std::string_view lower) const {
  bool found = false;
  ForEachWord(lower, [&](std::string_view rest) { return found = MayBegin(rest) && IsWholeAt(rest); });
  return found;
}

bool PhraseIndex::HasWholeAtFront(std::string_view lower) const { return !lower.empty() && IsWholeAt(lower); }

}  // namespace pricecrew
