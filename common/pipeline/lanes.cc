#include "common/pipeline/lanes.h"

#include <algorithm>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <optional>

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr milliseconds kLook{500};        // for whether a wait is still wanted, and worth it
constexpr milliseconds kClosedLook{100};  // for whether requests may start again
constexpr milliseconds kLongInLine{1'000};
constexpr milliseconds kLongForBeat{10'000};
constexpr milliseconds kGuard{250};
constexpr milliseconds kFirstStep{1'000};
constexpr std::size_t kMostBacklogs = 10'000;

/// Waits until the timer expires or is cancelled.
asio::awaitable<void> Await(asio::steady_timer& timer) {
  asio::error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

/// How far off the first beat of a lane has to be that may have had another owner: the clocks of two machines
/// agree to less than that.
nanoseconds GuardOf(const Pace& pace) { return std::min<nanoseconds>(pace.period / 2, kGuard); }

}  // namespace

Lanes::Lanes(asio::any_io_executor executor, const Clock& clock, IsOpen open)
    : executor_(std::move(executor)), clock_(clock), open_(std::move(open)) {}

Lanes::Turn::~Turn() {
  if (lanes_) lanes_->Release(key_);
}

asio::awaitable<Lanes::Outcome> Lanes::Wait(LaneWish wish) {
  if (stopped_) co_return Stopped{};
  const Turn::Key key{wish.place.host, wish.place.lane};
  Lane& lane = lanes_[key];  // stays put: Release erases a lane only when nobody is in it
  WallTime earliest = std::max(wish.earliest, clock_.Wall());
  if (lane.busy) {
    const Refusal refused = co_await WaitInLine(key, wish);
    if (std::holds_alternative<Stopped>(refused)) co_return Stopped{};
    if (std::holds_alternative<Unwanted>(refused)) co_return Unwanted{};
    if (const auto* later = std::get_if<ComeBack>(&refused)) co_return *later;
    earliest = std::max(earliest, clock_.Wall());
  } else {
    earliest += std::chrono::duration_cast<std::chrono::system_clock::duration>(GuardOf(wish.pace));
  }
  lane.busy = true;
  lane.busy_since = clock_.Steady();
  ++under_way_;
  Turn turn(this, key);
  const Refusal refused = co_await WaitForBeat(lane, wish, earliest);
  if (std::holds_alternative<Stopped>(refused)) co_return Stopped{};
  if (std::holds_alternative<Unwanted>(refused)) co_return Unwanted{};
  if (const auto* later = std::get_if<ComeBack>(&refused)) co_return *later;
  lane.busy_since = clock_.Steady();
  co_return Outcome(std::move(turn));
}

Lanes::Refusal Lanes::Look(const LaneWish& wish) const {
  if (stopped_) return Stopped{};
  if (wish.unwanted && wish.unwanted()) return Unwanted{};
  return std::monostate{};
}

asio::awaitable<Lanes::Refusal> Lanes::WaitInLine(const Turn::Key& key, const LaneWish& wish) {
  const auto waiter = std::make_shared<Waiter>(executor_);
  lanes_[key].waiting.push_back(waiter);
  while (true) {
    Refusal refused = LookInLine(key, *waiter, wish);
    if (refused.index() != 0 && !waiter->granted) {
      std::erase(lanes_[key].waiting, waiter);
      co_return refused;
    }
    if (waiter->granted) co_return std::monostate{};  // the lane is handed over busy; WaitForBeat looks again
    waiter->timer.expires_after(kLook);
    co_await Await(waiter->timer);
  }
}

Lanes::Refusal Lanes::LookInLine(const Turn::Key& key, const Waiter& waiter, const LaneWish& wish) {
  Refusal refused = Look(wish);
  if (refused.index() != 0 || waiter.granted) return refused;
  const Lane& lane = lanes_[key];
  const auto place = std::find_if(lane.waiting.begin(), lane.waiting.end(),
                                  [&](const auto& other) { return other.get() == &waiter; });
  const auto before = static_cast<std::size_t>(place - lane.waiting.begin());
  const milliseconds service = ServiceTime(lane, wish.pace);
  const auto so_far = std::chrono::duration_cast<milliseconds>(clock_.Steady() - lane.busy_since);
  const milliseconds line = std::max(service, so_far) + static_cast<milliseconds::rep>(before) * service;
  if (before < wish.most_waiting || line < kLongInLine) return std::monostate{};
  return StayAway(key, wish, service, line);
}

milliseconds Lanes::ServiceTime(const Lane& lane, const Pace& pace) {
  return std::max(std::chrono::ceil<milliseconds>(pace.period), lane.request_time);
}

/// A task whose turn is still to come keeps it; one that came for its turn and finds a line waits as long as
/// that takes; any other has its turn behind all that stay away already.
Lanes::ComeBack Lanes::StayAway(const Turn::Key& key, const LaneWish& wish, milliseconds service,
                                milliseconds line) {
  const WallTime now = clock_.Wall();
  if (wish.turn > now + kLongInLine) return {std::chrono::floor<milliseconds>(wish.turn - now), wish.turn};
  if (wish.turn != WallTime{}) return {line, now + line};
  if (backlogs_.size() >= kMostBacklogs)
    std::erase_if(backlogs_, [now](const auto& entry) { return entry.second.IsOver(now); });
  const WallTime turn = backlogs_[key].NextTurn(now + line - service, service);
  return {std::chrono::floor<milliseconds>(turn - now), turn};
}

asio::awaitable<Lanes::Refusal> Lanes::WaitForBeat(Lane& lane, const LaneWish& wish, WallTime earliest) {
  WallTime start = NextBeat(wish.pace, earliest);
  while (true) {
    Refusal refused = Look(wish);
    if (refused.index() != 0) co_return refused;
    const bool closed = open_ && !open_();
    const auto left = start - clock_.Wall();  // a timer of the steady clock can be early by the wall clock
    if (!closed && left <= left.zero()) co_return std::monostate{};
    if (left > kLongForBeat) co_return ComeBack{std::chrono::floor<milliseconds>(left), start};
    const auto pause = closed ? nanoseconds(kClosedLook) : std::min<nanoseconds>(left, kLook);
    const auto beat = std::make_shared<asio::steady_timer>(executor_, pause);
    lane.beat = beat;
    co_await Await(*beat);
    if (closed) start = NextBeat(wish.pace, std::max(wish.earliest, clock_.Wall()));
  }
}

void Lanes::Release(const Turn::Key& key) {
  --under_way_;
  const auto found = lanes_.find(key);
  Lane& lane = found->second;
  const auto took = std::chrono::duration_cast<milliseconds>(clock_.Steady() - lane.busy_since);
  // One request that stalls says little of the next ones: the mean grows in steps.
  const milliseconds counted = std::min(took, lane.request_time * 4 + kFirstStep);
  lane.request_time = (lane.request_time * 3 + counted) / 4;
  if (!lane.waiting.empty()) {
    const auto next = lane.waiting.front();
    lane.waiting.pop_front();
    next->granted = true;
    next->timer.cancel();
    lane.busy_since = clock_.Steady();
    return;
  }
  lanes_.erase(found);  // its pace needs no memory: the beat keeps it
}

void Lanes::Stop() {
  stopped_ = true;
  for (auto& [key, lane] : lanes_) {
    if (lane.beat) lane.beat->cancel();
    for (const auto& waiter : lane.waiting) waiter->timer.cancel();
  }
}

}  // namespace pricecrew
