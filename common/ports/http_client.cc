#include "common/ports/http_client.h"

#include <algorithm>

namespace pricecrew {

std::optional<std::string_view> HttpResponse::Header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [name](const HttpHeader& header) { return header.first == name; });
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

}  // namespace pricecrew
