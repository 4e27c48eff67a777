#include "common/pipeline/control.h"

#include <chrono>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::uint16_t kPrefetch = 100;

}  // namespace

std::int64_t Control::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.Wall().time_since_epoch()).count();
}

asio::awaitable<Result<void>> Control::Start() {
  SubscribeOptions options;
  options.queue = kControlQueue;
  options.prefetch = kPrefetch;
  options.from_first_message = true;
  Result<std::unique_ptr<Subscription>> stream = co_await broker_.Subscribe(std::move(options));
  if (!stream) co_return stream.error();
  stream_ = std::move(*stream);
  co_return Result<void>();
}

asio::awaitable<void> Control::Listen() {
  while (true) {
    Result<Delivery> delivery = co_await stream_->Next();
    if (!delivery) co_return;
    const Result<ControlRecord> record = DecodeControl(delivery->message().body);
    if (record) Take(*record);  // another version's records are for other processes
    delivery->Ack();
  }
}

void Control::Take(const ControlRecord& record) {
  const std::int64_t now = NowMs();
  if (record.expires_ms <= now) return;
  std::erase_if(jobs_, [now](const auto& entry) { return entry.second.expires_ms <= now; });
  jobs_[record.job] = record;
}

bool Control::IsCancelled(const std::string& job) const {
  const auto found = jobs_.find(job);
  return found != jobs_.end() && found->second.what == ControlRecord::What::kJobCancelled;
}

bool Control::HasEnded(const std::string& job) const {
  const auto found = jobs_.find(job);
  return found != jobs_.end() && found->second.what == ControlRecord::What::kJobEnded;
}

}  // namespace pricecrew
