#include "common/io/memory_queue.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace pricecrew {
namespace {

bool HasArgument(const QueueSpec& spec, std::string_view name, const decltype(QueueArgument::value)& value) {
  return std::any_of(spec.arguments.begin(), spec.arguments.end(), [&](const QueueArgument& argument) {
    return argument.name == name && argument.value == value;
  });
}

}  // namespace

MemoryQueue::MemoryQueue(const QueueSpec& spec)
    : stream_(HasArgument(spec, "x-queue-type", std::string("stream"))),
      single_active_(HasArgument(spec, "x-single-active-consumer", true)) {}

void MemoryQueue::Add(std::shared_ptr<const Message> message) {
  messages_.push_back({std::move(message), 0});
}

void MemoryQueue::AddReader(std::uint64_t id, const SubscribeOptions& options) {
  MemoryReader reader;
  reader.id = id;
  reader.prefetch = options.prefetch;
  reader.position = options.from_first_message ? 0 : messages_.size();
  readers_.push_back(std::move(reader));
}

void MemoryQueue::RemoveReader(std::uint64_t id) {
  const auto reader = std::ranges::find(readers_, id, &MemoryReader::id);
  if (reader == readers_.end()) return;
  if (!stream_)
    for (auto& [tag, kept] : std::views::reverse(reader->unsettled))
      messages_.push_front({std::move(kept.message), kept.deliveries_before + 1});
  readers_.erase(reader);
}

MemoryReader* MemoryQueue::Find(std::uint64_t id) {
  const auto reader = std::ranges::find(readers_, id, &MemoryReader::id);
  return reader == readers_.end() ? nullptr : &*reader;
}

bool MemoryQueue::MayRead(const MemoryReader& reader) const {
  if (reader.unsettled.size() >= reader.prefetch) return false;
  return !single_active_ || &reader == &readers_.front();
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
  if (stream_) {
    if (reader.position >= messages_.size()) return std::nullopt;
    return messages_[reader.position++];
  }
  if (messages_.empty()) return std::nullopt;
  KeptMessage next = std::move(messages_.front());
  messages_.pop_front();
  return next;
}

void MemoryQueue::Settle(std::uint64_t id, std::uint64_t tag, Acknowledger::How how) {
  MemoryReader* reader = Find(id);
  if (reader == nullptr) return;
  auto& unsettled = reader->unsettled;
  if (how == Acknowledger::How::kThis)
    unsettled.erase(tag);
  else
    unsettled.erase(unsettled.begin(), unsettled.upper_bound(tag));
}

std::vector<std::uint64_t> MemoryQueue::ReaderIds() const {
  std::vector<std::uint64_t> ids;
  ids.reserve(readers_.size());
  for (const MemoryReader& reader : readers_) ids.push_back(reader.id);
  return ids;
}

}  // namespace pricecrew
