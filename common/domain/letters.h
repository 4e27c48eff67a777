#pragma once

#include <cstddef>
#include <string_view>

namespace pricecrew {

/// True where a letter ends at `end` / begins at `begin` of a text in UTF-8: Latin, Greek, Cyrillic, Arabic,
/// Indic and the like, whose words have spaces between them; not CJK, whose words have none.
bool LetterEndsAt(std::string_view text, std::size_t end);
bool LetterBeginsAt(std::string_view text, std::size_t begin);

/// True where `text` begins / ends with `word` and no letter continues the word.
bool BeginsWithWord(std::string_view text, std::string_view word);
bool EndsWithWord(std::string_view text, std::string_view word);

}  // namespace pricecrew
