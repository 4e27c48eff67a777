#include "common/pipeline/messages.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pricecrew {
namespace {

template <typename T>
Message ToAggregator(const T& content) {
  return {std::string(kResultsExchange), std::string(kResultsQueue), Encode(content), {{"job", content.job}}};
}

/// Ours alone: those that the broker adds say how a message came, and would mislead it the next time.
std::vector<std::pair<std::string, std::string>> TaskHeaders(const Message& message) {
  std::vector<std::pair<std::string, std::string>> headers;
  for (const auto& header : message.headers)
    if (header.first == "job" || header.first == "task" || header.first == "stage") headers.push_back(header);
  return headers;
}

}  // namespace

Message TaskMessage(Task task, const HostBudgets& budgets, const ShardCounts& shards) {
  const LanePlace place = PlaceTask(task, budgets, shards);
  task.lane = place.lane;
  task.lanes = place.lanes;
  Message message;
  message.exchange = kTasksExchange;
  message.routing_key = ShardQueue(task.stage, place.shard, shards);
  message.body = Encode(task);
  message.headers = {
      {"job", task.job}, {"task", task.id.Hex()}, {"stage", std::string(ToString(task.stage))}};
  return message;
}

Message LaterMessage(Task task, std::chrono::milliseconds wait, const HostBudgets& budgets,
                     const ShardCounts& shards) {
  Message message = TaskMessage(std::move(task), budgets, shards);
  if (const std::optional<Rung> rung = RungBelow(wait)) message.exchange = RungExchange(*rung);
  return message;
}

Message PutAside(const Message& delivered) {
  constexpr std::chrono::minutes kWait{2};
  return {RungExchange(*RungBelow(kWait)), delivered.routing_key, delivered.body, TaskHeaders(delivered)};
}

Message ResultMessageOf(const JobOpened& opened) { return ToAggregator(opened); }
Message ResultMessageOf(const Announcement& announcement) { return ToAggregator(announcement); }
Message ResultMessageOf(const Settlement& settlement) { return ToAggregator(settlement); }
Message ResultMessageOf(const JobCancelled& cancelled) { return ToAggregator(cancelled); }

Message ControlMessage(const ControlRecord& record) {
  return {std::string(kControlExchange), "", Encode(record), {}};
}

Message DeadMessage(const Message& delivered, std::string_view reason) {
  Message dead;
  dead.exchange = kDeadExchange;
  dead.routing_key = delivered.routing_key;
  dead.body = delivered.body;
  dead.headers = TaskHeaders(delivered);
  dead.headers.emplace_back("reason", reason);
  return dead;
}

}  // namespace pricecrew
