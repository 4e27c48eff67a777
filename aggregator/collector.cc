#include "aggregator/collector.h"

#include <spdlog/spdlog.h>

#include <asio/co_spawn.hpp>
#include <utility>

#include "aggregator/control_records.h"
#include "aggregator/dead_letter.h"
#include "common/domain/codec.h"
#include "common/domain/topology.h"

namespace pricecrew {
namespace {

constexpr const char* kStorePart = "store";
constexpr const char* kBrokerPart = "broker";
constexpr std::uint16_t kDeadPrefetch = 100;
constexpr std::chrono::milliseconds kWatchInterval{500};

}  // namespace

Collector::Collector(asio::any_io_executor executor, Broker& broker, Store& store, const Clock& clock,
                     Health& health, CollectorOptions options)
    : executor_(executor),
      broker_(broker),
      store_(store),
      clock_(clock),
      health_(health),
      options_(std::move(options)),
      finaliser_(executor, broker, store, clock, health, options_.output),
      results_retry_(executor),
      dead_retry_(executor),
      watch_(executor),
      ended_(executor) {}

asio::awaitable<Result<void>> Collector::Run() {
  Result<void> subscribed = co_await Subscribe();
  if (!subscribed) co_return subscribed;
  Start(Collect(*results_, &Collector::TakeResults, results_retry_));
  Start(Collect(*dead_, &Collector::TakeDead, dead_retry_));
  Start(finaliser_.Run());
  Start(WatchBroker());
  if (stopping_) Stop();
  while (running_ > 0) co_await ended_.Wait();
  co_await results_->Close();
  co_await dead_->Close();
  co_return failure_ ? Result<void>(*failure_) : Result<void>();
}

void Collector::Start(asio::awaitable<void> loop) {
  ++running_;
  asio::co_spawn(executor_, std::move(loop), [this](const std::exception_ptr& thrown) {
    if (thrown) std::rethrow_exception(thrown);
    --running_;
    ended_.WakeAll();
  });
}

asio::awaitable<Result<void>> Collector::Subscribe() {
  SubscribeOptions results;
  results.queue = kResultsQueue;
  results.prefetch = options_.prefetch;
  Result<std::unique_ptr<Subscription>> results_subscription = co_await broker_.Subscribe(std::move(results));
  if (!results_subscription) co_return results_subscription.error();
  SubscribeOptions dead;
  dead.queue = kDeadQueue;
  dead.prefetch = kDeadPrefetch;
  Result<std::unique_ptr<Subscription>> dead_subscription = co_await broker_.Subscribe(std::move(dead));
  if (!dead_subscription) co_return dead_subscription.error();
  results_ = std::make_unique<Inbox>(executor_, std::move(*results_subscription));
  dead_ = std::make_unique<Inbox>(executor_, std::move(*dead_subscription));
  co_return Result<void>();
}

void Collector::Stop() {
  stopping_ = true;
  if (results_) results_->Pause();
  if (dead_) dead_->Pause();
  finaliser_.Stop();
  for (LoopEvent* event : {&results_retry_, &dead_retry_, &watch_}) event->WakeAll();
}

void Collector::Fail(const Error& error) {
  spdlog::critical("the aggregator cannot go on: {}", error.text);
  if (!failure_) failure_ = error;
  Stop();
}

asio::awaitable<void> Collector::WatchBroker() {
  while (!stopping_) {
    if (broker_.Ready())
      health_.Clear(kBrokerPart);
    else
      health_.Report(kBrokerPart, "not connected, or blocked by an alarm");
    co_await watch_.WaitFor(kWatchInterval);
  }
  health_.Report(kBrokerPart, "going away");
}

asio::awaitable<void> Collector::Collect(Inbox& inbox, TakeBatch take, LoopEvent& retry) {
  while (true) {
    std::vector<Delivery> batch = co_await inbox.Take(options_.batch);
    if (batch.empty()) break;
    const bool settled = co_await Settle(batch, take, retry);
    if (!settled) break;
  }
  if (const std::optional<Error> error = inbox.Failure()) Fail(*error);
  if (!stopping_) Fail({ErrorKind::kStop, "a subscription has ended by itself", "closed"});
}

/// Again and again while the store cannot take it; false where the batch stays unacknowledged.
asio::awaitable<bool> Collector::Settle(std::vector<Delivery>& batch, TakeBatch take, LoopEvent& retry) {
  while (true) {
    const Result<void> taken = co_await (this->*take)(batch);
    if (taken) break;
    if (taken.error().kind != ErrorKind::kRetryLater) {
      if (taken.error().kind != ErrorKind::kCancelled) Fail(taken.error());
      co_return false;
    }
    spdlog::error("{}; trying again", taken.error().text);
    health_.Report(kStorePart, taken.error().text);
    if (!stopping_) co_await retry.WaitFor(options_.retry_wait);
    if (stopping_) co_return false;
  }
  health_.Clear(kStorePart);
  batch.back().AckAllUpToThis();
  co_return true;
}

asio::awaitable<Result<void>> Collector::TakeResults(const std::vector<Delivery>& batch) {
  std::vector<ResultMessage> messages;
  std::vector<Message> letters;
  for (const Delivery& delivery : batch) {
    Result<ResultMessage> message = DecodeResult(delivery.message().body);
    if (message)
      messages.push_back(std::move(*message));
    else
      letters.push_back(DeadLetterOf(delivery.message(), message.error()));
  }
  Result<void> saved = Save(messages);
  if (saved && !letters.empty()) saved = co_await Bury(std::move(letters));
  co_return saved;
}

asio::awaitable<Result<void>> Collector::Bury(std::vector<Message> letters) {
  spdlog::warn("{} results that cannot be read go to the dead queue", letters.size());
  Result<void> buried = co_await broker_.Publish(letters);
  const bool no_queue = !buried && buried.error().kind == ErrorKind::kGiveUp;
  co_return no_queue ? KeepDead(letters) : buried;
}

asio::awaitable<Result<void>> Collector::TakeDead(const std::vector<Delivery>& batch) {
  std::vector<ResultMessage> settlements;
  std::vector<Message> letters;
  for (const Delivery& delivery : batch) {
    letters.push_back(delivery.message());
    if (std::optional<Settlement> poison = PoisonSettlement(delivery.message()))
      settlements.emplace_back(std::move(*poison));
  }
  Result<void> kept = KeepDead(letters);
  if (kept) kept = Save(settlements);
  co_return kept;
}

Result<void> Collector::KeepDead(const std::vector<Message>& letters) {
  for (const Message& letter : letters) {
    Result<void> kept = store_.KeepDead({letter.headers, letter.body, letter.routing_key}, NowMs());
    if (!kept) return kept;
  }
  return {};
}

Result<void> Collector::Save(const std::vector<ResultMessage>& messages) {
  if (messages.empty()) return {};
  const Result<std::vector<std::string>> closed = store_.Apply(messages, NowMs());
  if (!closed) return closed.error();
  if (!closed->empty()) finaliser_.Wake();
  return {};
}

asio::awaitable<Result<void>> Collector::Cancel(std::string job) {
  const Result<std::uint32_t> generation = store_.Generation(job);
  if (!generation && generation.error().code != "unknown_job") co_return generation.error();
  std::vector<Message> messages{
      JobRecord(ControlRecord::What::kJobCancelled, job, generation ? *generation : 1, NowMs())};
  messages.push_back({std::string(kResultsExchange),
                      std::string(kResultsQueue),
                      Encode(JobCancelled{job, NowMs()}),
                      {{"job", job}}});
  Result<void> published = co_await broker_.Publish(std::move(messages));
  co_return published;
}

std::int64_t Collector::NowMs() const { return Milliseconds(clock_.Wall()); }

}  // namespace pricecrew
