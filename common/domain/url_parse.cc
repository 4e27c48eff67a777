#include <algorithm>
#include <charconv>
#include <utility>

#include "common/domain/ascii.h"
#include "common/domain/percent_encoding.h"
#include "common/domain/url.h"
#include "common/domain/url_host.h"
#include "common/domain/url_path.h"

namespace pricecrew {
namespace {

constexpr auto kEnd = std::string_view::npos;
constexpr int kMaxPort = 65535;

constexpr bool IsSlash(char c) { return c == '/' || c == '\\'; }

std::string_view WithoutFirst(std::string_view text) { return text.empty() ? text : text.substr(1); }

std::string_view TrimControlsAndSpaces(std::string_view text) {
  const auto is_trimmed = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_trimmed(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_trimmed(text.back())) text.remove_suffix(1);
  return text;
}

/// Tabs and line ends may stand anywhere in a URL and mean nothing; few URLs have any.
bool HasTabOrNewline(std::string_view text) { return text.find_first_of("\t\n\r") != kEnd; }

std::string WithoutTabsAndNewlines(std::string_view text) {
  std::string kept(text);
  std::erase_if(kept, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return kept;
}

/// The scheme that `text` begins with, without ":".
std::optional<std::string_view> FindScheme(std::string_view text) {
  const auto is_scheme_char = [](char c) { return IsAsciiAlnum(c) || c == '+' || c == '-' || c == '.'; };
  if (text.empty() || !IsAsciiAlpha(text[0])) return std::nullopt;
  const auto end = std::find_if_not(text.begin(), text.end(), is_scheme_char);
  if (end == text.end() || *end != ':') return std::nullopt;
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

int DefaultPort(std::string_view scheme) { return scheme == "https" ? 443 : 80; }

/// A URL cut at its delimiters; each part as it was written.
struct RawParts {
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

RawParts CutPathQueryFragment(std::string_view text) {
  RawParts parts;
  if (const std::size_t hash = text.find('#'); hash != kEnd) {
    parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != kEnd) {
    parts.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  parts.path = text;
  return parts;
}

Url WithQueryAndFragment(Url url, const RawParts& parts) {
  url.query.reset();
  url.fragment.reset();
  if (parts.query) url.query = PercentEncode(*parts.query, PercentEncodeSet::kQuery);
  if (parts.fragment) url.fragment = PercentEncode(*parts.fragment, PercentEncodeSet::kFragment);
  return url;
}

/// -1 where `digits` is empty or `scheme`'s own port; absent where it is no port.
std::optional<int> ParsePort(std::string_view digits, std::string_view scheme) {
  if (digits.empty()) return -1;
  if (!std::all_of(digits.begin(), digits.end(), IsAsciiDigit)) return std::nullopt;
  int port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || port > kMaxPort) return std::nullopt;
  return port == DefaultPort(scheme) ? -1 : port;
}

/// Where the port's ":" is in "host:port"; a ":" within "[...]" belongs to the address.
std::size_t FindPortColon(std::string_view host_port) {
  const std::size_t bracket = host_port.find('[');
  const std::size_t colon = host_port.find(':');
  if (bracket == kEnd || colon < bracket) return colon;
  return host_port.find(':', std::min(host_port.find(']', bracket), host_port.size()));
}

/// The URL that `authority` ("user:password@host:port") begins; its path and what follows are still empty.
std::optional<Url> ParseAuthority(std::string_view scheme, std::string_view authority) {
  Url url;
  url.scheme = scheme;
  if (const std::size_t at = authority.rfind('@'); at != kEnd) {
    const std::string_view userinfo = authority.substr(0, at);
    const std::size_t colon = std::min(userinfo.find(':'), userinfo.size());
    url.username = PercentEncode(userinfo.substr(0, colon), PercentEncodeSet::kUserinfo);
    url.password = PercentEncode(WithoutFirst(userinfo.substr(colon)), PercentEncodeSet::kUserinfo);
    authority.remove_prefix(at + 1);
  }
  const std::size_t colon = std::min(FindPortColon(authority), authority.size());
  auto host = ParseHost(authority.substr(0, colon));
  const auto port = ParsePort(WithoutFirst(authority.substr(colon)), scheme);
  if (!host || !port) return std::nullopt;
  url.host = *std::move(host);
  url.port = *port;
  return url;
}

/// `text` is what follows the scheme; any number of slashes may lead.
std::optional<Url> ParseAfterScheme(std::string_view scheme, std::string_view text) {
  while (!text.empty() && IsSlash(text[0])) text.remove_prefix(1);
  const std::size_t authority_end = std::min(text.find_first_of("/\\?#"), text.size());
  auto url = ParseAuthority(scheme, text.substr(0, authority_end));
  if (!url) return std::nullopt;
  const RawParts parts = CutPathQueryFragment(text.substr(authority_end));
  url->path = NormalizePath(parts.path);
  return WithQueryAndFragment(*std::move(url), parts);
}

Url ResolvePath(std::string_view text, const Url& base) {
  const RawParts parts = CutPathQueryFragment(text);
  Url url = WithQueryAndFragment(base, parts);
  if (parts.path.empty()) {
    if (!parts.query) url.query = base.query;
  } else if (IsSlash(parts.path[0])) {
    url.path = NormalizePath(parts.path);
  } else {
    url.path.resize(url.path.rfind('/') + 1);
    url.path = NormalizePath(url.path.append(parts.path));
  }
  return url;
}

std::optional<Url> ResolveRelative(std::string_view text, const Url& base) {
  const bool has_authority = text.size() > 1 && IsSlash(text[0]) && IsSlash(text[1]);
  return has_authority ? ParseAfterScheme(base.scheme, text) : ResolvePath(text, base);
}

/// `base` may be null. `text` is trimmed and holds no tab or line end.
std::optional<Url> ParseTrimmed(std::string_view text, const Url* base) {
  const auto scheme = FindScheme(text);
  if (!scheme) return base == nullptr ? std::nullopt : ResolveRelative(text, *base);
  const bool is_https = EqualsIgnoringCase(*scheme, "https");
  if (!is_https && !EqualsIgnoringCase(*scheme, "http")) return std::nullopt;
  const std::string_view name = is_https ? "https" : "http";
  const std::string_view rest = text.substr(scheme->size() + 1);
  // "http:page" is relative to a base of the same scheme.
  return base != nullptr && base->scheme == name ? ResolveRelative(rest, *base)
                                                 : ParseAfterScheme(name, rest);
}

std::optional<Url> Parse(std::string_view input, const Url* base) {
  const std::string_view text = TrimControlsAndSpaces(input);
  return HasTabOrNewline(text) ? ParseTrimmed(WithoutTabsAndNewlines(text), base) : ParseTrimmed(text, base);
}

}  // namespace

std::optional<Url> ParseUrl(std::string_view input) { return Parse(input, nullptr); }

std::optional<Url> ResolveUrl(std::string_view input, const Url& base) { return Parse(input, &base); }

}  // namespace pricecrew
