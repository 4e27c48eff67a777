#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// An absolute http or https URL, parsed and serialized by the URL standard (https://url.spec.whatwg.org/).
/// Every part is in its serialized form: percent-encoded, host in lower case and IDNA ASCII.
struct Url {
  std::string scheme;                   ///< "http" or "https"
  std::string username;                 ///< usually empty
  std::string password;                 ///< usually empty
  std::string host;                     ///< domain, IPv4 in dotted form, or "[IPv6]"
  int port = -1;                        ///< -1 where the URL has none or the scheme's own (80, 443)
  std::string path;                     ///< begins with "/"
  std::optional<std::string> query;     ///< without "?"
  std::optional<std::string> fragment;  ///< without "#"

  /// The serialized URL ("href" of the standard).
  [[nodiscard]] std::string Href() const;
  /// scheme://host[:port]
  [[nodiscard]] std::string Origin() const;
  /// host[:port], as a Host header has it.
  [[nodiscard]] std::string HostPort() const;

  friend bool operator==(const Url&, const Url&) = default;
};

/// Parses an absolute URL in UTF-8 (of other bytes each is percent-encoded by itself). Absent where the
/// standard's parser fails, where the scheme is not http(s), or where an internationalized host is too long
/// for DNS.
std::optional<Url> ParseUrl(std::string_view input);

/// Resolves `input`, as found in a page, against `base`. Absent as above (mailto:, javascript:, tel:, ...).
std::optional<Url> ResolveUrl(std::string_view input, const Url& base);

/// The form that stands for the identity of a page, never fetched or printed: no fragment, no credentials, no
/// tracking parameters (utm_*, gclid, ...) or session ids, parameters in order of their names (those of one
/// name as they stood), percent-encoding in one spelling. A slash at the path's end stays.
std::string CanonicalUrl(const Url& url);

/// The host whose budget a request to `url` draws on: the host without a leading "www." (of a name that is a
/// domain without it) and without a dot at its end, with the port where it is not the scheme's own.
std::string BudgetHost(const Url& url);

/// "example.co.uk" for "shop.example.co.uk", by the public suffix list that libpsl was built with; the host
/// itself for an address, a single label or a public suffix. `host` as `Url::host` has it; a dot at its end
/// is dropped. Any thread.
std::string RegistrableDomain(const std::string& host);

}  // namespace pricecrew
