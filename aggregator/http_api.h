#pragma once

#include <functional>
#include <memory>
#include <string>

#include "aggregator/republish.h"
#include "common/app/health.h"
#include "common/domain/result.h"
#include "common/domain/retry_request.h"

namespace pricecrew {

struct HttpApiOptions {
  std::string host = "127.0.0.1";  ///< address to listen on
  int port = 8080;                 ///< 0 for any that is free
  std::string store_path;
  std::size_t threads = 4;       ///< answers at a time
  std::size_t max_jobs = 1'000;  ///< listed at once, the newest
};

/// What the API asks of the event loop that publishes. Called from any thread, to post there; `done` is
/// called from there, once, or never where the loop has ended.
struct HttpApiActions {
  using Done = std::function<void(Result<Republished>)>;
  std::function<void(std::string job)> cancel;
  std::function<void(std::string job, Done done)> resume;
  std::function<void(std::string job, RetryRequest retry, Done done)> retry;
};

/// The aggregator's HTTP API, on threads of its own:
///
///     GET  /api/jobs                    the jobs, the newest first
///     GET  /api/jobs/ID                 one of them, with its reasons and examples of failures
///     GET  /api/jobs/ID/products        its products; ?format=json (default), jsonl or csv.
///     X-Pricecrew-Partial: true
///                                       where the job has not ended
///     POST /api/jobs/ID/cancel          202; 404 for an unknown job, 409 for one that has ended
///     POST /api/jobs/ID/resume          200 {"published": N, "generation": G} once all that is not settled
///     is
///                                       published again; 404, 409 for one that has ended, 503 for later
///     POST /api/jobs/ID/retry           the same for what failed; {"reason": "...", "request": {...}}, both
///                                       optional: that reason only; headers, cookies, ... to send
///     GET  /api/dead                    the messages of the dead queue that are kept, the newest first
///     GET  /healthz, /readyz            200 while the process lives; 503 with the reason where it cannot
///     work
///
/// Errors are {"error": "..."}. Shows no request options, so no secrets; knows no users: whoever reaches it
/// may read it all. What a browser posts for another site is refused.
class HttpApi {
 public:
  /// Listens. `health` must outlive the API. kStop where the address cannot be had.
  static Result<std::unique_ptr<HttpApi>> Start(HttpApiOptions options, const Health& health,
                                                HttpApiActions actions);
  /// Ends, within the time limit of a read or write, what is being answered; waits for no action.
  ~HttpApi();
  HttpApi(const HttpApi&) = delete;
  HttpApi& operator=(const HttpApi&) = delete;
  HttpApi(HttpApi&&) = delete;
  HttpApi& operator=(HttpApi&&) = delete;

  [[nodiscard]] int port() const;

 private:
  struct Parts;
  explicit HttpApi(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace pricecrew
