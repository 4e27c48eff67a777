#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// The hosts that a rule is for: "shop.example" that host alone, "*.shop.example" all below it, "*" any.
class HostPattern {
 public:
  /// Absent where `text` is none: a host without scheme, port and path. It may be internationalized.
  static std::optional<HostPattern> Parse(std::string_view text);

  /// `host` as Url::host has it.
  [[nodiscard]] bool Matches(std::string_view host) const;

 private:
  HostPattern() = default;

  std::string host_;       // empty: any
  bool is_below_ = false;  // those below it, not itself
};

}  // namespace pricecrew
