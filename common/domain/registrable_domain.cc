#include <libpsl.h>

#include "common/domain/ip_address.h"
#include "common/domain/url.h"

namespace pricecrew {

std::string RegistrableDomain(const std::string& host) {
  const std::string domain = host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
  if (domain.starts_with('[') || EndsInNumber(domain)) return domain;
  // libpsl's built-in list: constant data, without a file to read, an owner, or anything to initialise.
  const char* const registrable = psl_registrable_domain(psl_builtin(), domain.c_str());
  return registrable == nullptr ? domain : registrable;
}

}  // namespace pricecrew
