#include "aggregator/republish.h"

#include <fmt/core.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "aggregator/store_reader.h"
#include "common/domain/codec.h"
#include "common/pipeline/messages.h"

namespace pricecrew {
namespace {

/// What the job's tasks share.
Result<RequestOptions> RequestOf(StoreReader& reader, const std::string& job) {
  Result<std::optional<std::string>> opened = reader.OpenedMessage(job);
  if (!opened) return opened.error();
  Result<ResultMessage> message = DecodeResult(opened->value_or(""));
  if (!message || !std::holds_alternative<JobOpened>(*message))
    return Error{ErrorKind::kGiveUp, fmt::format("the opening of {} has not come", job), "refused"};
  return std::move(std::get<JobOpened>(*message).request);
}

std::vector<Message> MessagesOf(std::vector<Task> tasks, const RequestOptions& request,
                                const RepublishOptions& options) {
  std::vector<Message> messages;
  messages.reserve(tasks.size());
  for (Task& task : tasks) {
    task.request = request;
    messages.push_back(TaskMessage(std::move(task), options.budgets, options.shards));
  }
  return messages;
}

}  // namespace

asio::awaitable<Result<Republished>> Republish(Broker& broker, RepublishOptions options, std::string job,
                                               AwaitRoom room) {
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options.store_path);
  if (!reader) co_return reader.error();
  const Result<RequestOptions> request = RequestOf(**reader, job);
  if (!request) co_return request.error();
  Republished done;
  std::optional<std::int64_t> next;
  do {
    const bool go_on = !room || co_await room(done.published);
    if (!go_on) co_return Error{ErrorKind::kCancelled, "the publishing was interrupted", "cancelled"};
    Result<StoreReader::UnsettledPage> page =
        (*reader)->Unsettled(job, next, options.page, options.retried_since);
    if (!page) co_return page.error();
    next = page->next;
    if (page->tasks.empty()) break;
    done.generation = page->tasks.front().generation;
    done.published += page->tasks.size();
    std::vector<Message> messages = MessagesOf(std::move(page->tasks), *request, options);
    Result<void> published = co_await broker.Publish(std::move(messages));
    if (!published) co_return published.error();
  } while (next);
  co_return done;
}

}  // namespace pricecrew
