#include "tests/faults/shop/hosts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tests/shop/dice.h"

namespace pricecrew::shop {
namespace {

constexpr std::size_t kHosts = 24;
constexpr std::uint64_t kHostStream = 0x686f737473;
constexpr std::size_t kLongBytes = 600 * 1024;

// The rest has none.
constexpr std::array kSpecial{
    Robots::kForbidden, Robots::kDisallow, Robots::kCrawlDelay, Robots::kRedirect, Robots::kRedirectElsewhere,
    Robots::kLong,      Robots::kDown,     Robots::kHeals,      Robots::kStall,    Robots::kReset};

}  // namespace

std::string_view NameOf(Robots robots) {
  constexpr std::array<std::string_view, 11> kNames{
      "404",     "403", "disallow",       "Crawl-delay", "redirect", "redirect elsewhere",
      "600 KiB", "500", "500 that heals", "stall",       "reset"};
  return kNames[static_cast<std::size_t>(robots)];
}

Reach MembersReachOf(Robots robots) {
  if (robots == Robots::kRedirectElsewhere) return Reach::kMayBeClosed;
  const bool forbids = robots == Robots::kDisallow || robots == Robots::kCrawlDelay ||
                       robots == Robots::kRedirect || robots == Robots::kLong;
  return forbids ? Reach::kClosed : Reach::kOpen;
}

Reach ReachOf(Robots robots) {
  if (robots == Robots::kDown || robots == Robots::kStall || robots == Robots::kReset) return Reach::kClosed;
  return robots == Robots::kHeals ? Reach::kMayBeClosed : Reach::kOpen;
}

Hosts::Hosts(std::uint64_t seed) {
  std::vector<Robots> kinds(kHosts, Robots::kMissing);
  std::copy(kSpecial.begin(), kSpecial.end(), kinds.begin());
  Dice dice(seed, kHostStream);
  for (std::size_t i = kinds.size() - 1; i > 0; --i) std::swap(kinds[i], kinds[dice.Below(i + 1)]);
  hosts_.reserve(kHosts);
  for (std::size_t i = 0; i < kHosts; ++i) hosts_.push_back({fmt::format("127.0.0.{}", i + 2), kinds[i]});
}

std::optional<Host> Hosts::Find(std::string_view name) const {
  const auto found =
      std::find_if(hosts_.begin(), hosts_.end(), [&](const Host& h) { return h.name == name; });
  if (found == hosts_.end()) return std::nullopt;
  return *found;
}

const Host& Hosts::OpenOther(std::string_view host, std::uint64_t number) const {
  std::size_t at = number % hosts_.size();
  while (hosts_[at].name == host || hosts_[at].robots != Robots::kMissing) at = (at + 1) % hosts_.size();
  return hosts_[at];
}

std::string RobotsText(Robots robots) {
  std::string text =
      "# the rules of a shop\nUser-agent: *\nDisallow: /p/\n\nUser-agent: pricecrew\nDisallow: /members/\n";
  if (robots == Robots::kCrawlDelay) text += "Crawl-delay: 1\n";
  if (robots != Robots::kLong) return text;
  while (text.size() < kLongBytes - 100) text += "# nothing that a visitor needs to know of, line by line\n";
  return text + "Disallow: /\n";
}

}  // namespace pricecrew::shop
