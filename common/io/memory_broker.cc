#include "common/io/memory_broker.h"

#include <algorithm>
#include <asio/post.hpp>
#include <asio/use_awaitable.hpp>
#include <atomic>
#include <utility>

#include "common/ports/loop_event.h"

namespace pricecrew {
namespace {

Error Interrupted() {
  return {ErrorKind::kRetryLater, "the subscription was interrupted, and goes on by itself", "interrupted"};
}

Error Closed() { return {ErrorKind::kCancelled, "paused or closed", "closed"}; }

class MemoryAcknowledger : public Acknowledger {
 public:
  MemoryAcknowledger(std::shared_ptr<MemoryHub> hub, std::uint64_t reader)
      : hub_(std::move(hub)), reader_(reader) {}
  void Ack(std::uint64_t tag, How how) override { hub_->Settle(reader_, tag, how); }

 private:
  std::shared_ptr<MemoryHub> hub_;  // a delivery may outlive its broker
  std::uint64_t reader_;
};

asio::awaitable<Result<void>> PublishTo(std::shared_ptr<MemoryHub> hub, std::vector<Message> messages) {
  Result<void> result;
  for (Message& message : messages) {
    std::string target = "exchange '" + message.exchange + "' with key '" + message.routing_key + "'";
    if (!hub->Publish(std::move(message)))
      result =
          Error{ErrorKind::kGiveUp, "no queue takes what is published to " + std::move(target), "unroutable"};
  }
  co_return result;
}

asio::awaitable<Result<void>> AlreadyClosed() { co_return Closed(); }

}  // namespace

/// What a subscription and the coroutine that waits in it share.
struct MemoryBroker::Reading : std::enable_shared_from_this<Reading> {
  Reading(asio::any_io_executor its_executor, std::shared_ptr<MemoryHub> its_hub,
          SubscribeOptions its_options)
      : executor(std::move(its_executor)),
        hub(std::move(its_hub)),
        options(std::move(its_options)),
        changed(executor) {}

  bool Start() {
    const auto started = hub->AddReader(options, [this] { Wake(); });
    if (started) id = *started;
    acknowledger = std::make_shared<MemoryAcknowledger>(hub, id);
    return started.has_value();
  }

  // What is unsettled goes back; acknowledgements of it name a reader that has gone.
  void Interrupt() {
    if (ended) return;
    hub->RemoveReader(id);
    Start();
    interrupted = true;
    changed.WakeAll();
  }

  // Under the hub's lock, from any thread; not called any more after End.
  void Wake() {
    if (wake_posted.exchange(true)) return;
    asio::post(executor, [self = shared_from_this()] {
      self->wake_posted = false;
      self->changed.WakeAll();
    });
  }

  void End() {
    if (std::exchange(ended, true)) return;
    hub->RemoveReader(id);
    changed.WakeAll();
  }

  static asio::awaitable<Result<Delivery>> Next(std::shared_ptr<Reading> self) {
    for (;;) {
      if (self->paused || self->ended) co_return Closed();
      if (std::exchange(self->interrupted, false)) co_return Interrupted();
      if (auto taken = self->hub->Take(self->id))
        co_return Delivery(*taken->kept.message, taken->kept.deliveries_before, self->acknowledger,
                           taken->tag);
      const bool woken = co_await self->changed.Wait();
      if (!woken) co_return Closed();
    }
  }

  asio::any_io_executor executor;
  std::shared_ptr<MemoryHub> hub;
  SubscribeOptions options;
  std::uint64_t id = 0;
  std::shared_ptr<Acknowledger> acknowledger;  // shared with the deliveries
  bool interrupted = false;                    ///< and Next has not said so yet
  bool paused = false;
  bool ended = false;
  std::atomic<bool> wake_posted = false;
  LoopEvent changed;
};

class MemoryBroker::Reader : public Subscription {
 public:
  explicit Reader(std::shared_ptr<Reading> reading) : reading_(std::move(reading)) {}
  ~Reader() override { reading_->End(); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  asio::awaitable<Result<Delivery>> Next() override { return Reading::Next(reading_); }
  void Pause() override {
    reading_->paused = true;
    reading_->changed.WakeAll();
  }
  asio::awaitable<void> Close() override {
    reading_->End();
    co_return;
  }

 private:
  std::shared_ptr<Reading> reading_;
};

MemoryBroker::MemoryBroker(asio::any_io_executor executor, std::shared_ptr<MemoryHub> hub)
    : executor_(std::move(executor)), hub_(std::move(hub)) {}

MemoryBroker::~MemoryBroker() { End(); }

asio::awaitable<Result<void>> MemoryBroker::Connect() {
  connected_ = true;
  co_return Result<void>();
}

asio::awaitable<Result<void>> MemoryBroker::Publish(std::vector<Message> messages) {
  return closed_ ? AlreadyClosed() : PublishTo(hub_, std::move(messages));
}

asio::awaitable<Result<std::unique_ptr<Subscription>>> MemoryBroker::Subscribe(SubscribeOptions options) {
  if (closed_) co_return Closed();
  const auto reading = std::make_shared<Reading>(executor_, hub_, std::move(options));
  if (!reading->Start())
    co_return Error{ErrorKind::kStop, "there is no queue '" + reading->options.queue + "'", "not_found"};
  std::erase_if(readings_, [](const auto& old) { return old.expired(); });
  readings_.push_back(reading);
  std::unique_ptr<Subscription> reader = std::make_unique<Reader>(reading);
  co_return reader;
}

asio::awaitable<Result<bool>> MemoryBroker::Claim(std::string queue) {
  if (closed_) co_return Closed();
  if (Holds(queue)) co_return true;
  if (!hub_->Claim(queue)) co_return false;
  claims_.push_back(std::move(queue));
  co_return true;
}

bool MemoryBroker::Holds(const std::string& queue) const {
  return std::find(claims_.begin(), claims_.end(), queue) != claims_.end();
}

asio::awaitable<void> MemoryBroker::GiveUp(std::string queue) {
  if (std::erase(claims_, queue) > 0) hub_->GiveUpClaim(queue);
  co_return;
}

void MemoryBroker::Reconnect() {
  for (const auto& weak : readings_)
    if (const auto reading = weak.lock()) reading->Interrupt();
}

bool MemoryBroker::Ready() const { return connected_ && !closed_; }

asio::awaitable<void> MemoryBroker::Close() {
  End();
  co_return;
}

void MemoryBroker::End() {
  closed_ = true;
  for (const std::string& claim : std::exchange(claims_, {})) hub_->GiveUpClaim(claim);
  for (const auto& weak : std::exchange(readings_, {}))
    if (const auto reading = weak.lock()) reading->End();
}

}  // namespace pricecrew
