#include "common/pipeline/messages.h"

#include <string>
#include <utility>

namespace pricecrew {
namespace {

template <typename T>
Message ToAggregator(const T& content) {
  return {std::string(kResultsExchange), std::string(kResultsQueue), Encode(content), {{"job", content.job}}};
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
  for (const auto& header : delivered.headers)
    if (header.first == "job" || header.first == "task" || header.first == "stage")
      dead.headers.push_back(header);
  dead.headers.emplace_back("reason", reason);
  return dead;
}

}  // namespace pricecrew
