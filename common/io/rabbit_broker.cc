#include "common/io/rabbit_broker.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "common/io/rabbit_consumer.h"
#include "common/io/rabbit_link.h"
#include "common/io/rabbit_publisher.h"
#include "common/io/rabbit_subscription.h"
#include "common/io/rabbit_url.h"
#include "common/io/rabbit_version.h"
#include "common/ports/loop_event.h"

namespace pricecrew {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kConfirmPatience{5};
constexpr std::chrono::seconds kStopPatience{2};

struct PublishWait {
  explicit PublishWait(const asio::any_io_executor& executor) : ended(executor) {}
  bool done = false;
  std::optional<Error> error;
  LoopEvent ended;
};

Error Closed() { return {ErrorKind::kCancelled, "the broker's connection was closed here", "closed"}; }

RabbitConnectionOptions ConnectionOptions(const RabbitBrokerOptions& options, const RabbitAddress& address,
                                          std::string_view purpose) {
  return {address, options.ca_file, options.connection_name + " " + std::string(purpose), options.heartbeat,
          options.attempt_timeout};
}

}  // namespace

/// The event loop's side: who waits for what. Lives as long as a coroutine waits in it.
class RabbitBroker::Core {
 public:
  Core(asio::any_io_executor executor, const RabbitBrokerOptions& options, const RabbitAddress& address);

  static asio::awaitable<Result<void>> Connect(std::shared_ptr<Core> self);
  static asio::awaitable<Result<void>> Publish(std::shared_ptr<Core> self, std::vector<Message> messages);
  static asio::awaitable<Result<std::unique_ptr<RabbitSubscription>>> Open(std::shared_ptr<Core> self,
                                                                           SubscribeOptions options);
  static asio::awaitable<Result<std::unique_ptr<Subscription>>> Subscribe(std::shared_ptr<Core> self,
                                                                          SubscribeOptions options);
  static asio::awaitable<void> Close(std::shared_ptr<Core> self);
  [[nodiscard]] bool Ready() const { return !ended_ && publishing_.ready() && consuming_.ready(); }
  void End();
  void Reconnect();

 private:
  template <typename Event>
  std::shared_ptr<LoopOutbox<Event>> MakeOutbox() {
    return std::make_shared<LoopOutbox<Event>>(executor_, [this](Event event) {
      std::visit([this](auto& its_kind) { this->On(std::move(its_kind)); }, event);
    });
  }

  void On(LinkUp up);
  void On(Declared) { declaring_again_ = false; }
  void On(LinkDown down);
  void On(LinkStopped);
  void On(PublishEnded ended);
  void On(Delivered delivered);
  void On(const SubscriptionAccepted& accepted);
  void On(const SubscriptionLost& lost);
  void On(SubscriptionFailed failed);
  void On(const SubscriptionClosed& closed);

  void WarnOfOldBroker();
  void DeclareAgainFor(const RabbitInflow& inflow, const Error& why);
  [[nodiscard]] bool Up() const { return publishing_.up() && consuming_.up(); }
  std::shared_ptr<RabbitInflow> FindInflow(std::uint64_t subscription);

  asio::any_io_executor executor_;
  std::set<std::string> declared_queues_;
  std::chrono::milliseconds connect_timeout_;
  std::function<void(std::string_view)> on_trouble_;
  // Shared with the I/O threads; detached before this ends.
  std::shared_ptr<LoopOutbox<PublishEvent>> publish_events_;
  std::shared_ptr<LoopOutbox<ConsumeEvent>> consume_events_;
  RabbitLink<RabbitPublisher> publishing_;
  RabbitLink<RabbitConsumer> consuming_;
  LoopEvent changed_;  ///< a link, or the number of those who publish
  std::optional<Error> trouble_;
  int stopped_links_ = 0;
  std::string server_version_;
  bool declaring_again_ = false;
  bool closing_ = false;
  bool ended_ = false;
  std::uint64_t last_id_ = 0;
  std::unordered_map<std::uint64_t, std::shared_ptr<PublishWait>> publishers_;  // shared with who waits
  std::unordered_map<std::uint64_t, std::shared_ptr<RabbitInflow>> inflows_;  // shared with the subscription
};

RabbitBroker::Core::Core(asio::any_io_executor executor, const RabbitBrokerOptions& options,
                         const RabbitAddress& address)
    : executor_(std::move(executor)),
      connect_timeout_(options.connect_timeout),
      on_trouble_(options.on_trouble),
      publish_events_(MakeOutbox<PublishEvent>()),
      consume_events_(MakeOutbox<ConsumeEvent>()),
      publishing_(ConnectionOptions(options, address, "publishing"),
                  RabbitPublisher(options.topology, publish_events_), publish_events_),
      consuming_(ConnectionOptions(options, address, "consuming"), RabbitConsumer(consume_events_),
                 consume_events_),
      changed_(executor_) {
  for (const QueueSpec& queue : options.topology.queues) declared_queues_.insert(queue.name);
}

void RabbitBroker::Core::On(LinkUp up) {
  server_version_ = std::move(up.server_version);
  changed_.WakeAll();
}

