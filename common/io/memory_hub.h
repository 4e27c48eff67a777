#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/domain/topology.h"
#include "common/io/memory_queue.h"
#include "common/io/memory_timer.h"

namespace pricecrew {

/// The exchanges and queues that the event loops of one process share. Every method may be called from any
/// thread. A thread of its own moves on what has outlived its time in a queue, such as a rung of the ladder.
class MemoryHub {
 public:
  /// Keeps memory within bounds where one stage makes more work than the next one does: while more than
  /// `most` messages wait in the queues whose names begin with `behind`, nothing is handed out from those
  /// that begin with `held`.
  struct HoldBack {
    std::string held;
    std::string behind;
    std::size_t most = 0;  ///< 0: nothing is ever held back
  };

  explicit MemoryHub(const Topology& topology);
  MemoryHub(const Topology& topology, HoldBack hold_back);

  /// False where no queue takes it.
  bool Publish(Message message);

  /// False where somebody has the claim of that name.
  bool Claim(const std::string& name);
  void GiveUpClaim(const std::string& name);

  /// `wake` is called whenever there may be something to Take. From any thread, and under the hub's lock: it
  /// may only post. Absent where there is no such queue.
  std::optional<std::uint64_t> AddReader(const SubscribeOptions& options, std::function<void()> wake);
  /// After this `wake` is not called any more.
  void RemoveReader(std::uint64_t reader);
  std::optional<MemoryQueue::Taken> Take(std::uint64_t reader);
  void Settle(std::uint64_t reader, std::uint64_t tag, Acknowledger::How how);

  /// Moves on what has outlived its time by `now`; absent where nothing is left that will. For tests, which
  /// need not wait: the hub does it by itself.
  std::optional<MemoryQueue::Time> ExpireDue(MemoryQueue::Time now);

 private:
  struct Exchange {
    ExchangeKind kind;
    std::vector<BindingSpec> bindings;
  };
  struct Reader {
    MemoryQueue* queue;
    bool held;  ///< its queue is one that is held back
    std::function<void()> wake;
  };

  [[nodiscard]] std::vector<MemoryQueue*> Route(const Message& message);
  bool Spread(Message message);
  void BuryTheDead(MemoryQueue& queue);
  void WakeReaders(const MemoryQueue& queue);
  [[nodiscard]] std::size_t Backlog() const;
  void WakeHeld();

  HoldBack hold_back_;
  std::mutex mutex_;  // for all that follows
  bool holding_ = false;
  std::unordered_map<std::string, Exchange> exchanges_;
  std::map<std::string, MemoryQueue, std::less<>> queues_;  // nodes stay where they are
  std::unordered_map<std::uint64_t, Reader> readers_;
  std::set<std::string> claims_;
  std::uint64_t last_reader_ = 0;
  MemoryTimer timer_;  // ends before the rest
};

}  // namespace pricecrew
