#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/domain/topology.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// A message as a memory queue keeps it. Shared among the queues of a fanout; the body is copied when it is
/// handed out.
struct KeptMessage {
  std::shared_ptr<const Message> message;
  std::uint32_t deliveries_before = 0;
  std::optional<std::chrono::steady_clock::time_point> due = {};  ///< when its time to live ends
};

/// Who reads a queue: how far it has come and what it has not settled.
struct MemoryReader {
  std::uint64_t id = 0;
  std::uint16_t prefetch = 1;
  std::int32_t priority = 0;
  std::size_t position = 0;  ///< in a stream
  std::uint64_t last_tag = 0;
  std::map<std::uint64_t, KeptMessage> unsettled;  ///< by tag
};

/// What a queue's arguments ask for, of those that mean something in memory.
struct MemoryQueueRules {
  explicit MemoryQueueRules(const QueueSpec& spec);
  bool stream = false;
  bool single_active = false;
  std::optional<std::chrono::milliseconds> time_to_live;
  std::optional<std::size_t> max_length;
  std::optional<std::uint32_t> delivery_limit;
  std::optional<std::string> dead_letter_exchange;
};

/// One queue or stream and its readers, by the rules of RabbitMQ: single active consumer with priorities,
/// time to live, delivery limit, greatest length (the oldest goes), dead letters. No locks: MemoryHub holds
/// one.
class MemoryQueue {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit MemoryQueue(const QueueSpec& spec) : rules_(spec) {}

  void Add(std::shared_ptr<const Message> message, Time now);
  /// Of a queue with a single active consumer, the first reader of the highest priority gets all; one that
  /// joins with a higher priority takes over once the present one has settled what it holds.
  void AddReader(std::uint64_t id, const SubscribeOptions& options);
  /// What it has not settled goes to the queue's front, in order, one delivery older.
  void RemoveReader(std::uint64_t id);

  struct Taken {
    KeptMessage kept;
    std::uint64_t tag;
  };
  /// The reader's next message, unless there is none for it or its prefetch is used up.
  std::optional<Taken> TakeFor(std::uint64_t reader);
  /// True where another reader has become the active one by it.
  bool Settle(std::uint64_t reader, std::uint64_t tag, Acknowledger::How how);

  /// When the first message's time to live ends.
  [[nodiscard]] std::optional<Time> NextDue() const;
  void Expire(Time now);
  /// What was expired, pushed out or delivered too often since the last call, as it is to be published again.
  std::vector<Message> TakeDeadLetters();

  [[nodiscard]] std::vector<std::uint64_t> ReaderIds() const;
  /// Messages that nobody holds; of a stream, all.
  [[nodiscard]] std::size_t Waiting() const { return messages_.size(); }

 private:
  [[nodiscard]] bool MayRead(const MemoryReader& reader) const;
  MemoryReader* Find(std::uint64_t id);
  std::optional<KeptMessage> NextFor(MemoryReader& reader);
  void GiveBack(KeptMessage kept);
  void Bury(const KeptMessage& kept);
  void Elect();

  MemoryQueueRules rules_;
  std::deque<KeptMessage> messages_;   // of a stream: all; else those that nobody holds
  std::vector<MemoryReader> readers_;  // in the order in which they joined
  std::uint64_t active_ = 0;           // with a single active consumer: its id
  std::vector<Message> dead_letters_;
};

}  // namespace pricecrew
