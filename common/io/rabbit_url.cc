#include "common/io/rabbit_url.h"

#include <fmt/format.h>

#include "common/io/rabbit_api.h"

namespace pricecrew {

std::string RabbitAddress::Describe() const {
  return fmt::format("{}://{}@{}:{} vhost '{}'", tls ? "amqps" : "amqp", user, host, port, vhost);
}

Result<RabbitAddress> ParseRabbitUrl(std::string url) {
  amqp_connection_info info{};
  if (const int status = amqp_parse_url(url.data(), &info); status != AMQP_STATUS_OK)
    return Error{ErrorKind::kStop,
                 fmt::format("the broker's URL is not of the form amqp://user:password@host:port/vhost: {}",
                             amqp_error_string2(status)),
                 "bad_url"};
  const std::string vhost = info.vhost;
  return RabbitAddress{info.host,     static_cast<std::uint16_t>(info.port), info.user,
                       info.password, vhost.empty() ? "/" : vhost,           info.ssl != 0};
}

}  // namespace pricecrew
