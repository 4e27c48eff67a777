#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/io/rabbit_api.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// The AMQP properties of a message to be published: persistent, JSON, its headers as text, but for those
/// that begin with "x-", which are the broker's. Borrows from the message.
class OutgoingProperties {
 public:
  /// `message_id` comes back with the message if no queue takes it.
  OutgoingProperties(const Message& message, std::string message_id);
  OutgoingProperties(const OutgoingProperties&) = delete;
  OutgoingProperties& operator=(const OutgoingProperties&) = delete;
  ~OutgoingProperties() = default;

  [[nodiscard]] const amqp_basic_properties_t& raw() const { return properties_; }

 private:
  std::string message_id_;
  std::vector<amqp_table_entry_t> entries_;
  amqp_basic_properties_t properties_{};
};

struct IncomingProperties {
  std::vector<std::pair<std::string, std::string>> headers;  ///< those that are text
  std::optional<std::uint32_t> delivery_count;               ///< x-delivery-count, which quorum queues add
};
IncomingProperties ReadProperties(const amqp_basic_properties_t& properties);

/// What AMQP cannot carry, or no broker would take (kGiveUp): sent all the same, it would cost the
/// connection, again and again.
Result<void> CheckPublishable(const Message& message);

}  // namespace pricecrew
