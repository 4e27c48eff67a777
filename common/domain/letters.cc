#include "common/domain/letters.h"

#include "common/domain/ascii.h"

namespace pricecrew {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool IsLetterAt(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return IsAsciiAlpha(text[at]);
  if (byte >= 0xC3 && byte <= 0xC9) return true;
  if (byte >= 0xCD && byte <= 0xDF) return true;
  return byte == 0xE0 || byte == 0xE1;
}

}  // namespace

bool LetterEndsAt(std::string_view text, std::size_t end) {
  if (end == 0) return false;
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && IsContinuation(text[begin])) --begin;
  return IsLetterAt(text, begin);
}

bool LetterBeginsAt(std::string_view text, std::size_t begin) {
  return begin < text.size() && IsLetterAt(text, begin);
}

bool BeginsWithWord(std::string_view text, std::string_view word) {
  return text.starts_with(word) && !(LetterEndsAt(text, word.size()) && LetterBeginsAt(text, word.size()));
}

bool EndsWithWord(std::string_view text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  const std::size_t begin = text.size() - word.size();
  return !(LetterBeginsAt(text, begin) && LetterEndsAt(text, begin));
}

}  // namespace pricecrew
