#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace pricecrew {

/// One character in UTF-8.
struct Utf8Char {
  std::array<char, 4> bytes{};
  std::size_t size = 0;
  [[nodiscard]] std::string_view View() const { return {bytes.data(), size}; }
};

/// U+FFFD, which stands for what cannot be read.
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// A code point up to U+10FFFF, surrogates excluded.
Utf8Char EncodeUtf8(char32_t code_point);

/// The length of the longest prefix that is valid UTF-8; some GB/s on ASCII.
std::size_t ValidUtf8Prefix(std::string_view bytes);

/// The length of the longest prefix without a byte beyond ASCII.
std::size_t AsciiPrefix(std::string_view bytes);

/// `bytes` with each maximal invalid part replaced as https://encoding.spec.whatwg.org/#utf-8-decoder has it.
std::string RepairUtf8(std::string_view bytes);

}  // namespace pricecrew
