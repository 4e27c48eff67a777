#include "common/pipeline/control.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/pipeline/messages.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

constexpr std::uint16_t kPrefetch = 100;

std::int64_t Milliseconds(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
}

/// An interruption is not an end: the stream is read on from where the broker begins again.
bool GoesOn(const Result<Delivery>& delivery) {
  return !delivery && delivery.error().kind == ErrorKind::kRetryLater;
}

}  // namespace

std::int64_t Control::NowMs() const { return Milliseconds(clock_.Wall()); }

asio::awaitable<Result<void>> Control::Start(std::string mark) {
  SubscribeOptions options;
  options.queue = kControlQueue;
  options.prefetch = kPrefetch;
  options.from_first_message = true;
  Result<std::unique_ptr<Subscription>> stream = co_await broker_.Subscribe(std::move(options));
  if (!stream) co_return stream.error();
  stream_ = std::move(*stream);
  ControlRecord record;
  record.what = ControlRecord::What::kMark;
  record.mark = mark;
  std::vector<Message> messages{ControlMessage(record)};
  Result<void> published = co_await broker_.Publish(std::move(messages));
  if (published) published = co_await ReadUntil(std::move(mark));
  co_return published;
}

asio::awaitable<Result<void>> Control::ReadUntil(std::string mark) {
  while (true) {
    Result<Delivery> delivery = co_await stream_->Next();
    if (GoesOn(delivery)) continue;
    if (!delivery) co_return delivery.error();
    const Result<ControlRecord> record = DecodeControl(delivery->message().body);
    delivery->Ack();
    if (record && record->what == ControlRecord::What::kMark && record->mark == mark)
      co_return Result<void>();
    if (record) Take(*record);
  }
}

asio::awaitable<void> Control::Listen() {
  while (true) {
    Result<Delivery> delivery = co_await stream_->Next();
    if (GoesOn(delivery)) continue;
    if (!delivery) co_return;
    const Result<ControlRecord> record = DecodeControl(delivery->message().body);
    if (record) Take(*record);  // another version's records are for other processes
    delivery->Ack();
  }
}

void Control::Take(const ControlRecord& record) {
  const std::int64_t now = NowMs();
  if (record.expires_ms <= now || record.what == ControlRecord::What::kMark) return;
  if (record.what == ControlRecord::What::kHostHeld) {
    std::erase_if(held_hosts_, [now](const auto& entry) { return entry.second <= now; });
    std::int64_t& until = held_hosts_[record.host];
    until = std::max(until, record.expires_ms);
    return;
  }
  std::erase_if(jobs_, [now](const auto& entry) { return entry.second.expires_ms <= now; });
  jobs_[record.job] = record;
}

const ControlRecord* Control::RecordOf(const Task& task) const {
  const auto found = jobs_.find(task.job);
  if (found == jobs_.end() || found->second.generation < task.generation) return nullptr;
  return &found->second;
}

bool Control::IsCancelled(const Task& task) const {
  const ControlRecord* record = RecordOf(task);
  return record != nullptr && record->what == ControlRecord::What::kJobCancelled;
}

bool Control::HasEnded(const Task& task) const {
  const ControlRecord* record = RecordOf(task);
  return record != nullptr && record->what == ControlRecord::What::kJobEnded;
}

std::optional<Control::WallTime> Control::HeldUntil(const std::string& host) const {
  const auto found = held_hosts_.find(host);
  if (found == held_hosts_.end() || found->second <= NowMs()) return std::nullopt;
  return WallTime(milliseconds(found->second));
}

std::optional<ControlRecord> Control::Hold(const std::string& host, WallTime until) {
  const std::optional<WallTime> held = HeldUntil(host);
  if (held && *held >= until) return std::nullopt;
  ControlRecord record;
  record.what = ControlRecord::What::kHostHeld;
  record.host = host;
  record.expires_ms = Milliseconds(until);
  Take(record);
  return record;
}

}  // namespace pricecrew
