#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace pricecrew {

/// How the two sides of a comparison are spelled. RFC 9309 2.2.2 wants %XX in one spelling on both sides, and
/// everything escaped that no URI may hold. Google's parser, whose tests the world measures by, leaves both
/// to its caller. Where the two disagree, the stricter verdict holds: Disallow patterns are compared as the
/// RFC says, and an Allow pattern does not gain by an escape that nobody needs, nor by a path that is no URI.
enum class RobotsSpelling : std::uint8_t {
  kNormal,     ///< Disallow: escaped, in the one spelling of RFC 3986 6.2.2
  kUri,        ///< Allow: as kNormal, but bytes above ASCII in a path stay as they are and match only "*"
  kAsWritten,  ///< Allow patterns with letters, digits, "-", ".", "_" or "~" escaped: only the same spelling
};

/// A path with its query, begun with "/", ready to be compared with many patterns.
class RobotsPath {
 public:
  explicit RobotsPath(std::string_view path);
  [[nodiscard]] const std::string& In(RobotsSpelling spelling) const;

 private:
  std::array<std::string, 3> spellings_;
};

/// The pattern of one Allow or Disallow line: a prefix with "*" for any characters, and "$" at its end for
/// the end of the path (RFC 9309 2.2.3). Elsewhere "$" is itself; %2A and %24 are always themselves.
class RobotsPattern {
 public:
  static RobotsPattern Allow(std::string_view value);
  static RobotsPattern Disallow(std::string_view value);

  /// In time linear in the path and the pattern.
  [[nodiscard]] bool Matches(const RobotsPath& path) const;
  [[nodiscard]] bool is_allow() const { return spelling_ != RobotsSpelling::kNormal; }
  /// Of two patterns that match, the one with more octets holds.
  [[nodiscard]] std::uint32_t octets() const { return octets_; }
  /// Whether a comparison may have to look at the whole path.
  [[nodiscard]] bool HasWildcard() const { return pattern_.find('*') != std::string::npos; }
  [[nodiscard]] std::size_t MemoryBytes() const { return sizeof(*this) + pattern_.capacity(); }

 private:
  RobotsPattern(std::string pattern, RobotsSpelling spelling, std::size_t octets);
  std::string pattern_;  // without a "*" at its end
  std::uint32_t octets_ = 0;
  RobotsSpelling spelling_ = RobotsSpelling::kNormal;
};

}  // namespace pricecrew
