#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace pricecrew {

/// Phrases that are looked for in many short texts, by their first byte. Made once; the phrases, none of them
/// empty, must outlive it.
class PhraseIndex {
 public:
  explicit PhraseIndex(std::span<const std::string_view> phrases);

  /// True where a phrase occurs in `lower`, beginning where a word does ("price" in "sale-price", not in
  /// "caprice"). Words may go on: "spar" is in "sparen".
  [[nodiscard]] bool HasBeginIn(std::string_view lower) const;
  /// The same, ending where a word does, too.
  [[nodiscard]] bool HasWholeIn(std::string_view lower) const;

 private:
  template <typename Ends>
  [[nodiscard]] bool AnyIn(std::string_view lower, Ends ends) const;

  std::array<std::vector<std::string_view>, 256> groups_;
};

}  // namespace pricecrew
