#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "common/pipeline/paced_client.h"
#include "common/pipeline/robots_cache.h"

namespace pricecrew {

/// Whether robots.txt (RFC 9309) lets a page be fetched. Fetches it where it is not known yet, in the lane of
/// the task that asks, at the price of a turn of that lane for each request.
///
/// 2xx: its rules hold, for a day. 4xx but 429: everything is allowed. 429, 5xx and no answer: nothing is,
/// and it is asked for again after `again`; a host that is not there at all is its pages' failure. Redirects
/// are followed within the host, five of them; one that leads to another host counts as 4xx.
class RobotsGate {
 public:
  struct Verdict {
    bool allowed = true;
    bool unreachable = false;           ///< not allowed, because it could not be had
    std::optional<Error> error;         ///< why, where the page cannot be had for the same reason
    std::optional<double> crawl_delay;  ///< seconds between two requests
    std::optional<std::chrono::milliseconds> retry_after;  ///< the host asked for a pause just now
  };
  using Answer = std::variant<Verdict, PacedClient::Stopped, PacedClient::Unwanted, PacedClient::Later>;

  /// Both are borrowed and outlive the gate.
  RobotsGate(asio::any_io_executor executor, PacedClient& client, const Clock& clock,
             std::chrono::milliseconds again)
      : executor_(std::move(executor)), client_(client), clock_(clock), again_(again) {}

  /// `request` is the page's; its URL is the one that is asked about.
  asio::awaitable<Answer> Ask(const PacedRequest& request);

 private:
  struct Asking;  // somebody fetches it: others wait for that
  struct Fetched {
    RobotsCache::Entry entry;
    std::optional<std::chrono::milliseconds> retry_after;
  };
  using FetchAnswer = std::variant<Fetched, PacedClient::Stopped, PacedClient::Unwanted, PacedClient::Later>;

  asio::awaitable<void> WaitForOther(std::string origin);
  asio::awaitable<FetchAnswer> FetchForAll(const PacedRequest& request, std::string origin);
  asio::awaitable<FetchAnswer> Fetch(const PacedRequest& request, Url url);
  [[nodiscard]] Fetched Read(const PacedClient::Answer& answer) const;
  [[nodiscard]] Fetched Unreachable(std::optional<Error> error = {}) const;
  [[nodiscard]] Fetched Rules(RobotsRules rules) const;

  asio::any_io_executor executor_;
  PacedClient& client_;
  const Clock& clock_;
  std::chrono::milliseconds again_;
  RobotsCache cache_;
  std::map<std::string, std::shared_ptr<Asking>> asking_;  // by origin; shared with those who wait
};

}  // namespace pricecrew
