#pragma once

#include <asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "common/domain/budget.h"
#include "common/domain/task.h"
#include "common/domain/url.h"
#include "common/pipeline/lanes.h"
#include "common/pipeline/shard_session.h"
#include "common/ports/clock.h"
#include "common/ports/http_client.h"

namespace pricecrew {

/// What the rest of the stage knows that a request depends on.
struct PacedClientGuards {
  std::function<bool(const Task&)> is_unwanted = {};  ///< its job was cancelled
  /// Until when nothing is to be sent to a host (as BudgetHost names it).
  std::function<std::optional<std::chrono::system_clock::time_point>(const std::string& host)> held_until =
      {};
};

/// One request of a task.
struct PacedRequest {
  const Task& task;
  const ShardSession& session;
  const Url& url;
  Budget budget;  ///< of the URL's host
  HttpRequest http;
};

/// Sends requests, each in its turn of its task's lane, and none to a host that is held. Everything that goes
/// to a shop goes through here.
class PacedClient {
 public:
  struct Stopped {};   ///< the process is going away, or the shard: nothing came back
  struct Unwanted {};  ///< nobody wants it any more: nothing was sent
  /// Nothing was sent; worth another try after so long.
  struct Later {
    std::chrono::milliseconds wait;
    std::optional<std::chrono::system_clock::time_point> turn =
        {};  ///< see Lanes; absent where the host is held
  };
  using Answer = std::variant<HttpResponse, Error, Stopped, Unwanted, Later>;

  /// All are borrowed and outlive the client.
  PacedClient(HttpClient& http, Lanes& lanes, const Clock& clock, PacedClientGuards guards)
      : http_(http), lanes_(lanes), clock_(clock), guards_(std::move(guards)) {}

  asio::awaitable<Answer> Send(PacedRequest request);

 private:
  [[nodiscard]] std::optional<std::chrono::system_clock::time_point> HeldUntil(const std::string& host) const;
  [[nodiscard]] LaneWish WishOf(const PacedRequest& request) const;

  HttpClient& http_;
  Lanes& lanes_;
  const Clock& clock_;
  PacedClientGuards guards_;
};

}  // namespace pricecrew
