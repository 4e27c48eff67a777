#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/robots_pattern.h"

namespace pricecrew {

/// The name by which robots.txt calls a crawler: the letters, "-" and "_" that its User-Agent begins with, in
/// lower case ("pricecrew" of "PriceCrew/1.2 (+https://...)"). Empty where there are none. RFC 9309 2.2.1.
std::string ProductToken(std::string_view user_agent);

/// What one robots.txt says to one crawler (https://www.rfc-editor.org/rfc/rfc9309). A few MB at most,
/// whatever the file.
class RobotsRules {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{500} << 10;  ///< what is read of a file

  /// Takes the groups that name `product_token` (in any case) together, and those of "*" only where there is
  /// none. What is no line of the standard is passed over; nothing is an error.
  static RobotsRules Parse(std::string_view text, std::string_view product_token);
  static RobotsRules AllowAll() { return {}; }
  static RobotsRules DisallowAll();

  /// `path` begins with "/" and includes the query. The longest match wins, Allow on a tie; /robots.txt
  /// itself is always allowed. Where rules and path are so many that comparing would take tens of
  /// milliseconds, the answer is no.
  [[nodiscard]] bool Allows(std::string_view path) const;
  /// Seconds between two requests that the group in force asks for, 0 or more and not capped; the longest
  /// where it says several. Absent where it says none.
  [[nodiscard]] std::optional<double> crawl_delay() const { return crawl_delay_; }
  /// Of the whole file, as they stand there.
  [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }
  /// For who keeps the rules of many hosts.
  [[nodiscard]] std::size_t MemoryBytes() const;

 private:
  class Reader;

  std::vector<RobotsPattern> patterns_;
  std::size_t wildcards_ = 0;  // patterns that may look at all of a path
  std::optional<double> crawl_delay_;
  std::vector<std::string> sitemaps_;
};

}  // namespace pricecrew
