#include "common/domain/percent_encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "common/domain/ascii.h"

namespace pricecrew {
namespace {

using SetBits = std::uint8_t;
using SetTable = std::array<SetBits, 256>;

constexpr SetBits BitOf(PercentEncodeSet set) {
  return static_cast<SetBits>(1U << static_cast<unsigned>(set));
}

constexpr SetTable MakeSetTable() {
  SetTable table{};
  const auto add = [&table](std::string_view bytes, SetBits bits) {
    for (const char byte : bytes) table[static_cast<unsigned char>(byte)] |= bits;
  };
  const SetBits userinfo = BitOf(PercentEncodeSet::kUserinfo);
  const SetBits path = BitOf(PercentEncodeSet::kPath) | userinfo;
  const SetBits all = BitOf(PercentEncodeSet::kFragment) | BitOf(PercentEncodeSet::kQuery) | path;
  for (std::size_t byte = 0; byte < table.size(); ++byte)
    if (byte <= 0x20 || byte >= 0x7f) table[byte] = all;
  add("\"<>", all);
  add("`", BitOf(PercentEncodeSet::kFragment) | path);
  add("#", BitOf(PercentEncodeSet::kQuery) | path);
  add("'", BitOf(PercentEncodeSet::kQuery));
  add("?^{}", path);
  add("/:;=@[\\]|", userinfo);
  return table;
}

constexpr SetTable kSets = MakeSetTable();
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

/// The byte that the "%XX" at the start of `text` stands for.
std::optional<char> EscapedByte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const int high = HexValue(text[1]);
  const int low = HexValue(text[2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

bool IsUnreserved(char c) { return IsAsciiAlnum(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

}  // namespace

std::string PercentEncodeByte(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return {'%', kHexDigits[value >> 4U], kHexDigits[value & 15U]};
}

std::string PercentEncode(std::string_view text, PercentEncodeSet set) {
  const SetBits bit = BitOf(set);
  const auto is_in_set = [bit](char c) { return (kSets[static_cast<unsigned char>(c)] & bit) != 0; };
  const auto first = std::find_if(text.begin(), text.end(), is_in_set);
  std::string encoded(text.begin(), first);
  if (first == text.end()) return encoded;
  encoded.reserve(text.size() + 16);
  for (auto it = first; it != text.end(); ++it) {
    if (is_in_set(*it))
      encoded += PercentEncodeByte(*it);
    else
      encoded += *it;
  }
  return encoded;
}

std::string PercentDecode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = EscapedByte(text.substr(i));
    decoded += byte.value_or(text[i]);
    if (byte) i += 2;
  }
  return decoded;
}

std::string NormalizePercentEncoding(std::string_view text) {
  if (text.find('%') == std::string_view::npos) return std::string(text);
  std::string normal;
  normal.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = EscapedByte(text.substr(i));
    if (!byte) {
      normal += text[i];
      continue;
    }
    i += 2;
    if (IsUnreserved(*byte))
      normal += *byte;
    else
      normal += PercentEncodeByte(*byte);
  }
  return normal;
}

}  // namespace pricecrew
