#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <cstddef>
#include <string_view>

namespace pricecrew {

/// The first of the bytes from `at` to `end` that is one of `Wanted`, or `end`; some GB/s.
template <char... Wanted>
const char* FindAny(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    __m128i hits = _mm_setzero_si128();
    ((hits = _mm_or_si128(hits, _mm_cmpeq_epi8(block, _mm_set1_epi8(Wanted)))), ...);
    if (const int mask = _mm_movemask_epi8(hits); mask != 0)
      return at + __builtin_ctz(static_cast<unsigned>(mask));
  }
#endif
  while (at != end && ((*at != Wanted) && ...)) ++at;
  return at;
}

/// Where `word`, of two bytes or more, occurs in `text` for the first time, not before `from`; npos where it
/// does not. Fast where its first and last byte seldom stand as far apart, whatever their number.
inline std::size_t FindWord(std::string_view text, std::string_view word, std::size_t from = 0) {
#ifdef __SSE2__
  const std::size_t reach = word.size() - 1;
  const __m128i first = _mm_set1_epi8(word.front());
  const __m128i last = _mm_set1_epi8(word.back());
  for (; from + reach + 16 <= text.size(); from += 16) {
    const __m128i begins = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from + reach));
    const __m128i hits = _mm_and_si128(_mm_cmpeq_epi8(begins, first), _mm_cmpeq_epi8(ends, last));
    for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits)); mask != 0; mask &= mask - 1) {
      const std::size_t at = from + static_cast<std::size_t>(__builtin_ctz(mask));
      if (text.substr(at, word.size()) == word) return at;
    }
  }
#endif
  return text.find(word, from);
}

}  // namespace pricecrew
