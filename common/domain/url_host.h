#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// The serialized host of an http(s) URL, from what stands between "//" (or "@") and the port: a domain in
/// lower case ASCII, a dotted IPv4 address, or an IPv6 address in brackets. Absent where it is empty or
/// invalid. https://url.spec.whatwg.org/#concept-host-parser
std::optional<std::string> ParseHost(std::string_view input);

}  // namespace pricecrew
