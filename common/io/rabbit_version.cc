#include "common/io/rabbit_version.h"

#include <fmt/format.h>

#include <charconv>

namespace pricecrew {

std::optional<std::string> OldBrokerWarning(std::string_view version) {
  constexpr int kFirstWithTakeover = 4;
  int major = 0;
  const auto read = std::from_chars(version.data(), version.data() + version.size(), major);
  if (read.ec != std::errc() || major >= kFirstWithTakeover) return std::nullopt;
  return fmt::format(
      "RabbitMQ {} is older than 4.0: a new consumer gets nothing from a shard until the shard's owner goes, "
      "so "
      "producers and workers that join later may stand idle",
      version);
}

}  // namespace pricecrew
