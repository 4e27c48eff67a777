#include "common/io/memory_queue.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace pricecrew {
namespace {

template <typename T>
std::optional<T> Argument(const QueueSpec& spec, std::string_view name) {
  const auto found = std::ranges::find(spec.arguments, name, &QueueArgument::name);
  if (found == spec.arguments.end()) return std::nullopt;
  return std::get<T>(found->value);
}

}  // namespace

MemoryQueueRules::MemoryQueueRules(const QueueSpec& spec)
    : stream(Argument<std::string>(spec, "x-queue-type") == "stream"),
      single_active(Argument<bool>(spec, "x-single-active-consumer").value_or(false)),
      dead_letter_exchange(Argument<std::string>(spec, "x-dead-letter-exchange")) {
  if (const auto ttl = Argument<std::int64_t>(spec, "x-message-ttl"))
    time_to_live = std::chrono::milliseconds(*ttl);
  if (const auto length = Argument<std::int64_t>(spec, "x-max-length"))
    max_length = static_cast<std::size_t>(*length);
  if (const auto limit = Argument<std::int64_t>(spec, "x-delivery-limit"))
    delivery_limit = static_cast<std::uint32_t>(*limit);
}

void MemoryQueue::Add(std::shared_ptr<const Message> message, Time now) {
  KeptMessage kept{std::move(message), 0};
  if (rules_.time_to_live) kept.due = now + *rules_.time_to_live;
  messages_.push_back(std::move(kept));
  while (rules_.max_length && messages_.size() > *rules_.max_length) {
    Bury(messages_.front());
    messages_.pop_front();
  }
}

void MemoryQueue::Bury(const KeptMessage& kept) {
  if (!rules_.dead_letter_exchange) return;
  dead_letters_.push_back(*kept.message);
  dead_letters_.back().exchange = *rules_.dead_letter_exchange;  // the routing key stays
}

std::vector<Message> MemoryQueue::TakeDeadLetters() { return std::exchange(dead_letters_, {}); }

std::optional<MemoryQueue::Time> MemoryQueue::NextDue() const {
  return messages_.empty() ? std::nullopt : messages_.front().due;
}

void MemoryQueue::Expire(Time now) {
  for (auto due = NextDue(); due && *due <= now; due = NextDue()) {
    Bury(messages_.front());
    messages_.pop_front();
  }
}

void MemoryQueue::AddReader(std::uint64_t id, const SubscribeOptions& options) {
  MemoryReader reader;
  reader.id = id;
  reader.prefetch = options.prefetch;
  reader.priority = options.priority.value_or(0);
  reader.position = options.from_first_message ? 0 : messages_.size();
  readers_.push_back(std::move(reader));
  Elect();
}

void MemoryQueue::RemoveReader(std::uint64_t id) {
  const auto reader = std::ranges::find(readers_, id, &MemoryReader::id);
  if (reader == readers_.end()) return;
  if (!rules_.stream)
    for (auto& [tag, kept] : std::views::reverse(reader->unsettled)) GiveBack(std::move(kept));
  readers_.erase(reader);
  Elect();
}

void MemoryQueue::GiveBack(KeptMessage kept) {
  ++kept.deliveries_before;
  if (rules_.delivery_limit && kept.deliveries_before > *rules_.delivery_limit)
    Bury(kept);
  else
    messages_.push_front(std::move(kept));
}

void MemoryQueue::Elect() {
  if (readers_.empty()) return;
  const MemoryReader* present = Find(active_);
  const auto best = std::ranges::max_element(readers_, {}, &MemoryReader::priority);  // the first of equals
  const bool stays =
      present != nullptr && (present->priority == best->priority || !present->unsettled.empty());
  if (!stays) active_ = best->id;
}

MemoryReader* MemoryQueue::Find(std::uint64_t id) {
  const auto reader = std::ranges::find(readers_, id, &MemoryReader::id);
  return reader == readers_.end() ? nullptr : &*reader;
}

bool MemoryQueue::MayRead(const MemoryReader& reader) const {
  if (reader.unsettled.size() >= reader.prefetch) return false;
  if (!rules_.single_active) return true;
  const bool outranked = std::ranges::any_of(
      readers_, [&](const MemoryReader& other) { return other.priority > reader.priority; });
  return reader.id == active_ && !outranked;
}

std::optional<MemoryQueue::Taken> MemoryQueue::TakeFor(std::uint64_t id) {
  MemoryReader* reader = Find(id);
  if (reader == nullptr || !MayRead(*reader)) return std::nullopt;
  auto next = NextFor(*reader);
  if (!next) return std::nullopt;
  const std::uint64_t tag = ++reader->last_tag;
  reader->unsettled.emplace(tag, *next);
  return Taken{std::move(*next), tag};
}

std::optional<KeptMessage> MemoryQueue::NextFor(MemoryReader& reader) {
  if (rules_.stream) {
    if (reader.position >= messages_.size()) return std::nullopt;
    return messages_[reader.position++];
  }
  if (messages_.empty()) return std::nullopt;
  KeptMessage next = std::move(messages_.front());
  messages_.pop_front();
  return next;
}

bool MemoryQueue::Settle(std::uint64_t id, std::uint64_t tag, Acknowledger::How how) {
  MemoryReader* reader = Find(id);
  if (reader == nullptr) return false;
  auto& unsettled = reader->unsettled;
  if (how == Acknowledger::How::kThis)
    unsettled.erase(tag);
  else
    unsettled.erase(unsettled.begin(), unsettled.upper_bound(tag));
  const std::uint64_t before = active_;
  Elect();
  return active_ != before;
}

std::vector<std::uint64_t> MemoryQueue::ReaderIds() const {
  std::vector<std::uint64_t> ids;
  ids.reserve(readers_.size());
  for (const MemoryReader& reader : readers_) ids.push_back(reader.id);
  return ids;
}

}  // namespace pricecrew
