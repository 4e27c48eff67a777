#include "common/io/rabbit_message.h"

#include <fmt/format.h>

#include <algorithm>

namespace pricecrew {
namespace {

constexpr std::uint8_t kPersistent = 2;
constexpr std::size_t kMaxShortString = 255;
constexpr std::size_t kMaxHeaderBytes = 65'536;              // they have to fit into one frame
constexpr std::size_t kMaxBodyBytes = std::size_t{8} << 20;  // RabbitMQ 4 takes 16 MiB unless told otherwise

amqp_table_entry_t TextEntry(const std::string& name, const std::string& text) {
  amqp_table_entry_t entry{};
  entry.key = Bytes(name);
  entry.value.kind = AMQP_FIELD_KIND_UTF8;
  entry.value.value.bytes = Bytes(text);
  return entry;
}

std::optional<std::uint32_t> Count(const amqp_field_value_t& field) {
  switch (field.kind) {
    case AMQP_FIELD_KIND_I64:
    case AMQP_FIELD_KIND_U64:
      return static_cast<std::uint32_t>(std::max<std::int64_t>(0, field.value.i64));
    case AMQP_FIELD_KIND_I32:
    case AMQP_FIELD_KIND_U32:
      return static_cast<std::uint32_t>(std::max<std::int32_t>(0, field.value.i32));
    case AMQP_FIELD_KIND_I16:
    case AMQP_FIELD_KIND_U16:
      return field.value.u16;
    case AMQP_FIELD_KIND_I8:
    case AMQP_FIELD_KIND_U8:
      return field.value.u8;
    default:
      return std::nullopt;
  }
}

/// What the broker wrote about an earlier life of a message: carried over, it would be read as this one's.
bool IsTheBrokers(std::string_view header) { return header.starts_with("x-"); }

std::size_t HeaderBytes(const Message& message) {
  std::size_t bytes = 0;
  for (const auto& [name, text] : message.headers) bytes += name.size() + text.size() + 8;
  return bytes;
}

bool NamesFit(const Message& message) {
  return message.exchange.size() <= kMaxShortString && message.routing_key.size() <= kMaxShortString &&
         std::all_of(message.headers.begin(), message.headers.end(),
                     [](const auto& header) { return header.first.size() <= kMaxShortString; });
}

}  // namespace

OutgoingProperties::OutgoingProperties(const Message& message, std::string message_id)
    : message_id_(std::move(message_id)) {
  entries_.reserve(message.headers.size());
  for (const auto& [name, text] : message.headers)
    if (!IsTheBrokers(name)) entries_.push_back(TextEntry(name, text));
  properties_._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG |
                       AMQP_BASIC_MESSAGE_ID_FLAG | AMQP_BASIC_HEADERS_FLAG;
  properties_.content_type = Bytes("application/json");
  properties_.delivery_mode = kPersistent;
  properties_.message_id = Bytes(message_id_);
  properties_.headers = {static_cast<int>(entries_.size()), entries_.data()};
}

IncomingProperties ReadProperties(const amqp_basic_properties_t& properties) {
  IncomingProperties incoming;
  if ((properties._flags & AMQP_BASIC_HEADERS_FLAG) == 0) return incoming;
  const amqp_table_t& table = properties.headers;
  for (int i = 0; i < table.num_entries; ++i) {
    const amqp_table_entry_t& entry = table.entries[i];
    if (entry.value.kind == AMQP_FIELD_KIND_UTF8)
      incoming.headers.emplace_back(Text(entry.key), Text(entry.value.value.bytes));
    else if (View(entry.key) == "x-delivery-count")
      incoming.delivery_count = Count(entry.value);
  }
  return incoming;
}

Result<void> CheckPublishable(const Message& message) {
  if (NamesFit(message) && HeaderBytes(message) <= kMaxHeaderBytes && message.body.size() <= kMaxBodyBytes)
    return {};
  return Error{
      ErrorKind::kGiveUp,
      fmt::format("a message of {} bytes with {} bytes of headers to exchange '{}' is larger than AMQP or "
                  "the limits of this program allow",
                  message.body.size(), HeaderBytes(message), message.exchange),
      "too_large"};
}

}  // namespace pricecrew
