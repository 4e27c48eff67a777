#include "common/pipeline/lease.h"

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/topology.h"

namespace pricecrew {

Lease::Lease(asio::any_io_executor executor, Broker& broker, const Clock& clock, Options options,
             std::function<void()> on_expiry)
    : executor_(executor),
      broker_(broker),
      clock_(clock),
      options_(options),
      on_expiry_(std::move(on_expiry)),
      timer_(executor) {}

asio::awaitable<void> Lease::Run() {
  started_ = true;
  state_->confirmed = clock_.Steady();
  Time next_probe = state_->confirmed;
  bool told = false;
  while (!stopped_) {
    const Time now = clock_.Steady();
    if (now >= next_probe && !state_->probing) {
      next_probe = now + options_.interval;
      state_->probing = true;
      asio::co_spawn(executor_, Probe(broker_, state_, now), asio::detached);
    }
    if (!IsValid() && !std::exchange(told, true)) on_expiry_();
    if (IsValid()) told = false;
    timer_.expires_after(std::min(options_.interval, options_.valid) / 10);
    asio::error_code ignored;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
}

/// A confirm proves the broker's mind as of the time when the probe was sent.
asio::awaitable<void> Lease::Probe(Broker& broker, std::shared_ptr<State> state, Time sent) {
  std::vector<Message> probe{{"", std::string(kProbeQueue), "{}", {}}};
  const Result<void> confirmed = co_await broker.Publish(std::move(probe));
  if (confirmed) state->confirmed = std::max(state->confirmed, sent);
  state->probing = false;
}

bool Lease::IsValid() const { return !started_ || clock_.Steady() - state_->confirmed < options_.valid; }

void Lease::Stop() {
  stopped_ = true;
  timer_.cancel();
}

}  // namespace pricecrew
