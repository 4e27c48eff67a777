#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pricecrew {

/// Some hundred words that are looked for at the edges of a text, where no letter may continue them (see
/// letters.h). Looks only at the words that share their first or last byte with the text.
class WordList {
 public:
  /// At most 65,535 words, none of them empty, which must outlive the list.
  explicit WordList(std::span<const std::string_view> words);

  /// The longest word that `text` begins / ends with; empty where there is none.
  [[nodiscard]] std::string_view FirstOf(std::string_view text) const;
  [[nodiscard]] std::string_view LastOf(std::string_view text) const;
  /// True where a word stands anywhere in `text`.
  [[nodiscard]] bool IsIn(std::string_view text) const;
  /// True where `text` is one of the words.
  [[nodiscard]] bool Holds(std::string_view text) const;

 private:
  /// Words in groups, one for each value of a byte.
  struct Groups {
    std::vector<std::string_view> words;
    std::array<std::uint16_t, 257> begin{};

    [[nodiscard]] std::span<const std::string_view> Of(char byte) const;
  };
  static Groups Grouped(std::span<const std::string_view> words, char (*key)(std::string_view));

  Groups by_first_;
  Groups by_last_;
};

}  // namespace pricecrew
