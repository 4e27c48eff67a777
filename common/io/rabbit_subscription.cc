#include "common/io/rabbit_subscription.h"

#include <utility>

namespace pricecrew {
namespace {

/// Acknowledges over one generation of a channel; the I/O thread drops what an older one is asked for.
class RabbitAcknowledger : public Acknowledger {
 public:
  RabbitAcknowledger(std::shared_ptr<IoMailbox<ConsumeCommand>> mailbox, std::uint64_t subscription,
                     std::uint64_t generation)
      : mailbox_(std::move(mailbox)), subscription_(subscription), generation_(generation) {}

  void Ack(std::uint64_t tag, How how) override {
    mailbox_->Push(AckCommand{subscription_, generation_, tag, how});
  }

 private:
  std::shared_ptr<IoMailbox<ConsumeCommand>> mailbox_;  // a delivery may outlive its broker
  std::uint64_t subscription_;
  std::uint64_t generation_;
};

Error Ended() { return {ErrorKind::kCancelled, "the subscription was paused or closed", "closed"}; }

Error Interrupted() {
  return {ErrorKind::kRetryLater, "the subscription was interrupted, and goes on by itself", "interrupted"};
}

asio::awaitable<Result<Delivery>> NextOf(std::shared_ptr<RabbitInflow> inflow) {
  while (inflow->waiting.empty() || inflow->paused || inflow->closed || inflow->interrupted) {
    if (inflow->paused || inflow->closed) co_return Ended();
    if (std::exchange(inflow->interrupted, false)) co_return Interrupted();
    if (inflow->refused) co_return *inflow->refused;
    const bool woken = co_await inflow->changed.Wait();
    if (!woken) co_return Ended();
  }
  Delivery next = std::move(inflow->waiting.front());
  inflow->waiting.pop_front();
  co_return next;
}

asio::awaitable<void> UntilClosed(std::shared_ptr<RabbitInflow> inflow) {
  bool woken = true;
  while (!inflow->closed && woken) woken = co_await inflow->changed.Wait();
}

}  // namespace

void RabbitInflow::Receive(Delivered delivered) {
  if (closed || !active) return;
  if (!acknowledger || delivered.generation != generation) {
    generation = delivered.generation;
    acknowledger = std::make_shared<RabbitAcknowledger>(mailbox, id, generation);
  }
  waiting.emplace_back(std::move(delivered.message), delivered.deliveries_before, acknowledger,
                       delivered.tag);
  changed.WakeAll();
}

void RabbitInflow::Accept() {
  answered = active = true;
  changed.WakeAll();
}

void RabbitInflow::Interrupt() {
  if (!std::exchange(active, false)) return;
  interrupted = true;
  waiting.clear();
  changed.WakeAll();
}

void RabbitInflow::End() {
  active = false;
  closed = true;
  waiting.clear();
  changed.WakeAll();
}

RabbitSubscription::RabbitSubscription(std::shared_ptr<RabbitInflow> inflow) : inflow_(std::move(inflow)) {}

RabbitSubscription::~RabbitSubscription() {
  AskToClose();
  inflow_->End();
}

asio::awaitable<Result<Delivery>> RabbitSubscription::Next() { return NextOf(inflow_); }

void RabbitSubscription::Pause() {
  inflow_->paused = true;
  inflow_->changed.WakeAll();
}

void RabbitSubscription::AskToClose() {
  if (!std::exchange(asked_to_close_, true)) inflow_->mailbox->Push(CloseCommand{inflow_->id});
}

asio::awaitable<void> RabbitSubscription::Close() {
  Pause();
  AskToClose();
  return UntilClosed(inflow_);
}

}  // namespace pricecrew
