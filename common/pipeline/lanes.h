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
#include <optional>
#include <string>
#include <utility>

#include "common/domain/budget.h"
#include "common/ports/clock.h"

namespace pricecrew {

/// The lanes of one event loop: each lets one request at a time through, on its beat. Belongs to that loop
/// and outlives every turn.
class Lanes {
 public:
  Lanes(asio::any_io_executor executor, const Clock& clock);

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

  /// Waits for the lane to be free and for its beat, in the order of asking. Absent once Stop was called, or
  /// `unwanted` says so, which is asked now and then.
  asio::awaitable<std::optional<Turn>> Wait(LanePlace place, Pace pace, std::function<bool()> unwanted = {});

  /// Lets nobody through any more; whoever waits is told so. Turns under way go on.
  void Stop();

  /// Requests that have their turn now.
  [[nodiscard]] std::size_t under_way() const { return under_way_; }
  /// Lanes that are remembered: those that somebody is in.
  [[nodiscard]] std::size_t in_use() const { return lanes_.size(); }

 private:
  struct Lane {
    bool busy = false;
    std::deque<std::shared_ptr<asio::steady_timer>> waiting;  // shared: with the coroutine that waits on it
    std::shared_ptr<asio::steady_timer> beat;                 // likewise
  };

  void Release(const Turn::Key& key);
  asio::awaitable<bool> WaitForBeat(Lane& lane, Pace pace, const std::function<bool()>& unwanted);

  asio::any_io_executor executor_;
  const Clock& clock_;
  std::map<Turn::Key, Lane> lanes_;
  std::size_t under_way_ = 0;
  bool stopped_ = false;
};

}  // namespace pricecrew
