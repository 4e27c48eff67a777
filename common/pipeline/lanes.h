#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "common/domain/budget.h"
#include "common/pipeline/lane_backlog.h"
#include "common/ports/clock.h"

namespace pricecrew {

/// What a task asks of its lane.
struct LaneWish {
  LanePlace place;
  Pace pace;
  std::chrono::system_clock::time_point earliest{};  ///< of the start
  std::chrono::system_clock::time_point turn{};      ///< that the lane let the task expect before
  std::size_t most_waiting = 2;  ///< tasks that may wait in the lane although that takes a second or longer
  std::function<bool()> unwanted = {};  ///< asked now and then; true ends the wait
};

/// The lanes of one event loop: each lets one request at a time through, on its beat. Belongs to that loop
/// and outlives every turn.
class Lanes {
 public:
  using IsOpen = std::function<bool()>;

  /// While `open` answers false no turn begins; absent is "always".
  Lanes(asio::any_io_executor executor, const Clock& clock, IsOpen open = {});

  /// One request's turn in a lane; the lane is free again when this ends. Move-only.
  class Turn {
   public:
    Turn(Turn&& other) noexcept : lanes_(std::exchange(other.lanes_, nullptr)), key_(std::move(other.key_)) {}
    Turn& operator=(Turn&&) = delete;
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn();

   private:
    friend class Lanes;
    using Key = std::pair<std::string, std::uint32_t>;
    Turn(Lanes* lanes, Key key) : lanes_(lanes), key_(std::move(key)) {}
    Lanes* lanes_;
    Key key_;
  };

  struct Stopped {};   ///< Stop was called
  struct Unwanted {};  ///< the wish said so
  /// The lane is taken for longer than a task may wait in it: it is to be put aside for so long, until about
  /// its turn.
  struct ComeBack {
    std::chrono::milliseconds wait;
    std::chrono::system_clock::time_point turn;
  };
  using Outcome = std::variant<Turn, Stopped, Unwanted, ComeBack>;

  /// Waits for the lane to be free and for its beat, in the order of asking. A lane that nobody was in may
  /// have had another owner a moment ago, so its first turn is never on a beat that is about to come.
  asio::awaitable<Outcome> Wait(LaneWish wish);

  /// Lets nobody through any more; whoever waits is told so. Turns under way go on.
  void Stop();

  /// Turns that are held now.
  [[nodiscard]] std::size_t under_way() const { return under_way_; }
  /// Lanes that are remembered: those that somebody is in.
  [[nodiscard]] std::size_t in_use() const { return lanes_.size(); }

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  using WallTime = std::chrono::system_clock::time_point;
  struct Waiter {
    explicit Waiter(const asio::any_io_executor& executor) : timer(executor) {}
    asio::steady_timer timer;
    bool granted = false;
  };
  struct Lane {
    bool busy = false;
    SteadyTime busy_since{};
    std::chrono::milliseconds request_time{0};    // a moving mean
    std::deque<std::shared_ptr<Waiter>> waiting;  // shared: with the coroutine that waits
    std::shared_ptr<asio::steady_timer> beat;     // likewise
  };
  using Refusal = std::variant<std::monostate, Stopped, Unwanted, ComeBack>;

  void Release(const Turn::Key& key);
  asio::awaitable<Refusal> WaitInLine(const Turn::Key& key, const LaneWish& wish);
  asio::awaitable<Refusal> WaitForBeat(Lane& lane, const LaneWish& wish, WallTime earliest);
  [[nodiscard]] Refusal Look(const LaneWish& wish) const;
  Refusal LookInLine(const Turn::Key& key, const Waiter& waiter, const LaneWish& wish);
  [[nodiscard]] static std::chrono::milliseconds ServiceTime(const Lane& lane, const Pace& pace);
  ComeBack StayAway(const Turn::Key& key, const LaneWish& wish, std::chrono::milliseconds service,
                    std::chrono::milliseconds line);

  asio::any_io_executor executor_;
  const Clock& clock_;
  IsOpen open_;
  std::map<Turn::Key, Lane> lanes_;
  std::map<Turn::Key, LaneBacklog> backlogs_;
  std::size_t under_way_ = 0;
  bool stopped_ = false;
};

}  // namespace pricecrew
