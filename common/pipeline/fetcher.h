#pragma once

#include <asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <variant>

#include "common/domain/budget.h"
#include "common/domain/task.h"
#include "common/html/page.h"
#include "common/pipeline/lanes.h"
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

/// A redirect led to another host, whose lanes are elsewhere: the task goes on there.
struct MovedElsewhere {
  std::string url;
  std::uint32_t hops = 0;
};

/// The page cannot be had; `reason` is one word ("http_404", "timeout", "redirect_loop", ...).
struct FetchFailed {
  std::string reason;
  std::string detail;
};

/// The process is going away: nothing was fetched.
struct FetchStopped {};

/// The job was cancelled while the task waited for its turn: nothing was fetched.
struct FetchUnwanted {};

using FetchResult = std::variant<FetchedPage, MovedElsewhere, FetchFailed, FetchStopped, FetchUnwanted>;

inline constexpr std::uint32_t kMaxRedirects = 10;

/// Fetches pages, each request in its turn of its lane, every hop of a redirect included.
class Fetcher {
 public:
  using IsCancelled = std::function<bool(const std::string& job)>;

  /// All are borrowed and outlive the fetcher.
  Fetcher(HttpClient& http, Lanes& lanes, const Clock& clock, const HostBudgets& budgets,
          IsCancelled is_cancelled = {})
      : http_(http),
        lanes_(lanes),
        clock_(clock),
        budgets_(budgets),
        is_cancelled_(std::move(is_cancelled)) {}

  asio::awaitable<FetchResult> Fetch(const Task& task);

 private:
  [[nodiscard]] HttpRequest RequestFor(const Task& task, const Url& url) const;

  HttpClient& http_;
  Lanes& lanes_;
  const Clock& clock_;
  const HostBudgets& budgets_;
  IsCancelled is_cancelled_;
};

}  // namespace pricecrew
