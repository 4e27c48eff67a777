#include "common/domain/cookie.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace pricecrew {
namespace {

constexpr std::string_view kHttpOnlyPrefix = "#HttpOnly_";

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

std::optional<Cookie> ParseLine(std::string_view line) {
  std::array<std::string_view, 7> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t tab = i + 1 < fields.size() ? line.find('\t') : line.size();
    if (tab == std::string_view::npos) return std::nullopt;
    fields[i] = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  Cookie cookie;
  cookie.domain = Lower(fields[0].starts_with('.') ? fields[0].substr(1) : fields[0]);
  cookie.host_only = fields[1] != "TRUE";
  cookie.path = fields[2];
  cookie.secure = fields[3] == "TRUE";
  const auto parsed = std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), cookie.expires);
  cookie.name = fields[5];
  cookie.value = fields[6];
  const bool clean = cookie.value.find_first_of("\r\n;") == std::string::npos;
  if (parsed.ec != std::errc{} || cookie.domain.empty() || cookie.name.empty() || !clean) return std::nullopt;
  return cookie;
}

bool DomainMatches(const Cookie& cookie, std::string_view host) {
  if (host == cookie.domain) return true;
  return !cookie.host_only && host.ends_with(cookie.domain) && host.size() > cookie.domain.size() &&
         host[host.size() - cookie.domain.size() - 1] == '.';
}

bool PathMatches(const Cookie& cookie, std::string_view path) {
  if (!path.starts_with(cookie.path)) return false;
  return path.size() == cookie.path.size() || cookie.path.ends_with('/') || path[cookie.path.size()] == '/';
}

}  // namespace

Result<std::vector<Cookie>> ParseCookieFile(std::string_view text) {
  std::vector<Cookie> cookies;
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with(kHttpOnlyPrefix)) line.remove_prefix(kHttpOnlyPrefix.size());
    if (line.empty() || line.starts_with('#')) continue;
    std::optional<Cookie> cookie = ParseLine(line);
    if (!cookie)
      return Error{ErrorKind::kGiveUp, fmt::format("line {} is not a Netscape cookie line", number)};
    cookies.push_back(std::move(*cookie));
  }
  return cookies;
}

std::string CookieHeader(const std::vector<Cookie>& cookies, const Url& url, std::int64_t now) {
  std::string header;
  for (const Cookie& cookie : cookies) {
    const bool alive = cookie.expires == 0 || cookie.expires > now;
    if (!alive || (cookie.secure && url.scheme != "https") || !DomainMatches(cookie, url.host) ||
        !PathMatches(cookie, url.path))
      continue;
    if (!header.empty()) header += "; ";
    header += cookie.name + "=" + cookie.value;
  }
  return header;
}

}  // namespace pricecrew
