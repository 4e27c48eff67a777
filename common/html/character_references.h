#pragma once

#include <cstddef>
#include <string_view>

namespace pricecrew {

/// Finds the longest named character reference of the HTML standard in characters that come one at a time.
/// https://html.spec.whatwg.org/#named-character-references
class ReferenceMatcher {
 public:
  ReferenceMatcher();

  /// Takes the next character behind the ampersand; false where no name goes on with it, and it is then not
  /// taken.
  bool Advance(char c);

  /// The number of characters of the longest name among those taken; 0 where there is none.
  [[nodiscard]] std::size_t MatchedSize() const { return matched_size_; }
  /// What that name stands for, in UTF-8.
  [[nodiscard]] std::string_view Expansion() const { return expansion_; }

 private:
  std::size_t first_;  // the names that begin with the characters taken
  std::size_t last_;
  std::size_t taken_ = 0;
  std::size_t matched_size_ = 0;
  std::string_view expansion_;
};

/// The code point that a numeric reference stands for; `number` may be saturated anywhere above U+10FFFF.
/// https://html.spec.whatwg.org/#numeric-character-reference-end-state
char32_t CodePointOfReference(char32_t number);

}  // namespace pricecrew
