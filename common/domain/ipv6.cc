#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/domain/ascii.h"
#include "common/domain/ip_address.h"

namespace pricecrew {
namespace {

constexpr std::size_t kPieces = 8;
using Pieces = std::array<std::uint16_t, kPieces>;

/// Takes an address apart from left to right: groups of four hexadecimal digits, one "::" at most, perhaps an
/// IPv4 address at the end.
class Ipv6Parser {
 public:
  explicit Ipv6Parser(std::string_view text) : rest_(text) {}

  std::optional<Pieces> Parse() {
    if (rest_.starts_with(':') && !rest_.starts_with("::")) return std::nullopt;
    if (rest_.starts_with("::")) TakeCompression();
    while (!rest_.empty()) {
      if (count_ == kPieces || !TakePiece()) return std::nullopt;
    }
    return Expanded();
  }

 private:
  bool TakeCompression() {
    if (compression_) return false;
    rest_.remove_prefix(2);
    compression_ = count_;
    return true;
  }

  bool TakePiece() {
    const std::size_t length = std::min({rest_.find_first_of(":."), rest_.size()});
    if (length < rest_.size() && rest_[length] == '.') return TakeIpv4();
    if (length == 0 || length > 4) return false;
    unsigned value = 0;
    for (const char c : rest_.substr(0, length)) {
      if (HexValue(c) < 0) return false;
      value = value * 16 + static_cast<unsigned>(HexValue(c));
    }
    pieces_[count_++] = static_cast<std::uint16_t>(value);
    rest_.remove_prefix(length);
    return TakeSeparator();
  }

  bool TakeSeparator() {
    if (rest_.empty()) return true;
    if (rest_.starts_with("::")) return TakeCompression();
    rest_.remove_prefix(1);
    return !rest_.empty();
  }

  /// Four decimal numbers up to 255 without leading zeros; they end the address.
  bool TakeIpv4() {
    if (count_ > kPieces - 2) return false;
    std::uint32_t address = 0;
    for (int index = 0; index < 4; ++index) {
      if (index > 0 && !TakeDot()) return false;
      const auto byte = TakeDecimalByte();
      if (!byte) return false;
      address = address << 8U | *byte;
    }
    pieces_[count_++] = static_cast<std::uint16_t>(address >> 16U);
    pieces_[count_++] = static_cast<std::uint16_t>(address & 0xffffU);
    return rest_.empty();
  }

  bool TakeDot() {
    if (!rest_.starts_with('.')) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<unsigned> TakeDecimalByte() {
    unsigned value = 0;
    std::size_t length = 0;
    while (length < rest_.size() && length < 4 && IsAsciiDigit(rest_[length]))
      value = value * 10 + static_cast<unsigned>(rest_[length++] - '0');
    const bool has_leading_zero = length > 1 && rest_[0] == '0';
    if (length == 0 || value > 255 || has_leading_zero) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
  }

  /// All eight pieces, with zeros where "::" stood.
  std::optional<Pieces> Expanded() {
    if (!compression_) return count_ == kPieces ? std::optional(pieces_) : std::nullopt;
    const auto first = pieces_.begin() + static_cast<std::ptrdiff_t>(*compression_);
    std::rotate(first, pieces_.begin() + static_cast<std::ptrdiff_t>(count_), pieces_.end());
    return pieces_;
  }

  std::string_view rest_;
  Pieces pieces_{};
  std::size_t count_ = 0;
  std::optional<std::size_t> compression_;
};

struct Run {
  std::size_t begin = kPieces;
  std::size_t length = 1;  ///< a single zero is not worth a "::"
};

/// The first of the longest runs of zeros.
Run LongestZeroRun(const Pieces& pieces) {
  Run longest;
  for (std::size_t begin = 0; begin < kPieces; ++begin) {
    std::size_t end = begin;
    while (end < kPieces && pieces[end] == 0) ++end;
    if (end - begin > longest.length) longest = {begin, end - begin};
  }
  return longest;
}

std::string Serialize(const Pieces& pieces) {
  const Run zeros = LongestZeroRun(pieces);
  std::string text;
  for (std::size_t index = 0; index < kPieces; ++index) {
    if (index == zeros.begin) {
      text += "::";
      index += zeros.length - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    text += fmt::format("{:x}", pieces[index]);
  }
  return text;
}

}  // namespace

std::optional<std::string> NormalizeIpv6(std::string_view address) {
  const auto pieces = Ipv6Parser(address).Parse();
  if (!pieces) return std::nullopt;
  return Serialize(*pieces);
}

}  // namespace pricecrew
