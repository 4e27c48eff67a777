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
    if (runner_) runner_->Stop();
    if (!runner_ && broker_)
      asio::co_spawn(*io_, broker_->Close(), asio::detached);  // ends a Connect under way
  });
}

Result<void> StageLoop::Join() {
  if (thread_.joinable()) thread_.join();
  runner_.reset();
  http_.reset();
  broker_.reset();
  return stopping_ ? Result<void>() : outcome_;
}

asio::awaitable<void> StageLoop::Serve() {
  Result<std::unique_ptr<Broker>> broker = parts_.broker(*io_);
  if (broker) {
    broker_ = std::move(*broker);
    http_ = parts_.http(*io_);
    outcome_ = co_await broker_->Connect();
    asio::co_spawn(*io_, WatchBroker(), asio::detached);
    if (outcome_) outcome_ = co_await Work();
    http_->Close();
    co_await broker_->Close();
  } else {
    outcome_ = broker.error();
  }
  ended_ = true;
  watch_.cancel();
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
  runner_.emplace(io_->get_executor(), *broker_, *http_, *parts_.clock, status_.counters, options_, read_);
  co_return co_await runner_->Run();
}

asio::awaitable<Result<void>> StageLoop::ClaimShards() {
  if (!options_.claims.empty()) co_return Result<void>();
  const Result<std::uint32_t> slot = co_await ClaimSlot();
  if (!slot) co_return slot.error();
  const std::uint32_t shards =
      options_.stage == Stage::kCategory ? options_.shards.category : options_.shards.product;
  const std::vector<std::int32_t> priorities = ShardPriorities(*slot, shards);
  for (std::uint32_t shard = 0; shard < shards; ++shard)
    options_.claims.push_back({shard, priorities[shard]});
  spdlog::info("slot {} of the {} stage", *slot, ToString(options_.stage));
  co_return Result<void>();
}

/// The lowest slot of the stage that is free.
asio::awaitable<Result<std::uint32_t>> StageLoop::ClaimSlot() {
  for (std::uint32_t slot = 0; slot < kMostSlots; ++slot) {
    std::string queue = "slot." + std::string(ToString(options_.stage)) + "." + std::to_string(slot);
    const Result<bool> claimed = co_await broker_->Claim(std::move(queue));
    if (!claimed) co_return claimed.error();
    if (*claimed) co_return slot;
  }
  co_return Error{ErrorKind::kStop, "all slots of the stage are taken"};
}

}  // namespace pricecrew
