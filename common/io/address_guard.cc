#include "common/io/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

namespace pricecrew {
namespace {

using Ipv4 = std::array<std::uint8_t, 4>;
using Ipv6 = std::array<std::uint8_t, 16>;

template <typename Address>
struct Block {
  Address prefix;
  unsigned bits;
};

constexpr Block<Ipv4> kPrivateIpv4[] = {
    {{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},     {{100, 64, 0, 0}, 10}, {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12},  {{192, 0, 0, 0}, 24},  {{192, 0, 2, 0}, 24},
    {{192, 88, 99, 0}, 24}, {{192, 168, 0, 0}, 16}, {{198, 18, 0, 0}, 15}, {{198, 51, 100, 0}, 24},
    {{203, 0, 113, 0}, 24}, {{224, 0, 0, 0}, 4},    {{240, 0, 0, 0}, 4},
};

constexpr Block<Ipv6> kPrivateIpv6[] = {
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48},  // NAT64 for local use
    {{0x01, 0x00}, 64},                          // discard
    {{0x20, 0x01, 0x00, 0x00}, 23},              // IETF protocols, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},              // documentation
    {{0x3f, 0xff, 0x00}, 20},                    // documentation
    {{0x5f, 0x00}, 16},                          // segment routing
    {{0xfc, 0x00}, 7},                           // unique local
    {{0xfe, 0x80}, 10},                          // link-local
    {{0xfe, 0xc0}, 10},                          // site-local
    {{0xff, 0x00}, 8},                           // multicast
};

/// IPv6 blocks that carry an IPv4 address, and at which byte.
struct Carrier {
  Block<Ipv6> block;
  std::size_t offset;
};
constexpr Carrier kCarriers[] = {
    {{{}, 96}, 12},                                          // ::a.b.c.d, with :: and ::1
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12},  // ::ffff:a.b.c.d
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0}, 96}, 12},  // ::ffff:0:a.b.c.d
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},                    // NAT64
    {{{0x20, 0x02}, 16}, 2},                                 // 6to4
};

template <typename Address>
bool Contains(const Block<Address>& block, const Address& address) {
  const std::size_t whole = block.bits / 8;
  if (!std::equal(address.begin(), address.begin() + whole, block.prefix.begin())) return false;
  const unsigned rest = block.bits % 8;
  return rest == 0 || ((address[whole] ^ block.prefix[whole]) >> (8 - rest)) == 0;
}

template <typename Address>
bool InAny(std::span<const Block<Address>> blocks, const Address& address) {
  return std::any_of(blocks.begin(), blocks.end(),
                     [&](const Block<Address>& block) { return Contains(block, address); });
}

bool IsPrivate(const Ipv4& address) { return InAny<Ipv4>(kPrivateIpv4, address); }

bool IsPrivate(const Ipv6& address) {
  for (const Carrier& carrier : kCarriers) {
    if (!Contains(carrier.block, address)) continue;
    Ipv4 carried{};
    std::copy_n(address.begin() + static_cast<std::ptrdiff_t>(carrier.offset), carried.size(),
                carried.begin());
    return IsPrivate(carried);
  }
  return InAny<Ipv6>(kPrivateIpv6, address);
}

/// Lower case, without brackets, zone or the root's dot.
std::string Normalized(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  host = host.substr(0, host.find('%'));
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string normalized(host);
  std::transform(normalized.begin(), normalized.end(), normalized.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return normalized;
}

template <typename Address>
std::optional<Address> Parse(int family, const std::string& text) {
  Address address{};
  if (inet_pton(family, text.c_str(), address.data()) != 1) return std::nullopt;
  return address;
}

}  // namespace

bool IsPrivateAddress(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    Ipv4 bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, bytes.size());
    return IsPrivate(bytes);
  }
  if (address.sa_family != AF_INET6) return true;
  Ipv6 bytes{};
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
  return IsPrivate(bytes);
}

bool NamesPrivateAddress(std::string_view host) {
  const std::string name = Normalized(host);
  if (const auto v4 = Parse<Ipv4>(AF_INET, name)) return IsPrivate(*v4);
  if (const auto v6 = Parse<Ipv6>(AF_INET6, name)) return IsPrivate(*v6);
  return name == "localhost" || name.ends_with(".localhost");
}

AddressGuard::AddressGuard(const std::vector<std::string>& allow_private) {
  for (const std::string& entry : allow_private) {
    std::string host = Normalized(entry);
    if (host.starts_with('.')) {
      hosts_.push_back(host.substr(1));
      suffixes_.push_back(std::move(host));
    } else if (!host.empty()) {
      hosts_.push_back(std::move(host));
    }
  }
}

bool AddressGuard::Granted(std::string_view host) const {
  if (hosts_.empty()) return false;
  const std::string name = Normalized(host);
  return std::find(hosts_.begin(), hosts_.end(), name) != hosts_.end() ||
         std::any_of(suffixes_.begin(), suffixes_.end(),
                     [&](const std::string& suffix) { return name.ends_with(suffix); });
}

}  // namespace pricecrew