/// Once in a process: its loops have a connection each.
void RabbitBroker::Core::WarnOfOldBroker() {
  static std::atomic<bool> told = false;
  const auto warning = OldBrokerWarning(server_version_);
  if (warning && on_trouble_ && !told.exchange(true)) on_trouble_(*warning);
}

/// A queue of the topology that has gone comes back with the next publishing connection, which declares all.
void RabbitBroker::Core::DeclareAgainFor(const RabbitInflow& inflow, const Error& why) {
  const bool gone = why.code == "cancelled" || why.code == "not_found";
  if (!gone || !declared_queues_.contains(inflow.queue)) return;
  if (!std::exchange(declaring_again_, true)) publishing_.Drop();
}

void RabbitBroker::Core::On(LinkDown down) {
  if (on_trouble_) on_trouble_(down.why.text);
  trouble_ = std::move(down.why);
  changed_.WakeAll();
}

void RabbitBroker::Core::On(LinkStopped) {
  ++stopped_links_;
  changed_.WakeAll();
}

void RabbitBroker::Core::On(PublishEnded ended) {
  const auto found = publishers_.find(ended.job);
  if (found == publishers_.end()) return;  // its coroutine was cancelled
  found->second->done = true;
  found->second->error = std::move(ended.error);
  found->second->ended.WakeAll();
  publishers_.erase(found);
  if (closing_) changed_.WakeAll();
}

std::shared_ptr<RabbitInflow> RabbitBroker::Core::FindInflow(std::uint64_t subscription) {
  const auto found = inflows_.find(subscription);
  return found == inflows_.end() ? nullptr : found->second;
}

void RabbitBroker::Core::On(Delivered delivered) {
  if (const auto inflow = FindInflow(delivered.subscription)) inflow->Receive(std::move(delivered));
}

void RabbitBroker::Core::On(const SubscriptionAccepted& accepted) {
  if (const auto inflow = FindInflow(accepted.subscription)) inflow->Accept();
}

void RabbitBroker::Core::On(const SubscriptionLost& lost) {
  const bool told_already = lost.why.code == "connection";  // by LinkDown, once for all
  if (on_trouble_ && !told_already) on_trouble_(lost.why.text);
  const auto inflow = FindInflow(lost.subscription);
  if (!inflow) return;
  inflow->Interrupt();
  if (inflow->paused)
    inflow->mailbox->Push(CloseCommand{inflow->id});  // would hold messages that nobody takes
  DeclareAgainFor(*inflow, lost.why);
}

void RabbitBroker::Core::On(SubscriptionFailed failed) {
  const auto inflow = FindInflow(failed.subscription);
  const bool first_answer = inflow && !inflow->answered;
  const bool taken =
      first_answer && failed.why.code == "resource_locked";  // a claim's answer, and no trouble
  if (on_trouble_ && !taken) on_trouble_(failed.why.text);
  if (!inflow) return;
  inflow->answered = true;
  DeclareAgainFor(*inflow, failed.why);
  if (failed.why.kind == ErrorKind::kStop) inflow->refused = std::move(failed.why);
  inflow->changed.WakeAll();
}

void RabbitBroker::Core::On(const SubscriptionClosed& closed) {
  if (const auto inflow = FindInflow(closed.subscription)) inflow->End();
  inflows_.erase(closed.subscription);
}

asio::awaitable<Result<void>> RabbitBroker::Core::Connect(std::shared_ptr<Core> self) {
  const auto until = steady_clock::now() + self->connect_timeout_;
  self->trouble_.reset();
  if (!self->publishing_.started()) {
    self->publishing_.Start();
    self->consuming_.Start();
  }
  for (;;) {
    if (self->closing_ || self->ended_) co_return Closed();
    if (self->Up()) co_return Result<void>();
    if (self->trouble_ && self->trouble_->kind == ErrorKind::kStop) co_return *self->trouble_;
    const bool woken = co_await self->changed_.Wait(until);
    if (woken) continue;
    if (steady_clock::now() < until) co_return Closed();
    co_return self->trouble_.value_or(
        Error{ErrorKind::kRetryLater, "no answer from the broker", "connection"});
  }
}

asio::awaitable<Result<void>> RabbitBroker::Core::Publish(std::shared_ptr<Core> self,
                                                          std::vector<Message> messages) {
  if (self->closing_ || self->ended_) co_return Closed();
  if (messages.empty()) co_return Result<void>();
  const std::uint64_t id = ++self->last_id_;
  const auto wait = std::make_shared<PublishWait>(self->executor_);
  self->publishers_.emplace(id, wait);
  self->publishing_.mailbox()->Push(std::make_shared<PublishJob>(PublishJob{id, std::move(messages), 0, {}}));
  while (!wait->done) {
    const bool woken = co_await wait->ended.Wait();
    if (woken) continue;
    self->publishers_.erase(id);
    co_return Closed();
  }
  if (wait->error) co_return *wait->error;
  co_return Result<void>();
}

