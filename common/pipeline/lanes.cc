#include "common/pipeline/lanes.h"

#include <algorithm>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>

namespace pricecrew {
namespace {

constexpr std::chrono::milliseconds kLook{500};  // for whether a wait is still wanted

/// Waits until the timer expires or is cancelled.
asio::awaitable<void> Await(std::shared_ptr<asio::steady_timer> timer) {
  asio::error_code ignored;
  co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace

Lanes::Lanes(asio::any_io_executor executor, const Clock& clock)
    : executor_(std::move(executor)), clock_(clock) {}

Lanes::Turn::~Turn() {
  if (lanes_) lanes_->Release(key_);
}

asio::awaitable<std::optional<Lanes::Turn>> Lanes::Wait(LanePlace place, Pace pace,
                                                        std::function<bool()> unwanted) {
  if (stopped_) co_return std::nullopt;
  const Turn::Key key{place.host, place.lane};
  Lane& lane = lanes_[key];  // stays put: Release erases a lane only when nobody is in it
  if (lane.busy) {
    auto timer = std::make_shared<asio::steady_timer>(executor_, asio::steady_timer::time_point::max());
    lane.waiting.push_back(timer);
    co_await Await(timer);  // Release has handed the lane over, still busy; or Stop was called
    if (stopped_) co_return std::nullopt;
  }
  lane.busy = true;
  Turn turn(this, key);
  ++under_way_;
  const bool wanted = co_await WaitForBeat(lane, pace, unwanted);
  if (!wanted) co_return std::nullopt;
  co_return std::optional<Turn>(std::move(turn));
}

/// False where the beat is not to be waited for any more.
asio::awaitable<bool> Lanes::WaitForBeat(Lane& lane, Pace pace, const std::function<bool()>& unwanted) {
  const auto start = NextBeat(pace, clock_.Wall());
  while (true) {
    if (stopped_ || (unwanted && unwanted())) co_return false;
    const auto left = start - clock_.Wall();  // a timer of the steady clock can be early by the wall clock
    if (pace.period <= std::chrono::nanoseconds(0) || left <= left.zero()) co_return true;
    const auto pause = std::min<std::chrono::nanoseconds>(left, kLook);
    lane.beat = std::make_shared<asio::steady_timer>(executor_, pause);
    co_await Await(lane.beat);
  }
}

void Lanes::Release(const Turn::Key& key) {
  --under_way_;
  const auto found = lanes_.find(key);
  Lane& lane = found->second;
  if (!lane.waiting.empty()) {
    const auto next = lane.waiting.front();
    lane.waiting.pop_front();
    next->cancel();
    return;
  }
  lanes_.erase(found);  // its pace needs no memory: the beat keeps it
}

void Lanes::Stop() {
  stopped_ = true;
  for (auto& [key, lane] : lanes_) {
    if (lane.beat) lane.beat->cancel();
    for (const auto& waiting : std::exchange(lane.waiting, {})) waiting->cancel();
  }
}

}  // namespace pricecrew
