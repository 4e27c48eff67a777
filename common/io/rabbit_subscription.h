#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "common/io/rabbit_events.h"
#include "common/ports/broker.h"
#include "common/ports/loop_event.h"

namespace pricecrew {

/// A subscription as its event loop sees it: what has arrived and was not handed out, and what became of it.
struct RabbitInflow {
  RabbitInflow(asio::any_io_executor executor, std::uint64_t its_id, std::string its_queue,
               std::shared_ptr<IoMailbox<ConsumeCommand>> its_mailbox)
      : id(its_id), queue(std::move(its_queue)), mailbox(std::move(its_mailbox)), changed(executor) {}

  void Receive(Delivered delivered);
  /// The broker consumes for it.
  void Accept();
  /// Its channel has gone, or is about to: what waits comes again, to whomever. Once for each Accept.
  void Interrupt();
  /// Ends every wait; what comes later is ignored.
  void End();

  const std::uint64_t id;
  const std::string queue;
  const std::shared_ptr<IoMailbox<ConsumeCommand>> mailbox;  // shared with the I/O thread
  std::deque<Delivery> waiting;
  std::uint64_t generation = 0;
  std::shared_ptr<Acknowledger> acknowledger;  // of that generation; shared with its deliveries
  bool answered = false;                       ///< accepted, refused or being tried again
  bool active = false;
  bool interrupted = false;  ///< and Next has not said so yet
  bool paused = false;
  bool closed = false;
  std::optional<Error> refused;
  LoopEvent changed;
};

class RabbitSubscription : public Subscription {
 public:
  explicit RabbitSubscription(std::shared_ptr<RabbitInflow> inflow);
  /// Closes without waiting.
  ~RabbitSubscription() override;
  RabbitSubscription(const RabbitSubscription&) = delete;
  RabbitSubscription& operator=(const RabbitSubscription&) = delete;

  asio::awaitable<Result<Delivery>> Next() override;
  void Pause() override;
  asio::awaitable<void> Close() override;
  /// The broker consumes for it.
  [[nodiscard]] bool active() const { return inflow_->active; }

 private:
  void AskToClose();

  std::shared_ptr<RabbitInflow> inflow_;  // shared with the broker, and with who waits
  bool asked_to_close_ = false;
};

}  // namespace pricecrew
