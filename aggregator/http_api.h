#pragma once

#include <functional>
#include <memory>
#include <string>

#include "common/app/health.h"
#include "common/domain/result.h"

namespace pricecrew {

struct HttpApiOptions {
  std::string host = "127.0.0.1";  ///< address to listen on
  int port = 8080;                 ///< 0 for any that is free
  std::string store_path;
  std::size_t threads = 4;       ///< answers at a time
  std::size_t max_jobs = 1'000;  ///< listed at once, the newest
};

/// The aggregator's HTTP API, on threads of its own:
///
///     GET  /api/jobs                    the jobs, the newest first
///     GET  /api/jobs/ID                 one of them, with its reasons and examples of failures
///     GET  /api/jobs/ID/products        its products; ?format=json (default), jsonl or csv.
///     X-Pricecrew-Partial: true
///                                       where the job has not ended
///     POST /api/jobs/ID/cancel          202; 404 for an unknown job, 409 for one that has ended
///     GET  /healthz, /readyz            200 while the process lives; 503 with the reason where it cannot
///     work
///
/// Errors are {"error": "..."}. Shows no request options, so no secrets; knows no users: whoever reaches it
/// may read it all. A cancellation that a browser sends for another site is refused.
class HttpApi {
 public:
  /// Listens. `cancel` is called from any thread and is to post to the event loop that publishes; `health`
  /// must outlive the API. kStop where the address cannot be had.
  static Result<std::unique_ptr<HttpApi>> Start(HttpApiOptions options, const Health& health,
                                                std::function<void(std::string job)> cancel);
  /// Ends, within the time limit of a read or write, what is being answered.
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
