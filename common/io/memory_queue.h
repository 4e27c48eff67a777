#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "common/domain/topology.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// A message as a memory queue keeps it. Shared among the queues of a fanout; the body is copied when it is
/// handed out.
struct KeptMessage {
  std::shared_ptr<const Message> message;
  std::uint32_t deliveries_before = 0;
};

/// Who reads a queue: how far it has come and what it has not settled.
struct MemoryReader {
  std::uint64_t id = 0;
  std::uint16_t prefetch = 1;
  std::size_t position = 0;  ///< in a stream
  std::uint64_t last_tag = 0;
  std::map<std::uint64_t, KeptMessage> unsettled;  ///< by tag
};

/// One queue or stream and its readers, by the rules of RabbitMQ. No locks: MemoryHub holds one.
class MemoryQueue {
 public:
  explicit MemoryQueue(const QueueSpec& spec);

  void Add(std::shared_ptr<const Message> message);
  /// Of several readers of a queue with a single active consumer only the first gets anything.
  void AddReader(std::uint64_t id, const SubscribeOptions& options);
  /// What it has not settled goes to the queue's front, in order, one delivery older.
  void RemoveReader(std::uint64_t id);

  struct Taken {
    KeptMessage kept;
    std::uint64_t tag;
  };
  /// The reader's next message, unless there is none for it or its prefetch is used up.
  std::optional<Taken> TakeFor(std::uint64_t reader);
  void Settle(std::uint64_t reader, std::uint64_t tag, Acknowledger::How how);

  [[nodiscard]] std::vector<std::uint64_t> ReaderIds() const;
  /// Messages that nobody holds; of a stream, all.
  [[nodiscard]] std::size_t Waiting() const { return messages_.size(); }

 private:
  [[nodiscard]] bool MayRead(const MemoryReader& reader) const;
  MemoryReader* Find(std::uint64_t id);
  std::optional<KeptMessage> NextFor(MemoryReader& reader);

  bool stream_;
  bool single_active_;
  std::deque<KeptMessage> messages_;  // of a stream: all; else those that nobody holds
  std::vector<MemoryReader> readers_;
};

}  // namespace pricecrew
