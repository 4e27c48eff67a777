#include "common/app/stage_loop.h"

#include <spdlog/spdlog.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/slots.h"

namespace pricecrew {
namespace {

constexpr std::uint32_t kMostSlots = 1'024;
constexpr std::chrono::milliseconds kWatch{500};
constexpr std::chrono::seconds kSlotWatch{2};
constexpr std::chrono::seconds kSlotRest{60};  // how long a slot keeps its priorities at least

}  // namespace

StageLoop::StageLoop(std::string name, StageOptions options, StageParts parts, ReadPage read,
                     StageStatus& status)
    : name_(std::move(name)),
      options_(std::move(options)),
      parts_(std::move(parts)),
      read_(std::move(read)),
      status_(status) {
  status_.health.Report(name_, "not connected yet");
}

void StageLoop::Start() {
  asio::co_spawn(*io_, Serve(), asio::detached);
  thread_ = std::jthread([this] { io_->run(); });
}

void StageLoop::Stop() {
  asio::post(*io_, [this] {
    if (ended_) return;  // its outcome stands: when one loop fails, all are told to stop
    stopping_ = true;
    slot_watch_.cancel();
    if (runner_) runner_->Stop();
    if (!runner_ && broker_)
      asio::co_spawn(*io_, broker_->Close(), asio::detached);  // ends a Connect under way
  });
}

Result<void> StageLoop::Join() {
  if (thread_.joinable()) thread_.join();
  runner_.reset();
  isolated_.reset();
  http_.reset();
  broker_.reset();
  return stopping_ ? Result<void>() : outcome_;
}

asio::awaitable<void> StageLoop::Serve() {
  Result<std::unique_ptr<Broker>> broker = parts_.broker(*io_);
  if (broker) {
    broker_ = std::move(*broker);
    http_ = parts_.http(*io_);
    if (parts_.isolated) isolated_ = parts_.isolated(*io_);
    outcome_ = co_await broker_->Connect();
    asio::co_spawn(*io_, WatchBroker(), asio::detached);
    if (outcome_) outcome_ = co_await Work();
    http_->Close();
    if (isolated_) isolated_->Close();
    co_await broker_->Close();
  } else {
    outcome_ = broker.error();
  }
  ended_ = true;
  watch_.cancel();
  slot_watch_.cancel();
  if (on_end_) on_end_();
}

asio::awaitable<void> StageLoop::WatchBroker() {
  while (!ended_) {
    if (runner_ && broker_->Ready()) {
      status_.health.Clear(name_);
    } else {
      status_.health.Report(name_, "the broker is not reached, or blocks");
    }
    watch_.expires_after(kWatch);
    asio::error_code ignored;
    co_await watch_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
}

asio::awaitable<Result<void>> StageLoop::Work() {
  Result<void> claimed = co_await ClaimShards();
  if (!claimed || stopping_) co_return claimed;
  runner_.emplace(io_->get_executor(), *broker_, *http_, *parts_.clock, status_.counters, options_, read_,
                  isolated_.get());
  asio::co_spawn(*io_, KeepSlot(), asio::detached);
  co_return co_await runner_->Run();
}

std::string StageLoop::SlotQueue(std::uint32_t slot) const {
  return "slot." + std::string(ToString(options_.stage)) + "." + std::to_string(slot);
}

std::vector<ShardClaim> StageLoop::ClaimsOf(std::uint32_t slot) const {
  const std::uint32_t shards =
      options_.stage == Stage::kCategory ? options_.shards.category : options_.shards.product;
  const std::vector<std::int32_t> priorities = ShardPriorities(slot, shards);
  std::vector<ShardClaim> claims;
  claims.reserve(shards);
  for (std::uint32_t shard = 0; shard < shards; ++shard) claims.push_back({shard, priorities[shard]});
  return claims;
}

asio::awaitable<Result<void>> StageLoop::ClaimShards() {
  if (!options_.claims.empty()) co_return Result<void>();
  const Result<std::optional<std::uint32_t>> slot = co_await ClaimSlotBelow(kMostSlots);
  if (!slot) co_return slot.error();
  if (!*slot) co_return Error{ErrorKind::kStop, "all slots of the stage are taken"};
  slot_ = *slot;
  options_.claims = ClaimsOf(*slot_);
  spdlog::info("slot {} of the {} stage", *slot_, ToString(options_.stage));
  co_return Result<void>();
}

/// The lowest slot of the stage that is free; absent where none below `end` is.
asio::awaitable<Result<std::optional<std::uint32_t>>> StageLoop::ClaimSlotBelow(std::uint32_t end) {
  for (std::uint32_t slot = 0; slot < end; ++slot) {
    std::string queue = SlotQueue(slot);
    const Result<bool> claimed = co_await broker_->Claim(std::move(queue));
    if (!claimed) co_return claimed.error();
    if (*claimed) co_return std::optional(slot);
  }
  co_return std::optional<std::uint32_t>();
}

asio::awaitable<void> StageLoop::KeepSlot() {
  auto moved_at = parts_.clock->Steady();
  while (slot_ && !ended_ && !stopping_) {
    slot_watch_.expires_after(kSlotWatch);
    asio::error_code ignored;
    co_await slot_watch_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    if (ended_ || stopping_ || !broker_->Ready()) continue;
    const std::string own = SlotQueue(*slot_);
    const bool lost = !broker_->Holds(own);
    if (!lost && parts_.clock->Steady() - moved_at < kSlotRest) continue;
    const Result<void> moved = co_await MoveToSlotBelow(lost ? kMostSlots : *slot_);
    if (!moved) co_return;
    moved_at = parts_.clock->Steady();
  }
}

/// The slot that is left is free at once, the shards follow as their tasks in flight end.
asio::awaitable<Result<void>> StageLoop::MoveToSlotBelow(std::uint32_t end) {
  const Result<std::optional<std::uint32_t>> slot = co_await ClaimSlotBelow(end);
  if (!slot) co_return slot.error();
  if (!*slot) co_return Result<void>();
  std::string old = SlotQueue(*slot_);
  spdlog::info("slot {} of the {} stage, instead of {}", **slot, ToString(options_.stage), *slot_);
  slot_ = *slot;
  co_await broker_->GiveUp(std::move(old));
  if (runner_) runner_->ChangePriorities(ClaimsOf(*slot_));
  co_return Result<void>();
}

}  // namespace pricecrew
