#include "common/domain/idna.h"

#include <idn2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace pricecrew {
namespace {

struct IdnFree {
  void operator()(void* memory) const { idn2_free(memory); }
};

struct Answer {
  int code = IDN2_OK;
  std::string ascii;  ///< where `code` is IDN2_OK
};

Answer Lookup(const std::string& domain, int flags) {
  std::uint8_t* raw = nullptr;
  const auto* const utf8 = reinterpret_cast<const std::uint8_t*>(domain.c_str());
  const int code = idn2_lookup_u8(utf8, &raw, flags | IDN2_NFC_INPUT);
  const std::unique_ptr<std::uint8_t, IdnFree> ascii(raw);
  if (code != IDN2_OK) return {code, {}};
  return {code, reinterpret_cast<const char*>(ascii.get())};
}

/// Whether `code` is a rule of IDNA 2008 alone, to which libidn2 holds non-transitional labels (no symbols,
/// no hyphens in the third and fourth place) but not transitional ones.
bool IsStricterThanUts46(int code) { return code == IDN2_DISALLOWED || code == IDN2_2HYPHEN; }

/// Whether `domain` holds a character that transitional and non-transitional processing map to different
/// ones.
bool HasDeviation(const std::string& domain) {
  constexpr auto kDeviations = std::to_array<std::string_view>({
      "\xC3\x9F",      // U+00DF, sharp s
      "\xE1\xBA\x9E",  // U+1E9E, capital sharp s
      "\xCF\x82",      // U+03C2, final sigma
      "\xE2\x80\x8C",  // U+200C, zero width non-joiner
      "\xE2\x80\x8D",  // U+200D, zero width joiner
  });
  return std::any_of(kDeviations.begin(), kDeviations.end(),
                     [&domain](std::string_view c) { return domain.find(c) != std::string::npos; });
}

}  // namespace

std::optional<std::string> DomainToAscii(const std::string& domain) {
  if (domain.find('\0') != std::string::npos) return std::nullopt;
  Answer answer = Lookup(domain, IDN2_NONTRANSITIONAL);
  if (IsStricterThanUts46(answer.code) && !HasDeviation(domain)) answer = Lookup(domain, IDN2_TRANSITIONAL);
  if (answer.code != IDN2_OK) return std::nullopt;
  return std::move(answer.ascii);
}

}  // namespace pricecrew
