#include "aggregator/dead_letter.h"

#include <string>
#include <string_view>

#include "common/domain/codec.h"
#include "common/domain/job.h"

namespace pricecrew {
namespace {

std::string Header(const Message& message, std::string_view wanted) {
  for (const auto& [name, value] : message.headers)
    if (name == wanted) return value;
  return {};
}

std::optional<Stage> StageNamed(std::string_view name) {
  for (const Stage stage : {Stage::kCategory, Stage::kProduct})
    if (name == ToString(stage)) return stage;
  return std::nullopt;
}

std::optional<Task> TaskOfHeaders(const Message& message) {
  const std::optional<TaskId> id = TaskId::FromHex(Header(message, "task"));
  const std::optional<Stage> stage = StageNamed(Header(message, "stage"));
  Task task;
  task.job = Header(message, "job");
  if (!id || !stage || !IsJobId(task.job)) return std::nullopt;
  task.id = *id;
  task.stage = *stage;
  return task;
}

}  // namespace

Message DeadLetterOf(const Message& message, const Error& why) {
  Message dead{std::string(kDeadExchange), {}, message.body, message.headers};
  std::erase_if(dead.headers, [](const auto& header) { return header.first == "reason"; });
  dead.headers.emplace_back("reason", why.code.empty() ? why.text : why.code);
  return dead;
}

std::optional<Settlement> PoisonSettlement(const Message& message) {
  std::optional<Task> task = TaskOfHeaders(message);
  if (Result<Task> body = DecodeTask(message.body))
    if (!task || task->id == body->id) task = std::move(*body);
  if (!task) return std::nullopt;
  const std::string reason = Header(message, "reason");
  return Failed(*task, "poison", reason.empty() ? "given up by the broker" : "dead letter: " + reason);
}

}  // namespace pricecrew
