#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "common/ports/broker.h"
#include "common/ports/clock.h"

namespace pricecrew {

/// Whether the broker still knows this process. In a network partition nobody tells a consumer that its
/// messages go to another, for a minute or two; so each loop has a small message confirmed now and then, and
/// does without the broker's word for no longer than `valid`, which is less than the broker waits before it
/// gives its messages away. Belongs to one event loop.
class Lease {
 public:
  struct Options {
    std::chrono::milliseconds interval{5'000};  ///< between two probes
    std::chrono::milliseconds valid{15'000};    ///< after a probe was sent that was confirmed
  };

  /// `on_expiry` is called once for each time that the lease runs out. All are borrowed and outlive Run.
  Lease(asio::any_io_executor executor, Broker& broker, const Clock& clock, Options options,
        std::function<void()> on_expiry);

  /// Probes until Stop. To be started once the broker is connected; the lease is valid from then.
  asio::awaitable<void> Run();
  void Stop();

  [[nodiscard]] bool IsValid() const;

 private:
  using Time = std::chrono::steady_clock::time_point;
  /// Shared with a probe that waits for its confirm, however long.
  struct State {
    Time confirmed{};
    bool probing = false;
  };
  static asio::awaitable<void> Probe(Broker& broker, std::shared_ptr<State> state, Time sent);

  asio::any_io_executor executor_;
  Broker& broker_;
  const Clock& clock_;
  Options options_;
  std::function<void()> on_expiry_;
  asio::steady_timer timer_;
  std::shared_ptr<State> state_ = std::make_shared<State>();
  bool started_ = false;
  bool stopped_ = false;
};

}  // namespace pricecrew
