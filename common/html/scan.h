#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

}  // namespace pricecrew
