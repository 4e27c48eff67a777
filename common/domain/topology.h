#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pricecrew {

inline constexpr std::string_view kTasksExchange = "pricecrew.tasks";
inline constexpr std::string_view kResultsExchange = "pricecrew.results";
inline constexpr std::string_view kDeadExchange = "pricecrew.dead";
inline constexpr std::string_view kControlExchange = "pricecrew.control";
inline constexpr std::string_view kResultsQueue = "results";
inline constexpr std::string_view kDeadQueue = "dead";
inline constexpr std::string_view kControlQueue = "pricecrew.control";  ///< a stream

enum class ExchangeKind { kDirect, kFanout };

struct ExchangeSpec {
  std::string name;
  ExchangeKind kind = ExchangeKind::kDirect;
};

/// An argument of a queue, by its AMQP name.
struct QueueArgument {
  std::string name;
  std::variant<std::int64_t, std::string, bool> value;
};

struct QueueSpec {
  std::string name;
  std::vector<QueueArgument> arguments;
};

struct BindingSpec {
  std::string exchange;
  std::string queue;
  std::string routing_key;
};

/// Everything that the stages need of a broker, durable throughout; declaring it again changes nothing.
struct Topology {
  std::vector<ExchangeSpec> exchanges;
  std::vector<QueueSpec> queues;
  std::vector<BindingSpec> bindings;
};

/// How many shards each stage has. Part of the queues' names, so that a deployment cannot mix two layouts.
struct ShardCounts {
  std::uint32_t category = 16;
  std::uint32_t product = 64;
};

enum class Stage { kCategory, kProduct };
/// "category", "product"
std::string_view ToString(Stage stage);

/// Name and routing key of a shard's queue, e.g. "product.64.07".
std::string ShardQueue(Stage stage, std::uint32_t shard, const ShardCounts& counts);

Topology MakeTopology(const ShardCounts& counts);

}  // namespace pricecrew
