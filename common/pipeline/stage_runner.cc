#include "common/pipeline/stage_runner.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <exception>
#include <string>
#include <utility>

#include "common/domain/announcement.h"
#include "common/domain/codec.h"
#include "common/pipeline/isolated_page.h"
#include "common/pipeline/messages.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds kWatch{1};
constexpr std::chrono::seconds kIsolationWait{5};  // until there may be room for a child again
constexpr std::string_view kRobotsUnreachable = "robots_unreachable";

std::int64_t MsOf(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
}

milliseconds UntilMs(std::int64_t unix_ms, std::chrono::system_clock::time_point now) {
  return milliseconds(unix_ms - MsOf(now));
}

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

/// A page that nobody linked to and that does not exist ends its chain, and is no failure.
bool IsBehindLastPage(const Task& task, const std::string& reason) {
  return task.chain.guessed && (reason == "http_404" || reason == "http_410");
}

Settlement SettlementOfFailure(const Task& task, FetchFailed failed) {
  if (failed.reason == kRobotsUnreachable) return Skipped(task, failed.reason);
  if (IsBehindLastPage(task, failed.reason)) return BehindLastPage(task);
  return Failed(task, std::move(failed.reason), std::move(failed.detail));
}

}  // namespace

StageRunner::StageRunner(asio::any_io_executor executor, Broker& broker, HttpClient& http, const Clock& clock,
                         StageCounters& counters, StageOptions options, ReadPage read,
                         IsolatedReader* isolated)
    : executor_(executor),
      broker_(broker),
      http_(http),
      clock_(clock),
      counters_(counters),
      options_(std::move(options)),
      read_(std::move(read)),
      isolated_(isolated),
      lease_(executor, broker, clock, options_.lease, [this] { OnLeaseExpiry(); }),
      lanes_(executor, clock, [this] { return MayStart(); }),
      control_(broker, clock),
      fetcher_(executor, http, lanes_, clock, OptionsOfFetcher()),
      recent_(options_.remembered_tasks),
      random_(std::random_device{}()),
      stop_(executor, asio::steady_timer::time_point::max()),
      watch_(executor) {
  for (const ShardClaim& claim : options_.claims) AddShard(claim);
}

FetcherOptions StageRunner::OptionsOfFetcher() {
  FetcherOptions options;
  options.budgets = options_.budgets;
  options.robots = options_.robots;
  options.robots_again = options_.retry.first_wait;
  options.guards.is_unwanted = [this](const Task& task) { return control_.IsCancelled(task); };
  options.guards.held_until = [this](const std::string& host) { return control_.HeldUntil(host); };
  return options;
}

void StageRunner::AddShard(const ShardClaim& claim) {
  SubscribeOptions wanted;
  wanted.queue = ShardQueue(options_.stage, claim.shard, options_.shards);
  wanted.prefetch = options_.prefetch;
  wanted.priority = claim.priority;
  auto shard = std::make_unique<ShardConsumer>(
      executor_, broker_, claim.shard, std::move(wanted),
      [this](const Delivery& delivery, const ShardSession& session) { return Process(delivery, session); },
      [this](std::uint64_t group) { http_.Abort(group); });
  shard->OnIdle([this] {
    if (stopping_) stop_.cancel();
  });
  shards_.push_back(std::move(shard));
}

asio::awaitable<Result<void>> StageRunner::Run() {
  std::string mark = fmt::format("{:x}{:x}", std::random_device{}(), std::random_device{}());
  Result<void> started = co_await control_.Start(std::move(mark));
  if (!started) co_return started;
  asio::co_spawn(executor_, control_.Listen(), asio::detached);
  asio::co_spawn(executor_, lease_.Run(), asio::detached);
  started = co_await TakeShards();
  if (!started) co_return started;
  asio::co_spawn(executor_, LeaveWhileBlocked(), asio::detached);
  asio::error_code ignored;
  while (!stopping_) co_await stop_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_await Drain();
  lease_.Stop();
  co_return Result<void>();
}

/// False where it is to be tried again.
asio::awaitable<bool> StageRunner::TakeAgain() {
  const Result<void> taken = co_await TakeShards();
  if (!taken) spdlog::warn("tried again in a moment: {}", taken.error().text);
  co_return taken.ok();
}

