#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
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
/// Takes the probes by which a process sees that the broker still confirms; keeps the last one only.
inline constexpr std::string_view kProbeQueue = "pricecrew.probe";
inline constexpr std::string_view kControlQueue = "pricecrew.control";  ///< a stream

/// Never holds a message: its x-max-length says with which counts of shards the broker was set up, so that
/// another setting is refused at the start.
inline constexpr std::string_view kLayoutQueue = "pricecrew.layout";

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

/// Both counts, each below 1,000, as one number for the layout queue: 16064.
std::int64_t LayoutMark(const ShardCounts& counts);
ShardCounts LayoutOf(std::int64_t mark);
/// For the person who has to choose: which settings differ, and both layouts.
std::string DescribeOtherLayout(const ShardCounts& ours, const ShardCounts& the_brokers);

enum class Stage { kCategory, kProduct };
/// "category", "product"
std::string_view ToString(Stage stage);

/// Name and routing key of a shard's queue, e.g. "product.64.07".
std::string ShardQueue(Stage stage, std::uint32_t shard, const ShardCounts& counts);

/// One rung of the ladder: what is published to its exchange goes to pricecrew.tasks, under the same routing
/// key, after the wait.
struct Rung {
  std::chrono::seconds wait;
  std::string_view name;
};
inline constexpr std::array kRungs{Rung{std::chrono::seconds(1), "1s"},   Rung{std::chrono::seconds(5), "5s"},
                                   Rung{std::chrono::seconds(30), "30s"}, Rung{std::chrono::minutes(2), "2m"},
                                   Rung{std::chrono::minutes(10), "10m"}, Rung{std::chrono::hours(1), "1h"}};

/// Name of a rung's exchange, and of its queue.
std::string RungExchange(const Rung& rung);
/// The longest rung that is not longer than `wait`; absent below the shortest.
std::optional<Rung> RungBelow(std::chrono::milliseconds wait);

Topology MakeTopology(const ShardCounts& counts);

}  // namespace pricecrew
