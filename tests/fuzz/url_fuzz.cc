// The first line is the address of a page, the rest a link in it.

#include <string>

#include "common/domain/url.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {
namespace {

void RequireStable(const Url& url) {
  const auto again = ParseUrl(url.Href());
  Require(again && *again == url, "a URL's own text is read as the same URL");
  const auto canonical = ParseUrl(CanonicalUrl(url));
  Require(canonical && CanonicalUrl(*canonical) == CanonicalUrl(url), "the canonical form is its own");
  const bool only_dots =
      url.host.find_first_not_of('.') == std::string::npos;  // "http://./", which no name is
  Require(only_dots || !BudgetHost(url).empty(), "a URL has a host");
  (void)RegistrableDomain(url.host);
}

}  // namespace

void ReadInput(std::string_view input) {
  const auto [line, link] = SplitFirstLine(input);
  if (const auto alone = ParseUrl(input)) RequireStable(*alone);
  const auto base = ParseUrl(line);
  if (!base) return;
  RequireStable(*base);
  if (const auto resolved = ResolveUrl(link, *base)) RequireStable(*resolved);
}

}  // namespace pricecrew::fuzz
