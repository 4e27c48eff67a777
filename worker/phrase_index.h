#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace pricecrew {

/// Where a phrase may end.
enum class PhraseEnd : std::uint8_t {
  kAnywhere,  ///< words may go on: "spar" is in "sparen"
  kWord,      ///< only with a word, and its beginning has no letter of any script before it
};

/// Phrases that mean the same. `meaning` is a bit or more of those that the index gives back.
struct PhraseGroup {
  std::uint32_t meaning;
  std::span<const std::string_view> phrases;
  PhraseEnd end = PhraseEnd::kAnywhere;
};

/// Phrases that are looked for in many short texts, all of them in one pass. Made once; the phrases, none of
/// them empty, must outlive it.
class PhraseIndex {
 public:
  explicit PhraseIndex(std::span<const std::string_view> phrases);
  PhraseIndex(std::initializer_list<PhraseGroup> groups);

  /// The meanings of the phrases that occur in `lower`, beginning where a word does ("price" in "sale-price",
  /// not in "caprice"); what is no ASCII letter counts as what parts words.
  [[nodiscard]] std::uint32_t MeaningsIn(std::string_view lower) const;
  /// The same of those with which `lower` begins.
  [[nodiscard]] std::uint32_t MeaningsAtFront(std::string_view lower) const {
    return !lower.empty() && MayBegin(lower) ? MeaningsAt(lower, 0) : 0;
  }
  /// True where there is any of them.
  [[nodiscard]] bool HasBeginIn(std::string_view lower) const { return MeaningsIn(lower) != 0; }
  /// True where a phrase occurs in `lower` as whole words.
  [[nodiscard]] bool HasWholeIn(std::string_view lower) const;
  /// True where `lower` begins with a phrase, whole.
  [[nodiscard]] bool HasWholeAtFront(std::string_view lower) const;

 private:
  struct Phrase {
    std::string_view text;
    std::uint32_t meaning;
    PhraseEnd end;
  };

  void Add(const PhraseGroup& group);
  [[nodiscard]] bool MayBegin(std::string_view rest) const;
  [[nodiscard]] std::uint32_t MeaningsAt(std::string_view lower, std::size_t at) const;
  [[nodiscard]] bool IsWholeAt(std::string_view lower, std::size_t at) const;

  std::array<std::vector<Phrase>, 256> phrases_;  // by their first byte
  std::array<std::uint64_t, 256> seconds_{};      // for each first byte, a bit for each second one, modulo 64
};

}  // namespace pricecrew
