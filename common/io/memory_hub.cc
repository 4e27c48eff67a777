#include "common/io/memory_hub.h"

#include <algorithm>
#include <utility>

namespace pricecrew {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

MemoryHub::MemoryHub(const Topology& topology) : MemoryHub(topology, HoldBack{}) {}

MemoryHub::MemoryHub(const Topology& topology, HoldBack hold_back)
    : hold_back_(std::move(hold_back)), timer_([this] { return ExpireDue(Clock::now()); }) {
  for (const ExchangeSpec& exchange : topology.exchanges) exchanges_[exchange.name].kind = exchange.kind;
  for (const QueueSpec& queue : topology.queues) queues_.try_emplace(queue.name, queue);
  for (const BindingSpec& binding : topology.bindings)
    exchanges_[binding.exchange].bindings.push_back(binding);
}

std::vector<MemoryQueue*> MemoryHub::Route(const Message& message) {
  std::vector<MemoryQueue*> targets;
  const auto add = [&](const std::string& name) {
    if (const auto queue = queues_.find(name); queue != queues_.end()) targets.push_back(&queue->second);
  };
  if (message.exchange.empty()) add(message.routing_key);  // AMQP's default exchange
  const auto exchange = exchanges_.find(message.exchange);
  if (exchange == exchanges_.end()) return targets;
  for (const BindingSpec& binding : exchange->second.bindings)
    if (exchange->second.kind == ExchangeKind::kFanout || binding.routing_key == message.routing_key)
      add(binding.queue);
  return targets;
}

bool MemoryHub::Publish(Message message) {
  const std::lock_guard lock(mutex_);
  return Spread(std::move(message));
}

bool MemoryHub::Spread(Message message) {
  const auto kept = std::make_shared<const Message>(std::move(message));
  const auto targets = Route(*kept);
  for (MemoryQueue* queue : targets) {
    queue->Add(kept, Clock::now());
    if (queue->Waiting() == 1 && queue->NextDue()) timer_.Arm(*queue->NextDue());
    WakeReaders(*queue);
    BuryTheDead(*queue);
  }
  return !targets.empty();
}

void MemoryHub::BuryTheDead(MemoryQueue& queue) {
  for (Message& dead : queue.TakeDeadLetters()) Spread(std::move(dead));
}

std::optional<MemoryQueue::Time> MemoryHub::ExpireDue(MemoryQueue::Time now) {
  const std::lock_guard lock(mutex_);
  for (auto& [name, queue] : queues_) {
    queue.Expire(now);
    BuryTheDead(queue);
  }
  std::optional<MemoryQueue::Time> next;
  for (const auto& [name, queue] : queues_)
    if (const auto due = queue.NextDue()) next = next ? std::min(*next, *due) : *due;
  return next;
}

bool MemoryHub::Claim(const std::string& name) {
  const std::lock_guard lock(mutex_);
  return claims_.insert(name).second;
}

void MemoryHub::GiveUpClaim(const std::string& name) {
  const std::lock_guard lock(mutex_);
  claims_.erase(name);
}

std::optional<std::uint64_t> MemoryHub::AddReader(const SubscribeOptions& options,
                                                  std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  const auto queue = queues_.find(options.queue);
  if (queue == queues_.end()) return std::nullopt;
  const std::uint64_t id = ++last_reader_;
  queue->second.AddReader(id, options);
  const bool held = hold_back_.most > 0 && options.queue.starts_with(hold_back_.held);
  readers_.emplace(id, Reader{&queue->second, held, std::move(wake)});
  return id;
}

void MemoryHub::RemoveReader(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto reader = readers_.find(id);
  if (reader == readers_.end()) return;
  MemoryQueue& queue = *reader->second.queue;
  readers_.erase(reader);
  queue.RemoveReader(id);
  WakeReaders(queue);
  BuryTheDead(queue);
}

std::optional<MemoryQueue::Taken> MemoryHub::Take(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto reader = readers_.find(id);
  if (reader == readers_.end()) return std::nullopt;
  if (reader->second.held && Backlog() > hold_back_.most) {
    holding_ = true;
    return std::nullopt;
  }
  std::optional<MemoryQueue::Taken> taken = reader->second.queue->TakeFor(id);
  if (holding_ && taken && Backlog() <= hold_back_.most) WakeHeld();
  return taken;
}

std::size_t MemoryHub::Backlog() const {
  std::size_t waiting = 0;
  for (auto queue = queues_.lower_bound(hold_back_.behind);
       queue != queues_.end() && queue->first.starts_with(hold_back_.behind); ++queue)
    waiting += queue->second.Waiting();
  return waiting;
}

void MemoryHub::WakeHeld() {
  holding_ = false;
  for (const auto& [id, reader] : readers_)
    if (reader.held) reader.wake();
}

void MemoryHub::Settle(std::uint64_t id, std::uint64_t tag, Acknowledger::How how) {
  const std::lock_guard lock(mutex_);
  const auto reader = readers_.find(id);
  if (reader == readers_.end()) return;
  const bool handed_over = reader->second.queue->Settle(id, tag, how);
  handed_over ? WakeReaders(*reader->second.queue) : reader->second.wake();
}

void MemoryHub::WakeReaders(const MemoryQueue& queue) {
  for (const std::uint64_t id : queue.ReaderIds())
    if (const auto reader = readers_.find(id); reader != readers_.end()) reader->second.wake();
}

}  // namespace pricecrew