asio::awaitable<Result<std::unique_ptr<Subscription>>> RabbitBroker::Core::Subscribe(
    std::shared_ptr<Core> self, SubscribeOptions options) {
  auto opened = co_await Open(std::move(self), std::move(options));
  if (!opened) co_return opened.error();
  co_return std::unique_ptr<Subscription>(std::move(*opened));
}

asio::awaitable<Result<std::unique_ptr<RabbitSubscription>>> RabbitBroker::Core::Open(
    std::shared_ptr<Core> self, SubscribeOptions options) {
  if (self->closing_ || self->ended_) co_return Closed();
  if (options.priority) self->WarnOfOldBroker();
  const std::uint64_t id = ++self->last_id_;
  const auto inflow =
      std::make_shared<RabbitInflow>(self->executor_, id, options.queue, self->consuming_.mailbox());
  self->inflows_.emplace(id, inflow);
  auto subscription = std::make_unique<RabbitSubscription>(inflow);
  inflow->mailbox->Push(SubscribeCommand{id, std::move(options)});
  while (!inflow->answered && !inflow->closed) {
    const bool woken = co_await inflow->changed.Wait();
    if (!woken) co_return Closed();
  }
  if (inflow->closed) co_return Closed();
  if (inflow->refused) co_return *inflow->refused;
  co_return subscription;
}

asio::awaitable<void> RabbitBroker::Core::Close(std::shared_ptr<Core> self) {
  self->closing_ = true;
  self->changed_.WakeAll();
  const auto confirms_until = steady_clock::now() + kConfirmPatience;
  while (!self->publishers_.empty() && !self->ended_ && steady_clock::now() < confirms_until)
    co_await self->changed_.Wait(confirms_until);
  if (self->publishing_.started() && !self->ended_) {
    self->publishing_.BeginStop();
    self->consuming_.BeginStop();
    const auto stopped_until = steady_clock::now() + kStopPatience;
    while (self->stopped_links_ < 2 && !self->ended_ && steady_clock::now() < stopped_until)
      co_await self->changed_.Wait(stopped_until);
  }
  self->End();
}

void RabbitBroker::Core::Reconnect() {
  for (const auto& [id, inflow] : inflows_) inflow->Interrupt();  // whatever is under way from there
  publishing_.Drop();
  consuming_.Drop();
}

void RabbitBroker::Core::End() {
  if (std::exchange(ended_, true)) return;
  publish_events_->Detach();
  consume_events_->Detach();
  publishing_.Abort();
  consuming_.Abort();
  for (auto& [id, wait] : std::exchange(publishers_, {})) {
    wait->done = true;
    wait->error = Closed();
    wait->ended.WakeAll();
  }
  for (auto& [id, inflow] : std::exchange(inflows_, {})) inflow->End();
  changed_.WakeAll();
}

Result<std::unique_ptr<RabbitBroker>> RabbitBroker::Make(asio::any_io_executor executor,
                                                         RabbitBrokerOptions options) {
  auto address = ParseRabbitUrl(options.url);
  if (!address) return address.error();
  auto core = std::make_shared<Core>(std::move(executor), options, *address);
  return std::unique_ptr<RabbitBroker>(
      new RabbitBroker(std::move(core)));  // NOLINT: the constructor is private
}

RabbitBroker::RabbitBroker(std::shared_ptr<Core> core) : core_(std::move(core)) {}
RabbitBroker::~RabbitBroker() { core_->End(); }

asio::awaitable<Result<void>> RabbitBroker::Connect() { return Core::Connect(core_); }
asio::awaitable<Result<void>> RabbitBroker::Publish(std::vector<Message> messages) {
  return Core::Publish(core_, std::move(messages));
}
asio::awaitable<Result<std::unique_ptr<Subscription>>> RabbitBroker::Subscribe(SubscribeOptions options) {
  return Core::Subscribe(core_, std::move(options));
}
bool RabbitBroker::Holds(const std::string& queue) const {
  const auto claim = claims_.find(queue);
  return claim != claims_.end() && claim->second->active();
}
asio::awaitable<Result<bool>> RabbitBroker::Claim(std::string queue) {
  if (Holds(queue)) co_return true;
  co_await GiveUp(queue);  // a claim that was lost
  SubscribeOptions options;
  options.queue = queue;
  options.exclusive = true;
  auto claim = co_await Core::Open(core_, std::move(options));
  if (!claim && claim.error().code == "resource_locked") co_return false;
  if (!claim) co_return claim.error();
  claims_.insert_or_assign(std::move(queue), std::move(*claim));
  co_return true;
}
asio::awaitable<void> RabbitBroker::GiveUp(std::string queue) {
  const auto found = claims_.find(queue);
  if (found == claims_.end()) co_return;
  const std::unique_ptr<RabbitSubscription> claim = std::move(found->second);
  claims_.erase(found);
  co_await claim->Close();
}
void RabbitBroker::Reconnect() { core_->Reconnect(); }
bool RabbitBroker::Ready() const { return core_->Ready(); }
asio::awaitable<void> RabbitBroker::Close() { return Core::Close(core_); }

}  // namespace pricecrew
