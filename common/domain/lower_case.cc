#include "common/domain/lower_case.h"

#include <cstdint>

#include "common/domain/ascii.h"

namespace pricecrew {
namespace {

// Lower case of a character that UTF-8 writes in two bytes.
std::uint32_t LowerOf(std::uint32_t c) {
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
    return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x386) return 0x3AC;  // the Greek vowels with an accent
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1 ? c + 1 : c;
  if (c >= 0x100 && c <= 0x177) return c % 2 == 0 ? c + 1 : c;
  return c;
}

}  // namespace

std::string LowerCase(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0xC2 && byte < 0xE0 && at + 1 < text.size()) {
      const auto c = LowerOf((byte & 0x1FU) << 6 | (static_cast<unsigned char>(text[++at]) & 0x3FU));
      lower.push_back(static_cast<char>(0xC0U | c >> 6));
      lower.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
    } else {
      lower.push_back(AsciiLower(text[at]));
    }
  }
  return lower;
}

}  // namespace pricecrew
