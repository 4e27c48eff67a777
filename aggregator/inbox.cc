#include "aggregator/inbox.h"

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <iterator>
#include <utility>

#include "common/ports/loop_event.h"

namespace pricecrew {

namespace {

std::ptrdiff_t BatchSize(const std::vector<Delivery>& waiting, const Inbox::Limits& limits) {
  std::size_t count = 0;
  for (std::size_t bytes = 0; count < std::min(limits.messages, waiting.size()); ++count) {
    bytes += waiting[count].message().body.size();
    if (count > 0 && bytes > limits.bytes) break;
  }
  return static_cast<std::ptrdiff_t>(count);
}

}  // namespace

struct Inbox::State {
  State(const asio::any_io_executor& executor, std::unique_ptr<Subscription> its_subscription)
      : subscription(std::move(its_subscription)), changed(executor) {}

  std::unique_ptr<Subscription> subscription;
  std::vector<Delivery> waiting;
  std::size_t wanted = 1;  ///< how many to wake the taker for
  bool ended = false;
  std::optional<Error> failure;
  LoopEvent changed;
};

Inbox::Inbox(const asio::any_io_executor& executor, std::unique_ptr<Subscription> subscription)
    : state_(std::make_shared<State>(executor, std::move(subscription))) {
  asio::co_spawn(executor, Pump(state_), asio::detached);
}

Inbox::~Inbox() { Pause(); }

asio::awaitable<void> Inbox::Pump(std::shared_ptr<State> state) {
  while (true) {
    Result<Delivery> delivery = co_await state->subscription->Next();
    if (!delivery && delivery.error().kind == ErrorKind::kRetryLater) {
      state->waiting.clear();  // comes again; its acknowledgements would reach nobody
      continue;
    }
    if (!delivery) {
      if (delivery.error().kind != ErrorKind::kCancelled) state->failure = delivery.error();
      break;
    }
    state->waiting.push_back(std::move(*delivery));
    if (state->waiting.size() == state->wanted) state->changed.WakeAll();
  }
  state->ended = true;
  state->changed.WakeAll();
}

asio::awaitable<void> Inbox::Gather(State& state, Limits limits) {
  state.wanted = 1;
  while (state.waiting.empty() && !state.ended) co_await state.changed.Wait();
  state.wanted = limits.messages;
  const auto until = std::chrono::steady_clock::now() + limits.wait;
  while (state.waiting.size() < limits.messages && !state.ended && std::chrono::steady_clock::now() < until)
    co_await state.changed.Wait(until);
}

asio::awaitable<std::vector<Delivery>> Inbox::Take(Limits limits) {
  State& state = *state_;
  do {
    co_await Gather(state, limits);
  } while (state.waiting.empty() && !state.ended);  // an interruption may have taken what there was
  const auto end = state.waiting.begin() + BatchSize(state.waiting, limits);
  std::vector<Delivery> batch(std::make_move_iterator(state.waiting.begin()), std::make_move_iterator(end));
  state.waiting.erase(state.waiting.begin(), end);
  co_return batch;
}

std::optional<Error> Inbox::Failure() const { return state_->failure; }

void Inbox::Pause() { state_->subscription->Pause(); }

asio::awaitable<void> Inbox::Close() { return state_->subscription->Close(); }

}  // namespace pricecrew
