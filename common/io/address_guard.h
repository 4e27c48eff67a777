#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// True for every address that is not a public unicast one: loopback, private, link-local, shared (CGNAT),
/// unique local, unspecified, multicast, documentation, reserved; likewise for IPv6 forms that carry such an
/// IPv4 address (mapped, compatible, NAT64, 6to4), and for families other than IPv4 and IPv6.
/// https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry
bool IsPrivateAddress(const sockaddr& address);

/// True where the host as written in a URL is such an address or "localhost" or a name below it; other names
/// are not resolved. IPv6 with or without brackets.
bool NamesPrivateAddress(std::string_view host);

/// Which hosts may be reached at private addresses.
class AddressGuard {
 public:
  /// Host names or addresses as URLs have them; ".example" grants example and every name below it.
  explicit AddressGuard(const std::vector<std::string>& allow_private);

  [[nodiscard]] bool Granted(std::string_view host) const;

 private:
  std::vector<std::string> hosts_;
  std::vector<std::string> suffixes_;  // each begins with "."
};

}  // namespace pricecrew
