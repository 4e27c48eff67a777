#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew::shop {

/// What a host answers to /robots.txt.
enum class Robots {
  kMissing,            ///< 404
  kForbidden,          ///< 403, which allows all
  kDisallow,           ///< /members/ is not to be visited
  kCrawlDelay,         ///< the same, and a Crawl-delay of a second
  kRedirect,           ///< to another path of the host, which disallows /members/
  kRedirectElsewhere,  ///< to another host's, which disallows /members/
  kLong,               ///< 600 KiB: disallows /members/ at once, and everything after the 500 KiB that count
  kDown,               ///< 500
  kHeals,              ///< 500 at the first two tries, then 404
  kStall,
  kReset,
};
std::string_view NameOf(Robots robots);

/// Whether pages may be visited.
enum class Reach { kOpen, kMayBeClosed, kClosed };
/// All pages of a host: closed where its robots.txt cannot be had.
Reach ReachOf(Robots robots);
/// Those below /members/, by the rules. Rules on another host may count or not: RFC 9309 2.3.1.2 leaves that
/// open.
Reach MembersReachOf(Robots robots);

struct Host {
  std::string name;  ///< a loopback address: each is a host with a budget of its own
  Robots robots = Robots::kMissing;
};

/// The shop's hosts: 127.0.0.2 and so on, each with its robots.txt by the seed. Immutable.
class Hosts {
 public:
  explicit Hosts(std::uint64_t seed);

  [[nodiscard]] const std::vector<Host>& all() const { return hosts_; }
  /// Absent where the shop has no such host. `name` is without a port.
  [[nodiscard]] std::optional<Host> Find(std::string_view name) const;
  /// A host, other than `host`, whose pages may all be visited.
  [[nodiscard]] const Host& OpenOther(std::string_view host, std::uint64_t number) const;

 private:
  std::vector<Host> hosts_;
};

/// The rules as a text; `robots` is one that has rules.
std::string RobotsText(Robots robots);

}  // namespace pricecrew::shop
