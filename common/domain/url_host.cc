#include "common/domain/url_host.h"

#include <algorithm>

#include "common/domain/ascii.h"
#include "common/domain/idna.h"
#include "common/domain/ip_address.h"
#include "common/domain/percent_encoding.h"

namespace pricecrew {
namespace {

constexpr bool IsPlain(char c) { return IsAsciiAlnum(c) || c == '-' || c == '.' || c == '_'; }
constexpr bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// https://url.spec.whatwg.org/#forbidden-domain-code-point
constexpr bool IsForbidden(char c) {
  constexpr std::string_view kForbidden = "#%/:<>?@[\\]^|";
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || kForbidden.find(c) != std::string_view::npos;
}

/// In ASCII and lower case. Nearly every host of the web leaves by the first return. ASCII passes whatever
/// its "xn--" labels decode to, as the standard has it for the sake of existing sites.
std::optional<std::string> ParseDomain(std::string_view input) {
  if (std::all_of(input.begin(), input.end(), IsPlain)) return AsciiLower(input);
  const std::string decoded = PercentDecode(input);
  const bool is_ascii = std::all_of(decoded.begin(), decoded.end(), IsAscii);
  auto domain = is_ascii ? AsciiLower(decoded) : DomainToAscii(decoded);
  if (!domain || std::any_of(domain->begin(), domain->end(), IsForbidden)) return std::nullopt;
  return domain;
}

std::optional<std::string> ParseIpv6Host(std::string_view input) {
  if (!input.ends_with(']')) return std::nullopt;
  const auto address = NormalizeIpv6(input.substr(1, input.size() - 2));
  if (!address) return std::nullopt;
  return '[' + *address + ']';
}

}  // namespace

std::optional<std::string> ParseHost(std::string_view input) {
  if (input.starts_with('[')) return ParseIpv6Host(input);
  auto domain = ParseDomain(input);
  if (!domain || domain->empty()) return std::nullopt;
  return EndsInNumber(*domain) ? NormalizeIpv4(*domain) : domain;
}

}  // namespace pricecrew
