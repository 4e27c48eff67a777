#pragma once

#include <cstdint>
#include <string>

#include "common/domain/result.h"

namespace pricecrew {

struct RabbitAddress {
  std::string host;
  std::uint16_t port = 5672;
  std::string user;
  std::string password;
  std::string vhost = "/";
  bool tls = false;

  /// For messages to people: without the password.
  [[nodiscard]] std::string Describe() const;
};

/// amqp://user:password@host:port/vhost or amqps://…, parts percent-encoded; what is left out is guest:guest,
/// localhost, 5672 (5671 with TLS) and "/". kStop for anything else; its text does not repeat the URL.
/// https://www.rabbitmq.com/docs/uri-spec
Result<RabbitAddress> ParseRabbitUrl(std::string url);

}  // namespace pricecrew
