#include "common/app/listen_address.h"

#include <fmt/core.h>

#include <charconv>
#include <system_error>

namespace pricecrew {
namespace {

constexpr int kMostPort = 65'535;

}  // namespace

Result<ListenAddress> ParseListenAddress(const std::string& text) {
  const Error bad{ErrorKind::kStop, fmt::format("--listen '{}' is not of the form ADDRESS:PORT", text),
                  "usage"};
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return bad;
  ListenAddress address;
  address.host = colon == 0 ? "0.0.0.0" : text.substr(0, colon);
  if (address.host.starts_with('[') && address.host.ends_with(']'))
    address.host = address.host.substr(1, address.host.size() - 2);
  const char* const end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc{} || parsed != end || address.port < 0 || address.port > kMostPort) return bad;
  return address;
}

}  // namespace pricecrew
