#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "common/domain/mistake.h"

namespace pricecrew {

/// A regular expression with one group, which takes a part out of a text. It knows characters, `.`,
/// `[a-z]` and `[^...]`, `\d \w \s` and `\D \W \S`, `|`, `(...)`, `(?:...)`, `* + ? {2} {2,} {2,5}`, each
/// also with `?` behind it for "as few as can be", `^` and `$` for the text's ends. No references back, no
/// looking around. It goes through the text once, with all that could match at the same time (Thompson's
/// construction), so no text makes it slow.
class TextPattern {
 public:
  static constexpr std::size_t kMaxBytes = 512;
  static constexpr std::size_t kMaxSteps = 2'000;       ///< into which counts such as {2,5} are unrolled
  static constexpr std::size_t kMaxTextBytes = 16'384;  ///< of a longer text only these are looked at

  static Checked<TextPattern> Compile(std::string_view text);

  /// What the group holds where the pattern first matches in `text`, which is UTF-8; absent where it does
  /// not, or matches without the group.
  [[nodiscard]] std::optional<std::string_view> Find(std::string_view text) const;

  /// A set of characters.
  struct Set {
    std::vector<std::pair<char32_t, char32_t>> ranges;
    bool negated = false;

    [[nodiscard]] bool Holds(char32_t c) const;
  };

  struct Step {
    enum class Kind : std::uint8_t { kTake, kFork, kJump, kBeginGroup, kEndGroup, kAtBegin, kAtEnd, kMatch };
    Kind kind = Kind::kMatch;
    std::uint32_t to = 0;     ///< kJump, and the better way of kFork
    std::uint32_t other = 0;  ///< the other way of kFork
    Set set = {};             ///< kTake: goes past one of these
  };

 private:
  explicit TextPattern(std::vector<Step> steps) : steps_(std::move(steps)) {}

  std::vector<Step> steps_;
};

}  // namespace pricecrew
