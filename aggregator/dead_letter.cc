#include "aggregator/dead_letter.h"

#include <algorithm>
#include <array>

#include "aggregator/ledger.h"
#include "common/domain/codec.h"
#include "common/domain/job.h"

namespace pricecrew {
namespace {

constexpr std::string_view kGivenUp = "given up by the broker: delivered again and again, and never settled";

/// RabbitMQ's words for why a queue let a message go, and ours.
constexpr std::array kBrokerReasons{
    std::pair{std::string_view("delivery_limit"), kGivenUp},
    std::pair{std::string_view("rejected"), std::string_view("rejected by its consumer")},
    std::pair{std::string_view("expired"), std::string_view("waited longer than its queue keeps messages")},
    std::pair{std::string_view("maxlen"), std::string_view("its queue was full")}};

std::optional<Stage> StageNamed(std::string_view name) {
  for (const Stage stage : {Stage::kCategory, Stage::kProduct})
    if (name == ToString(stage)) return stage;
  return std::nullopt;
}

std::optional<Task> TaskOfHeaders(const Message& message) {
  const std::optional<TaskId> id = TaskId::FromHex(HeaderOf(message.headers, "task"));
  const std::optional<Stage> stage = StageNamed(HeaderOf(message.headers, "stage"));
  Task task;
  task.job = HeaderOf(message.headers, "job");
  if (!id || !stage || !IsJobId(task.job)) return std::nullopt;
  task.id = *id;
  task.stage = *stage;
  task.generation = kAnyGeneration;
  return task;
}

/// Brokers before 3.13 name the first time only, which may be the end of a wait on the ladder; of the queues
/// that lead here, none lets go of a message for its age.
std::string BrokerReason(const MessageHeaders& headers) {
  std::string last = HeaderOf(headers, "x-last-death-reason");
  if (!last.empty()) return last;
  const std::string first = HeaderOf(headers, "x-first-death-reason");
  return first == "expired" ? "delivery_limit" : first;
}

}  // namespace

std::string HeaderOf(const MessageHeaders& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [name](const auto& header) { return header.first == name; });
  return found == headers.end() ? std::string() : found->second;
}

Message DeadLetterOf(const Message& message, const Error& why) {
  Message dead{std::string(kDeadExchange), message.routing_key, message.body, message.headers};
  std::erase_if(dead.headers, [](const auto& header) { return header.first == "reason"; });
  dead.headers.emplace_back("reason", why.text);
  return dead;
}

std::string DeadReason(const MessageHeaders& headers) {
  std::string said = HeaderOf(headers, "reason");
  if (!said.empty()) return said;
  const std::string broker = BrokerReason(headers);
  for (const auto& [name, words] : kBrokerReasons)
    if (name == broker) return std::string(words);
  return broker.empty() ? "no reason is given" : broker;
}

std::optional<Settlement> PoisonSettlement(const Message& message) {
  std::optional<Task> task = TaskOfHeaders(message);
  if (Result<Task> body = DecodeTask(message.body))
    if (!task || task->id == body->id) task = std::move(*body);
  if (!task) return std::nullopt;
  return Failed(*task, "poison", DeadReason(message.headers));
}

std::string PrintableBody(const std::string& body, std::size_t most) {
  const std::size_t secret = body.find("\"request\"");
  return body.substr(0, std::min(secret, most));
}

}  // namespace pricecrew
