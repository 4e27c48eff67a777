#include "common/domain/topology.h"

#include <fmt/format.h>

#include <algorithm>

namespace pricecrew {
namespace {

constexpr std::int64_t kLayoutBase = 1'000;
constexpr std::int64_t kShardDeliveryLimit = 20;
// Absent, RabbitMQ 4 drops a message silently after 20 deliveries; -1 empties the queue on 3.10.
constexpr std::int64_t kEndlessDeliveryLimit = 1'000'000;

std::vector<QueueArgument> QuorumArguments(std::int64_t delivery_limit) {
  return {{"x-queue-type", std::string("quorum")},
          {"x-single-active-consumer", true},
          {"x-delivery-limit", delivery_limit}};
}

QueueSpec Shard(const std::string& name) {
  QueueSpec queue{name, QuorumArguments(kShardDeliveryLimit)};
  queue.arguments.push_back({"x-dead-letter-exchange", std::string(kDeadExchange)});
  queue.arguments.push_back({"x-dead-letter-strategy", std::string("at-least-once")});
  queue.arguments.push_back({"x-overflow", std::string("reject-publish")});  // at-least-once asks for it
  return queue;
}

QueueSpec RungQueue(const Rung& rung) {
  QueueSpec queue{
      RungExchange(rung),
      {{"x-queue-type", std::string("quorum")},
       {"x-message-ttl", std::chrono::duration_cast<std::chrono::milliseconds>(rung.wait).count()},
       {"x-dead-letter-exchange", std::string(kTasksExchange)},
       {"x-dead-letter-strategy", std::string("at-least-once")},
       {"x-overflow", std::string("reject-publish")}}};
  return queue;
}

QueueSpec LayoutQueue(const ShardCounts& counts) {
  return {std::string(kLayoutQueue),
          {{"x-queue-type", std::string("quorum")}, {"x-max-length", LayoutMark(counts)}}};
}

QueueSpec ProbeQueue() {
  return {std::string(kProbeQueue),
          {{"x-queue-type", std::string("quorum")}, {"x-max-length", std::int64_t{1}}}};
}

std::string Differing(std::string_view setting, std::uint32_t ours, std::uint32_t the_brokers) {
  if (ours == the_brokers) return {};
  return fmt::format("{} is {} here, but {} at the broker; ", setting, ours, the_brokers);
}

void AddLadder(Topology& topology) {
  for (const Rung& rung : kRungs) {
    topology.exchanges.push_back({RungExchange(rung), ExchangeKind::kFanout});
    topology.queues.push_back(RungQueue(rung));
    topology.bindings.push_back({RungExchange(rung), RungExchange(rung), ""});
  }
}

void AddShards(Topology& topology, Stage stage, const ShardCounts& counts) {
  const std::uint32_t count = stage == Stage::kCategory ? counts.category : counts.product;
  for (std::uint32_t shard = 0; shard < count; ++shard) {
    const std::string name = ShardQueue(stage, shard, counts);
    topology.queues.push_back(Shard(name));
    topology.bindings.push_back({std::string(kTasksExchange), name, name});
  }
}

}  // namespace

std::string_view ToString(Stage stage) { return stage == Stage::kCategory ? "category" : "product"; }

std::string ShardQueue(Stage stage, std::uint32_t shard, const ShardCounts& counts) {
  const std::uint32_t count = stage == Stage::kCategory ? counts.category : counts.product;
  const std::size_t width = std::max<std::size_t>(2, fmt::formatted_size("{}", count == 0 ? 0 : count - 1));
  return fmt::format("{}.{}.{:0{}}", ToString(stage), count, shard, width);
}

std::string RungExchange(const Rung& rung) { return fmt::format("pricecrew.retry.{}", rung.name); }

std::optional<Rung> RungBelow(std::chrono::milliseconds wait) {
  std::optional<Rung> below;
  for (const Rung& rung : kRungs)
    if (rung.wait <= wait) below = rung;
  return below;
}

std::int64_t LayoutMark(const ShardCounts& counts) { return counts.category * kLayoutBase + counts.product; }

ShardCounts LayoutOf(std::int64_t mark) {
  return {static_cast<std::uint32_t>(mark / kLayoutBase), static_cast<std::uint32_t>(mark % kLayoutBase)};
}

std::string DescribeOtherLayout(const ShardCounts& ours, const ShardCounts& the_brokers) {
  return fmt::format(
      "{}{}its queues were laid out with --category-shards {} --product-shards {}, this process asks for "
      "--category-shards {} --product-shards {}. A deployment has one layout: use the broker's, or another "
      "virtual host",
      Differing("--category-shards", ours.category, the_brokers.category),
      Differing("--product-shards", ours.product, the_brokers.product), the_brokers.category,
      the_brokers.product, ours.category, ours.product);
}

Topology MakeTopology(const ShardCounts& counts) {
  Topology topology;
  topology.exchanges = {{std::string(kTasksExchange), ExchangeKind::kDirect},
                        {std::string(kResultsExchange), ExchangeKind::kDirect},
                        {std::string(kDeadExchange), ExchangeKind::kFanout},
                        {std::string(kControlExchange), ExchangeKind::kFanout}};
  topology.queues = {LayoutQueue(counts),  // first: another layout leaves nothing behind
                     {std::string(kResultsQueue), QuorumArguments(kEndlessDeliveryLimit)},
                     {std::string(kDeadQueue), QuorumArguments(kEndlessDeliveryLimit)},
                     {std::string(kControlQueue),
                      {{"x-queue-type", std::string("stream")}, {"x-max-age", std::string("7D")}}},
                     ProbeQueue()};
  topology.bindings = {
      {std::string(kResultsExchange), std::string(kResultsQueue), std::string(kResultsQueue)},
      {std::string(kDeadExchange), std::string(kDeadQueue), ""},
      {std::string(kControlExchange), std::string(kControlQueue), ""}};
  AddLadder(topology);
  AddShards(topology, Stage::kCategory, counts);
  AddShards(topology, Stage::kProduct, counts);
  return topology;
}

}  // namespace pricecrew
