#include <algorithm>
#include <vector>

#include "common/domain/ascii.h"
#include "common/domain/percent_encoding.h"
#include "common/domain/url.h"
#include "common/domain/url_parameters.h"

namespace pricecrew {
namespace {

/// "name=value" of a query, cut at the first "=".
struct Parameter {
  std::string_view name;
  std::string_view value;
  std::string_view text;
};

Parameter CutParameter(std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  return {text.substr(0, equals), text.substr(std::min(equals + 1, text.size())), text};
}

std::vector<Parameter> IdentifyingParameters(std::string_view query) {
  std::vector<Parameter> kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const Parameter parameter = CutParameter(query.substr(0, end));
    query.remove_prefix(std::min(end + 1, query.size()));
    if (!parameter.text.empty() && !IsTrackingParameter(parameter.name, parameter.value))
      kept.push_back(parameter);
  }
  return kept;
}

/// With its "?", or empty.
std::string CanonicalQuery(std::string_view raw) {
  const std::string query = NormalizePercentEncoding(raw);
  auto parameters = IdentifyingParameters(query);
  std::stable_sort(parameters.begin(), parameters.end(),
                   [](const Parameter& a, const Parameter& b) { return a.name < b.name; });
  std::string canonical;
  for (const Parameter& parameter : parameters)
    canonical.append(canonical.empty() ? "?" : "&").append(parameter.text);
  return canonical;
}

/// Its last segment would lead elsewhere by itself.
bool EndsInDots(std::string_view path) { return path.ends_with("/.") || path.ends_with("/.."); }

/// Servlet containers write the session into the path: "/item;jsessionid=0A1B?id=7".
std::string WithoutSessionInPath(const std::string& path) {
  constexpr std::string_view kSession = ";jsessionid=";
  std::string without;
  for (auto at = path.begin(); at != path.end();) {
    const auto begin = std::search(at, path.end(), kSession.begin(), kSession.end(),
                                   [](char a, char b) { return AsciiLower(a) == b; });
    without.append(at, begin);
    if (begin == path.end()) break;
    at = std::find_if(begin + 1, path.end(), [](char c) { return c == ';' || c == '/'; });
    if (EndsInDots(without)) without.append(begin, at);
  }
  return without;
}

/// Some shops write into the path where the visitor clicked: "/item/7/ref=sr_1_4".
std::string WithoutReferrerInPath(std::string path) {
  while (true) {
    const std::size_t slash = path.rfind('/');
    const Parameter last = CutParameter(std::string_view(path).substr(slash + 1));
    const bool is_parameter = last.text.size() != last.name.size();
    if (slash == 0 || slash == std::string::npos || !is_parameter ||
        !IsTrackingParameter(last.name, last.value))
      return path;
    path.resize(slash);
  }
}

}  // namespace

std::string CanonicalUrl(const Url& url) {
  std::string path = WithoutReferrerInPath(WithoutSessionInPath(NormalizePercentEncoding(url.path)));
  std::string canonical = url.Origin().append(path);
  if (url.query) canonical.append(CanonicalQuery(*url.query));
  return canonical;
}

}  // namespace pricecrew
