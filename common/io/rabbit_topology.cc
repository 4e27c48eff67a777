#include "common/io/rabbit_topology.h"

#include <fmt/format.h>

#include <charconv>

#include "common/io/rabbit_connection.h"
#include "common/io/rabbit_faults.h"

namespace pricecrew {
namespace {

constexpr std::uint16_t kDeclaringChannel = 1;

const char* ToString(ExchangeKind kind) { return kind == ExchangeKind::kDirect ? "direct" : "fanout"; }

amqp_field_value_t FieldValue(const std::int64_t& number) {
  amqp_field_value_t field{};
  field.kind = AMQP_FIELD_KIND_I64;
  field.value.i64 = number;
  return field;
}

amqp_field_value_t FieldValue(const std::string& text) {
  amqp_field_value_t field{};
  field.kind = AMQP_FIELD_KIND_UTF8;
  field.value.bytes = Bytes(text);
  return field;
}

amqp_field_value_t FieldValue(const bool& yes) {
  amqp_field_value_t field{};
  field.kind = AMQP_FIELD_KIND_BOOLEAN;
  field.value.boolean = yes ? 1 : 0;
  return field;
}

std::vector<amqp_table_entry_t> Entries(const QueueSpec& queue) {
  std::vector<amqp_table_entry_t> entries;
  entries.reserve(queue.arguments.size());
  for (const QueueArgument& argument : queue.arguments)
    entries.push_back({Bytes(argument.name),
                       std::visit([](const auto& value) { return FieldValue(value); }, argument.value)});
  return entries;
}

std::string Describe(const QueueSpec& queue) {
  std::string text = fmt::format("declaring queue '{}' (durable", queue.name);
  for (const QueueArgument& argument : queue.arguments)
    text += std::visit([&](const auto& value) { return fmt::format(", {}={}", argument.name, value); },
                       argument.value);
  return text + ")";
}

Result<void> DeclareExchange(amqp_connection_state_t state, const ExchangeSpec& exchange) {
  amqp_exchange_declare(state, kDeclaringChannel, Bytes(exchange.name),
                        amqp_cstring_bytes(ToString(exchange.kind)), 0, 1, 0, 0, amqp_empty_table);
  return CheckReply(amqp_get_rpc_reply(state), fmt::format("declaring exchange '{}' (durable, {})",
                                                           exchange.name, ToString(exchange.kind)));
}

/// The number that the broker has where another was asked for; "... but current is '16064'".
std::optional<std::int64_t> CurrentNumber(std::string_view broker_text) {
  constexpr std::string_view kBefore = "current is '";
  const auto found = broker_text.find(kBefore);
  if (found == std::string_view::npos) return std::nullopt;
  const std::string_view rest = broker_text.substr(found + kBefore.size());
  std::int64_t number = 0;
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> AskedLength(const QueueSpec& queue) {
  for (const QueueArgument& argument : queue.arguments)
    if (argument.name == "x-max-length") return std::get<std::int64_t>(argument.value);
  return std::nullopt;
}

/// The layout queue's refusal is about settings, which are what a person can change.
Error Explain(Error error, const QueueSpec& queue) {
  if (queue.name != kLayoutQueue || error.code != "precondition_failed") return error;
  const auto ours = AskedLength(queue);
  const auto the_brokers = CurrentNumber(error.text);
  if (ours && the_brokers) error.text = DescribeOtherLayout(LayoutOf(*ours), LayoutOf(*the_brokers));
  return error;
}

Result<void> DeclareQueue(amqp_connection_state_t state, const QueueSpec& queue) {
  auto entries = Entries(queue);
  const amqp_table_t arguments{static_cast<int>(entries.size()), entries.data()};
  amqp_queue_declare(state, kDeclaringChannel, Bytes(queue.name), 0, 1, 0, 0, arguments);
  auto declared = CheckReply(amqp_get_rpc_reply(state), Describe(queue));
  return declared ? declared : Explain(declared.error(), queue);
}

Result<void> Bind(amqp_connection_state_t state, const BindingSpec& binding) {
  amqp_queue_bind(state, kDeclaringChannel, Bytes(binding.queue), Bytes(binding.exchange),
                  Bytes(binding.routing_key), amqp_empty_table);
  return CheckReply(amqp_get_rpc_reply(state),
                    fmt::format("binding queue '{}' to exchange '{}' with key '{}'", binding.queue,
                                binding.exchange, binding.routing_key));
}

template <typename Spec, typename Declare>
Result<void> ForEach(const std::vector<Spec>& specs, RabbitConnection& connection, Declare declare) {
  for (const Spec& spec : specs) {
    if (auto declared = declare(connection.raw(), spec); !declared) return declared;
    connection.Release(kDeclaringChannel);
  }
  return {};
}

}  // namespace

Result<void> DeclareTopology(RabbitConnection& connection, const Topology& topology) {
  if (auto opened = connection.OpenChannel(kDeclaringChannel); !opened) return opened;
  if (auto done = ForEach(topology.exchanges, connection, DeclareExchange); !done) return done;
  if (auto done = ForEach(topology.queues, connection, DeclareQueue); !done) return done;
  if (auto done = ForEach(topology.bindings, connection, Bind); !done) return done;
  return CheckReply(amqp_channel_close(connection.raw(), kDeclaringChannel, AMQP_REPLY_SUCCESS),
                    "closing the channel of the declarations");
}

}  // namespace pricecrew
