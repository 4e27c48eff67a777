#include "common/rules/host_pattern.h"

#include <utility>

#include "common/domain/url_host.h"

namespace pricecrew {
namespace {

std::string_view WithoutDot(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

}  // namespace

std::optional<HostPattern> HostPattern::Parse(std::string_view text) {
  HostPattern pattern;
  if (text == "*") return pattern;
  pattern.is_below_ = text.starts_with("*.");
  if (pattern.is_below_) text.remove_prefix(2);
  auto host = ParseHost(text);
  if (!host || host->find('*') != std::string::npos) return std::nullopt;
  pattern.host_ = WithoutDot(*host);
  return pattern;
}

bool HostPattern::Matches(std::string_view host) const {
  host = WithoutDot(host);
  if (host_.empty()) return true;
  if (!is_below_) return host == host_;
  return host.size() > host_.size() + 1 && host.ends_with(host_) &&
         host[host.size() - host_.size() - 1] == '.';
}

}  // namespace pricecrew
