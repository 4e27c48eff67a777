#include "common/pipeline/submit.h"

#include <limits>
#include <utility>
#include <vector>

#include "common/pipeline/messages.h"

namespace pricecrew {
namespace {

std::vector<Message> LedgerMessages(const OpenedJob& job) {
  std::vector<Message> messages{ResultMessageOf(job.opened)};
  messages.reserve(1 + job.roots.size());
  for (const Announcement& part : job.roots) messages.push_back(ResultMessageOf(part));
  return messages;
}

std::vector<Message> RootMessages(const Announcement& part, const HostBudgets& budgets,
                                  const ShardCounts& shards) {
  std::vector<Message> messages;
  messages.reserve(part.tasks.size());
  for (const Task& root : part.tasks) messages.push_back(TaskMessage(root, budgets, shards));
  return messages;
}

}  // namespace

asio::awaitable<Result<void>> Submit(Broker& broker, OpenedJob job, const HostBudgets& budgets,
                                     const ShardCounts& shards) {
  std::vector<Message> ledger = LedgerMessages(job);
  Result<void> opened = co_await broker.Publish(std::move(ledger));
  if (!opened) co_return opened;
  for (const Announcement& part : job.roots) {
    std::vector<Message> roots = RootMessages(part, budgets, shards);
    Result<void> published = co_await broker.Publish(std::move(roots));
    if (!published) co_return published;
  }
  co_return Result<void>();
}

asio::awaitable<Result<void>> Cancel(Broker& broker, std::string job, std::int64_t now_ms) {
  std::vector<Message> messages;
  ControlRecord record{ControlRecord::What::kJobCancelled, job, now_ms + kControlRecordMs};
  record.generation = std::numeric_limits<std::uint32_t>::max();  // whichever it has reached
  messages.push_back(ControlMessage(record));
  messages.push_back(ResultMessageOf(JobCancelled{job, now_ms}));
  co_return co_await broker.Publish(std::move(messages));
}

}  // namespace pricecrew
