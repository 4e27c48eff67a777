#include "common/pipeline/shard_consumer.h"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

namespace pricecrew {

ShardConsumer::ShardConsumer(asio::any_io_executor executor, Broker& broker, std::uint32_t number,
                             SubscribeOptions options, Handle handle, OnInterruption on_interruption)
    : executor_(executor),
      broker_(broker),
      number_(number),
      options_(std::move(options)),
      handle_(std::move(handle)),
      on_interruption_(std::move(on_interruption)),
      changed_(executor, asio::steady_timer::time_point::max()) {}

asio::awaitable<Result<void>> ShardConsumer::Take() {
  if (subscription_) co_return Result<void>();
  SubscribeOptions options = options_;
  Result<std::unique_ptr<Subscription>> subscription = co_await broker_.Subscribe(std::move(options));
  if (!subscription) co_return subscription.error();
  subscription_ = std::move(*subscription);
  BeginSession();
  consuming_ = true;
  asio::co_spawn(executor_, Consume(), asio::detached);
  co_return Result<void>();
}

void ShardConsumer::BeginSession() {
  session_ = std::make_shared<ShardSession>();
  session_->group = (std::uint64_t{number_} << 32) | ++sessions_;
  session_->prefetch = options_.prefetch;
}

asio::awaitable<void> ShardConsumer::Consume() {
  while (true) {
    Result<Delivery> delivery = co_await subscription_->Next();
    if (delivery) {
      ++in_hand_;
      ++session_->in_hand;
      asio::co_spawn(executor_, HandleOne(std::move(*delivery), session_), asio::detached);
    } else if (delivery.error().kind == ErrorKind::kRetryLater) {
      Interrupt();
    } else {
      break;
    }
  }
  consuming_ = false;
  changed_.cancel();
}

asio::awaitable<void> ShardConsumer::HandleOne(Delivery delivery, std::shared_ptr<ShardSession> session) {
  const bool done = co_await handle_(delivery, *session);
  if (done) delivery.Ack();
  --session->in_hand;
  if (--in_hand_ > 0) co_return;
  changed_.cancel();
  if (on_idle_) on_idle_();
}

void ShardConsumer::Interrupt() {
  session_->closing = true;
  on_interruption_(session_->group);
  BeginSession();
}

void ShardConsumer::Pause() {
  if (!subscription_) return;
  session_->closing = true;
  subscription_->Pause();
}

asio::awaitable<void> ShardConsumer::Leave() {
  Pause();
  asio::error_code ignored;
  while (subscription_ && in_hand_ > 0)
    co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_await Close();
}

asio::awaitable<void> ShardConsumer::Close() {
  if (!subscription_) co_return;
  Pause();
  co_await subscription_->Close();
  asio::error_code ignored;
  while (consuming_) co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  subscription_.reset();
}

asio::awaitable<Result<void>> ShardConsumer::ChangePriority(std::int32_t priority) {
  co_await Leave();
  options_.priority = priority;
  co_return co_await Take();
}

}  // namespace pricecrew
