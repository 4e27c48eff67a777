#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/result.h"
#include "common/io/io_mailbox.h"
#include "common/io/loop_outbox.h"
#include "common/ports/broker.h"

// What the event loop and its two I/O threads say to each other; numbers name what each keeps to itself.
namespace pricecrew {

/// To the publishing thread. The thread's own once it is pushed; shared by those of its messages that are
/// under way.
struct PublishJob {
  std::uint64_t id = 0;
  std::vector<Message> messages;
  std::size_t outstanding = 0;
  std::optional<Error> error;
};
using PublishCommand = std::shared_ptr<PublishJob>;

/// To the consuming thread.
struct SubscribeCommand {
  std::uint64_t subscription;
  SubscribeOptions options;
};
struct AckCommand {
  std::uint64_t subscription;
  std::uint64_t
      generation;  ///< of the channel that delivered; a channel of another one does not know the tag
  std::uint64_t tag;
  Acknowledger::How how;
};
struct CloseCommand {
  std::uint64_t subscription;
};
using ConsumeCommand = std::variant<SubscribeCommand, AckCommand, CloseCommand>;

/// From both.
struct LinkUp {
  std::string server_version;
};
struct LinkDown {
  Error why;
};
struct LinkStopped {};

/// From the publishing thread.
struct Declared {};  ///< the topology, at every connect
struct PublishEnded {
  std::uint64_t job;
  std::optional<Error> error;
};
using PublishEvent = std::variant<LinkUp, LinkDown, LinkStopped, Declared, PublishEnded>;

/// From the consuming thread.
struct Delivered {
  std::uint64_t subscription;
  std::uint64_t generation;
  std::uint64_t tag;
  std::uint32_t deliveries_before;
  Message message;
};
struct SubscriptionAccepted {
  std::uint64_t subscription;
};
struct SubscriptionLost {  ///< it was active; it is begun again
  std::uint64_t subscription;
  Error why;
};
struct SubscriptionFailed {  ///< it was not active yet. kStop: for good; else it is being tried again
  std::uint64_t subscription;
  Error why;
};
struct SubscriptionClosed {
  std::uint64_t subscription;
};
using ConsumeEvent = std::variant<LinkUp, LinkDown, LinkStopped, Delivered, SubscriptionAccepted,
                                  SubscriptionLost, SubscriptionFailed, SubscriptionClosed>;

}  // namespace pricecrew
