#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/domain/ascii.h"
#include "common/domain/ip_address.h"

namespace pricecrew {
namespace {

constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 32U;

/// Decimal, octal with a leading 0, or hexadecimal with a leading 0x ("0x" alone is 0). What exceeds 32 bits
/// is `kTooLarge`.
std::optional<std::uint64_t> ParseNumber(std::string_view label) {
  if (label.empty()) return std::nullopt;
  int base = 10;
  if (label.size() > 1 && label[0] == '0') {
    base = AsciiLower(label[1]) == 'x' ? 16 : 8;
    label.remove_prefix(base == 16 ? 2 : 1);
  }
  std::uint64_t value = 0;
  for (const char c : label) {
    const int digit = HexValue(c);
    if (digit < 0 || digit >= base) return std::nullopt;
    value = std::min(kTooLarge, value * static_cast<unsigned>(base) + static_cast<unsigned>(digit));
  }
  return value;
}

std::string_view WithoutTrailingDot(std::string_view host) {
  if (host.size() > 1 && host.ends_with('.')) host.remove_suffix(1);
  return host;
}

}  // namespace

bool EndsInNumber(std::string_view host) {
  host = WithoutTrailingDot(host);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (last.empty() || !IsAsciiDigit(last[0])) return false;
  return std::all_of(last.begin(), last.end(), IsAsciiDigit) || ParseNumber(last).has_value();
}

std::optional<std::string> NormalizeIpv4(std::string_view host) {
  host = WithoutTrailingDot(host);
  std::uint64_t address = 0;
  for (unsigned index = 0; index < 4; ++index) {
    const std::size_t dot = host.find('.');
    const auto number = ParseNumber(host.substr(0, dot));
    if (!number) return std::nullopt;
    const unsigned bytes_left = 4 - index;
    const bool is_last = dot == std::string_view::npos;
    if (*number >= std::uint64_t{1} << (is_last ? 8 * bytes_left : 8)) return std::nullopt;
    if (is_last) {
      address |= *number;
      return fmt::format("{}.{}.{}.{}", address >> 24U, (address >> 16U) & 255U, (address >> 8U) & 255U,
                         address & 255U);
    }
    address |= *number << (8 * (bytes_left - 1));
    host.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

}  // namespace pricecrew
