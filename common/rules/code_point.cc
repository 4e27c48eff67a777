#include "common/rules/code_point.h"

namespace pricecrew {
namespace {

std::size_t SizeBy(unsigned char lead) {
  if (lead >= 0xF0) return lead < 0xF8 ? 4 : 1;
  if (lead >= 0xE0) return 3;
  return lead >= 0xC0 ? 2 : 1;
}

}  // namespace

CodePoint CodePointAt(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = SizeBy(lead);
  if (size == 1 || at + size > text.size()) return {lead, 1};
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80U) return {lead, 1};
    value = (value << 6) | (byte & 0x3FU);
  }
  return {value, size};
}

}  // namespace pricecrew
