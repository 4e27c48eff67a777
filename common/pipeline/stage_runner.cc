#include "common/pipeline/stage_runner.h"

#include <spdlog/spdlog.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <exception>
#include <utility>

#include "common/domain/announcement.h"
#include "common/domain/codec.h"
#include "common/pipeline/messages.h"

namespace pricecrew {
namespace {

/// What a list announces: its entries, without a visit.
Settlement ReadList(const Task& list) {
  Settlement settlement = SettlementOf(list);
  settlement.outcome = Outcome::kListing;
  settlement.reason = "list";
  settlement.children = EntriesOf(list);
  return settlement;
}

/// A page that reading throws on (for want of memory, say) costs itself alone.
Settlement ReadGuarded(const Task& task, const FetchedPage& page, const ReadPage& read) {
  try {
    return read(task, page);
  } catch (const std::exception& error) {
    return Failed(task, "internal_error", "reading " + page.url.Href() + ": " + error.what());
  }
}

/// The children's tasks, which share their parent's request and generation.
std::vector<Message> ChildMessages(const Task& parent, const std::vector<Task>& children,
                                   const StageOptions& options) {
  std::vector<Message> messages;
  messages.reserve(children.size());
  for (Task child : children) {
    child.request = parent.request;
    child.generation = parent.generation;
    messages.push_back(TaskMessage(std::move(child), options.budgets, options.shards));
  }
  return messages;
}

/// Moves children that do not fit into the settlement to announcements of their own.
std::vector<Message> SplitOff(Settlement& settlement) {
  std::vector<Message> messages;
  if (FitOneMessage(settlement.children)) return messages;
  for (const Announcement& part : MakeAnnouncements(settlement.job, std::move(settlement.children))) {
    settlement.parts.push_back(part.part);
    messages.push_back(ResultMessageOf(part));
  }
  settlement.children.clear();
  return messages;
}

}  // namespace

StageRunner::StageRunner(asio::any_io_executor executor, Broker& broker, HttpClient& http, const Clock& clock,
                         StageCounters& counters, StageOptions options, ReadPage read)
    : executor_(executor),
      broker_(broker),
      counters_(counters),
      options_(std::move(options)),
      read_(std::move(read)),
      lanes_(executor, clock),
      fetcher_(http, lanes_, clock, options_.budgets,
               [this](const std::string& job) { return control_.IsCancelled(job); }),
      control_(broker, clock),
      recent_(options_.remembered_tasks),
      stop_(executor, asio::steady_timer::time_point::max()) {}

asio::awaitable<Result<void>> StageRunner::Run() {
  Result<void> started = co_await control_.Start();
  if (started) started = co_await SubscribeAll();
  if (!started) co_return started;
  asio::co_spawn(executor_, control_.Listen(), asio::detached);
  for (const auto& shard : shards_) asio::co_spawn(executor_, Consume(*shard), asio::detached);
  asio::error_code ignored;
  while (!stopping_) co_await stop_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_await Drain();
  co_return Result<void>();
}

asio::awaitable<Result<void>> StageRunner::SubscribeAll() {
  for (const ShardClaim& claim : options_.claims) {
    SubscribeOptions wanted;
    wanted.queue = ShardQueue(options_.stage, claim.shard, options_.shards);
    wanted.prefetch = options_.prefetch;
    wanted.priority = claim.priority;
    Result<std::unique_ptr<Subscription>> shard = co_await broker_.Subscribe(std::move(wanted));
    if (!shard) co_return shard.error();
    shards_.push_back(std::move(*shard));
  }
  co_return Result<void>();
}

asio::awaitable<void> StageRunner::Consume(Subscription& shard) {
  while (true) {
    Result<Delivery> delivery = co_await shard.Next();
    if (!delivery) co_return;
    ++in_flight_;
    asio::co_spawn(executor_, Handle(std::move(*delivery)), asio::detached);
  }
}

asio::awaitable<void> StageRunner::Handle(Delivery delivery) {
  const bool done = co_await Process(delivery);
  if (done) delivery.Ack();
  if (--in_flight_ == 0 && stopping_) stop_.cancel();
}

/// True where the task may be acknowledged: everything that it asked for is safe with the broker.
asio::awaitable<bool> StageRunner::Process(const Delivery& delivery) {
  if (stopping_) co_return false;
  Result<Task> decoded = DecodeTask(delivery.message().body);
  if (!decoded) {
    spdlog::warn("a message on {} is set aside: {}", delivery.message().routing_key, decoded.error().text);
    std::vector<Message> dead{DeadMessage(delivery.message(), decoded.error().text)};
    co_return co_await PublishAll(std::move(dead));
  }
  const Task& task = *decoded;
  if (recent_.Has(task) || control_.HasEnded(task.job)) co_return true;
  if (control_.IsCancelled(task.job)) {
    Settlement skipped = Skipped(task, "cancelled");
    co_return co_await Settle(task, std::move(skipped));
  }
  if (task.kind == TaskKind::kList) {
    Settlement list = ReadList(task);
    co_return co_await Settle(task, std::move(list));
  }
  FetchResult fetched = co_await fetcher_.Fetch(task);
  co_return co_await Answer(task, std::move(fetched));
}

asio::awaitable<bool> StageRunner::Answer(const Task& task, FetchResult fetched) {
  if (std::holds_alternative<FetchStopped>(fetched)) co_return false;
  if (auto* moved = std::get_if<MovedElsewhere>(&fetched)) {
    Task hop = task;
    hop.hop = std::move(moved->url);
    hop.hops = moved->hops;
    std::vector<Message> message{TaskMessage(std::move(hop), options_.budgets, options_.shards)};
    co_return co_await PublishAll(std::move(message));
  }
  Settlement settlement;
  if (std::holds_alternative<FetchUnwanted>(fetched)) {
    settlement = Skipped(task, "cancelled");
  } else if (auto* failed = std::get_if<FetchFailed>(&fetched)) {
    settlement = Failed(task, std::move(failed->reason), std::move(failed->detail));
  } else {
    settlement = ReadGuarded(task, std::get<FetchedPage>(fetched), read_);
  }
  fetched = FetchStopped{};  // the body goes before the waiting for confirms begins
  co_return co_await Settle(task, std::move(settlement));
}

/// Children first, then what announces them, then the settlement; each confirmed before the next.
asio::awaitable<bool> StageRunner::Settle(const Task& task, Settlement settlement) {
  std::vector<Message> children = ChildMessages(task, settlement.children, options_);
  bool safe = co_await PublishAll(std::move(children));
  if (!safe) co_return false;
  std::vector<Message> parts = SplitOff(settlement);
  safe = co_await PublishAll(std::move(parts));
  if (!safe) co_return false;
  std::vector<Message> answer{ResultMessageOf(settlement)};
  safe = co_await PublishAll(std::move(answer));
  if (!safe) co_return false;
  recent_.Add(task);
  counters_.Count(settlement.outcome);
  if (settlement.outcome == Outcome::kFailed)
    spdlog::info("failed ({}): {}", settlement.reason, settlement.detail);
  co_return true;
}

asio::awaitable<bool> StageRunner::PublishAll(std::vector<Message> messages) {
  if (messages.empty()) co_return true;
  const Result<void> published = co_await broker_.Publish(std::move(messages));
  if (!published && published.error().kind != ErrorKind::kCancelled)
    spdlog::error("a task is given back: {}", published.error().text);
  co_return published.ok();
}

void StageRunner::Stop() {
  if (stopping_) return;
  stopping_ = true;
  for (const auto& shard : shards_) shard->Pause();
  lanes_.Stop();
  stop_.cancel();
}

asio::awaitable<void> StageRunner::Drain() {
  stop_.expires_after(options_.grace);
  asio::error_code ended;
  while (in_flight_ > 0 && !ended) {
    co_await stop_.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    if (!ended) break;  // the grace time is over
    ended = {};         // cancelled: something ended, look again
  }
  for (const auto& shard : shards_) co_await shard->Close();
}

}  // namespace pricecrew
