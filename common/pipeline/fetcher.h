#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "common/domain/budget.h"
#include "common/domain/retry.h"
#include "common/domain/task.h"
#include "common/html/page.h"
#include "common/pipeline/lanes.h"
#include "common/pipeline/paced_client.h"
#include "common/pipeline/robots_gate.h"
#include "common/pipeline/shard_session.h"
#include "common/ports/clock.h"
#include "common/ports/http_client.h"

namespace pricecrew {

/// A page that was answered with a success.
struct FetchedPage {
  Url url;  ///< where it came from, after redirects
  HttpResponse response;

  /// The view of it that the pure functions read.
  [[nodiscard]] Page View() const;
};

/// The task goes on in another lane: at another host, where a redirect led, or in the one product lane of a
/// host that asks for a Crawl-delay.
struct FetchElsewhere {
  Task task;
};

/// The page cannot be had; `reason` is one word ("http_404", "timeout", "redirect_loop", ...).
struct FetchFailed {
  std::string reason;
  std::string detail;
  std::string host = {};                                      ///< that failed, as BudgetHost names it
  std::optional<std::chrono::milliseconds> retry_after = {};  ///< the pause that it asked for
};

/// The page must not be fetched ("robots").
struct FetchForbidden {
  std::string reason;
};

/// Not now: its lane is taken, or its host is held; nothing was sent.
struct FetchLater {
  std::chrono::milliseconds wait;
  std::optional<std::chrono::system_clock::time_point> turn = {};  ///< absent: not before, whatever is free
};

/// The process or the shard is going away: nothing came back.
struct FetchStopped {};

/// The job was cancelled while the task waited for its turn: nothing was fetched.
struct FetchUnwanted {};

using FetchResult = std::variant<FetchedPage, FetchElsewhere, FetchFailed, FetchForbidden, FetchLater,
                                 FetchStopped, FetchUnwanted>;

inline constexpr std::uint32_t kMaxRedirects = 10;

enum class RobotsPolicy { kObey, kIgnore };

struct FetcherOptions {
  HostBudgets budgets;
  RobotsPolicy robots = RobotsPolicy::kObey;
  std::chrono::milliseconds robots_again{
      5'000};  ///< until a robots.txt that was not to be had is asked for again
  PacedClientGuards guards = {};
};

/// Fetches pages as robots.txt allows, each request in its turn of its lane, every hop of a redirect
/// included.
class Fetcher {
 public:
  /// All are borrowed and outlive the fetcher.
  Fetcher(asio::any_io_executor executor, HttpClient& http, Lanes& lanes, const Clock& clock,
          FetcherOptions options);

  /// Both are borrowed until it ends.
  asio::awaitable<FetchResult> Fetch(const Task& task, const ShardSession& session);

 private:
  [[nodiscard]] Budget BudgetFor(const Task& task, const Url& url) const;
  [[nodiscard]] HttpRequest RequestFor(const Task& task, const Url& url) const;
  asio::awaitable<std::optional<FetchResult>> AskRobots(PacedRequest& request);

  const Clock& clock_;
  FetcherOptions options_;
  PacedClient client_;
  RobotsGate robots_;
};

}  // namespace pricecrew
