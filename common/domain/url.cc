#include "common/domain/url.h"

namespace pricecrew {

std::string Url::HostPort() const { return port < 0 ? host : host + ':' + std::to_string(port); }

std::string Url::Origin() const { return scheme + "://" + HostPort(); }

std::string Url::Href() const {
  std::string href;
  href.reserve(scheme.size() + host.size() + path.size() + (query ? query->size() : 0) + 16);
  href.append(scheme).append("://");
  if (!username.empty() || !password.empty()) {
    href += username;
    if (!password.empty()) href.append(":").append(password);
    href += '@';
  }
  href.append(HostPort()).append(path);
  if (query) href.append("?").append(*query);
  if (fragment) href.append("#").append(*fragment);
  return href;
}

std::string BudgetHost(const Url& url) {
  std::string host = url.host;
  if (host.ends_with('.')) host.pop_back();
  constexpr std::string_view kWww = "www.";
  const bool leaves_a_domain = host.find('.', kWww.size()) != std::string::npos;
  if (host.starts_with(kWww) && leaves_a_domain) host.erase(0, kWww.size());
  return url.port < 0 ? host : host + ':' + std::to_string(url.port);
}

}  // namespace pricecrew