asio::awaitable<Result<void>> StageRunner::TakeShards() {
  for (const auto& shard : shards_) {
    if (stopping_) break;
    Result<void> taken = co_await shard->Take();
    if (!taken) co_return taken;
  }
  co_return Result<void>();
}

/// The broker may have given the shards to others without a word: nothing of them is finished here.
void StageRunner::OnLeaseExpiry() {
  spdlog::warn(
      "the broker confirms nothing any more: what is in flight is aborted, and it is connected to anew");
  broker_.Reconnect();
}

/// While nothing can be published nothing can be settled: others may be better off.
asio::awaitable<void> StageRunner::LeaveWhileBlocked() {
  auto ready_at = clock_.Steady();
  bool left = false;
  while (!stopping_) {
    if (broker_.Ready()) ready_at = clock_.Steady();
    const bool blocked = clock_.Steady() - ready_at >= options_.blocked_patience;
    if (blocked != left) {
      left = blocked;
      spdlog::warn(left ? "nothing could be published for long: the shards are left to others"
                        : "the broker takes messages again: the shards are taken again");
      for (const auto& shard : shards_)
        if (left) co_await shard->Close();
      if (!left) left = !co_await TakeAgain();
    }
    watch_.expires_after(kWatch);
    asio::error_code ignored;
    co_await watch_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
}

void StageRunner::ChangePriorities(const std::vector<ShardClaim>& claims) {
  for (std::size_t i = 0; i < claims.size() && i < shards_.size(); ++i) {
    if (stopping_ || shards_[i]->priority() == claims[i].priority) continue;
    asio::co_spawn(executor_, shards_[i]->ChangePriority(claims[i].priority),
                   [](const std::exception_ptr&, const Result<void>&) {});
  }
}

/// True where the delivery may be acknowledged: everything that it asked for is safe with the broker.
asio::awaitable<bool> StageRunner::Process(const Delivery& delivery, const ShardSession& session) {
  if (stopping_ || session.closing) co_return false;
  Result<Task> task = DecodeTask(delivery.message().body);
  if (!task) co_return co_await SetAside(delivery.message(), task.error());
  if (delivery.deliveries_before() > 0 && !task->alone && !recent_.Has(*task) &&
      !recent_.Has(*task, task->attempt)) {
    task->alone = true;
    Message copy = TaskMessage(std::move(*task), options_.budgets, options_.shards);
    co_return co_await PublishOne(std::move(copy));
  }
  co_return co_await ProcessTask(*task, session);
}

/// What a newer version may read comes again; what nobody can read is kept for a person.
asio::awaitable<bool> StageRunner::SetAside(const Message& message, const Error& why) {
  const bool newer = why.kind == ErrorKind::kRetryLater;
  spdlog::warn("a message on {} is set aside: {}", message.routing_key, why.text);
  Message elsewhere = newer ? PutAside(message) : DeadMessage(message, why.text);
  co_return co_await PublishOne(std::move(elsewhere));
}

asio::awaitable<bool> StageRunner::ProcessTask(const Task& task, const ShardSession& session) {
  if (recent_.Has(task) || recent_.Has(task, task.attempt) || control_.HasEnded(task)) co_return true;
  if (control_.IsCancelled(task)) {
    Settlement skipped = Skipped(task, "cancelled");
    co_return co_await Settle(task, std::move(skipped));
  }
  if (task.kind == TaskKind::kList) {
    Settlement list = ReadList(task);
    co_return co_await Settle(task, std::move(list));
  }
  const milliseconds early = UntilMs(task.not_before_ms, clock_.Wall());
  if (early >= kRungs.front().wait) {
    Message later = LaterMessage(task, early, options_.budgets, options_.shards);
    co_return co_await PublishOne(std::move(later));
  }
  FetchResult fetched = co_await fetcher_.Fetch(task, session);
  co_return co_await Answer(task, std::move(fetched));
}

asio::awaitable<bool> StageRunner::Answer(const Task& task, FetchResult fetched) {
  if (std::holds_alternative<FetchStopped>(fetched)) co_return false;
  if (auto* page = std::get_if<FetchedPage>(&fetched)) co_return co_await AnswerPage(task, std::move(*page));
  if (auto* failed = std::get_if<FetchFailed>(&fetched)) co_return co_await Fail(task, std::move(*failed));
  if (const auto* later = std::get_if<FetchLater>(&fetched)) co_return co_await PutOff(task, *later);
  if (auto* elsewhere = std::get_if<FetchElsewhere>(&fetched)) {
    Message moved = TaskMessage(std::move(elsewhere->task), options_.budgets, options_.shards);
    co_return co_await PublishOne(std::move(moved));
  }
  const auto* forbidden = std::get_if<FetchForbidden>(&fetched);
  Settlement skipped = Skipped(task, forbidden != nullptr ? forbidden->reason : "cancelled");
  co_return co_await Settle(task, std::move(skipped));
}

asio::awaitable<bool> StageRunner::AnswerPage(const Task& task, FetchedPage page) {
  if (task.alone && isolated_ != nullptr) co_return co_await AnswerAlone(task, std::move(page));
  Settlement settlement = ReadGuarded(task, page, read_);
  page.response = {};  // the body goes before the waiting for confirms begins
  co_return co_await Settle(task, std::move(settlement));
}

asio::awaitable<bool> StageRunner::AnswerAlone(const Task& task, FetchedPage page) {
  std::string request = EncodeIsolated(task, page);
  Result<std::string> answer = co_await isolated_->Read(std::move(request));
  page.response = {};
  if (!answer && answer.error().kind == ErrorKind::kCancelled) co_return false;
  if (!answer && answer.error().kind == ErrorKind::kRetryLater) {
    spdlog::warn("{}", answer.error().text);
    co_return co_await PutOff(task, FetchLater{kIsolationWait});
  }
  Settlement settlement = SettlementFromIsolated(task, answer);
  co_return co_await Settle(task, std::move(settlement));
}

/// Tries again by way of the ladder, or settles.
asio::awaitable<bool> StageRunner::Fail(const Task& task, FetchFailed failed) {
  const double jitter = std::uniform_real_distribution<double>(0, 1)(random_);
  RetryAdvice advice = AdviseRetry(failed.reason, task.attempt, failed.retry_after, jitter, options_.retry);
  const bool about_robots = failed.reason == kRobotsUnreachable;
  if (about_robots && failed.retry_after)
    advice.hold = std::min<milliseconds>(*failed.retry_after, kLongestWait);
  std::vector<Message> messages;
  if (advice.hold)
    if (const auto record = control_.Hold(failed.host, clock_.Wall() + *advice.hold))
      messages.push_back(ControlMessage(*record));
  if (advice.wait) {
    Task again = task;
    ++again.attempt;
    again.not_before_ms = MsOf(clock_.Wall() + *advice.wait);
    again.turn_ms = 0;
    messages.push_back(LaterMessage(std::move(again), *advice.wait, options_.budgets, options_.shards));
    counters_.CountRetry();
    spdlog::debug("again in {} ms ({}): {}", advice.wait->count(), failed.reason, failed.detail);
  }
  const bool safe = co_await PublishAll(std::move(messages));
  if (safe && advice.wait)
    recent_.Add(task, task.attempt);  // where the acknowledgement is lost, it comes again
  if (!safe || advice.wait) co_return safe;
  Settlement settlement = SettlementOfFailure(task, std::move(failed));
  co_return co_await Settle(task, std::move(settlement));
}

asio::awaitable<bool> StageRunner::PutOff(Task task, FetchLater later) {
  task.turn_ms = later.turn ? MsOf(*later.turn) : 0;
  if (!later.turn) task.not_before_ms = MsOf(clock_.Wall() + later.wait);
  counters_.CountPutAside();
  Message message = LaterMessage(std::move(task), later.wait, options_.budgets, options_.shards);
  co_return co_await PublishOne(std::move(message));
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

asio::awaitable<bool> StageRunner::PublishOne(Message message) {
  std::vector<Message> messages;
  messages.push_back(std::move(message));
  co_return co_await PublishAll(std::move(messages));
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
  watch_.cancel();
  stop_.cancel();
}

std::size_t StageRunner::InHand() const {
  std::size_t in_hand = 0;
  for (const auto& shard : shards_) in_hand += shard->in_hand();
  return in_hand;
}

asio::awaitable<void> StageRunner::Drain() {
  stop_.expires_after(options_.grace);
  asio::error_code ended;
  while (InHand() > 0 && !ended) {
    co_await stop_.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    if (!ended) break;  // the grace time is over
    ended = {};         // cancelled: something ended, look again
  }
  for (const auto& shard : shards_) co_await shard->Close();
}

}  // namespace pricecrew
