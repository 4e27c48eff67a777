#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// Whether the last label of `host` is a number, so that the host is an IPv4 address or nothing.
/// https://url.spec.whatwg.org/#ends-in-a-number-checker
bool EndsInNumber(std::string_view host);

/// "192.168.0.1" for each of its spellings in a URL ("0xC0.0250.1", "3232235521", ...).
/// https://url.spec.whatwg.org/#concept-ipv4-parser
std::optional<std::string> NormalizeIpv4(std::string_view host);

/// The shortest spelling of an IPv6 address, both sides without brackets ("2001:db8::1").
/// https://url.spec.whatwg.org/#concept-ipv6-parser
std::optional<std::string> NormalizeIpv6(std::string_view address);

}  // namespace pricecrew
