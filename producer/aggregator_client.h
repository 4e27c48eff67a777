#pragma once

#include <asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/product_row.h"
#include "common/domain/retry_request.h"
#include "common/domain/row_format.h"
#include "common/ports/http_client.h"
#include "producer/job_report.h"

namespace pricecrew {

/// What `resume` or `retry` published.
struct PublishedAgain {
  std::uint64_t published = 0;
  std::uint64_t generation = 0;
};

/// A message of the dead queue, as the aggregator tells of it; a field is empty where it does not say.
struct DeadReport {
  std::string time;  ///< ISO 8601
  std::string reason;
  std::string job;
  std::string task;
  std::string queue;
  std::uint64_t bytes = 0;
};

/// The aggregator's HTTP API, from the outside. Errors: kRetryLater where it is not reached or cannot do it
/// now, kGiveUp with code "unknown_job" where it knows no such job, kGiveUp with its own words where it
/// How the products of a job are asked for.
struct ProductsWanted {
  std::string format = "jsonl";  ///< "json", "jsonl" or "csv"
  RowDetail detail = RowDetail::kProducts;
};

/// refuses.
class AggregatorClient {
 public:
  /// `http` is borrowed and must be granted the host of `base_url`, e.g. "http://127.0.0.1:8080".
  AggregatorClient(HttpClient& http, std::string base_url);

  asio::awaitable<Result<std::vector<JobReport>>> List();
  asio::awaitable<Result<JobReport>> Status(std::string job);
  /// The job's products in one of the API's formats, "json", "jsonl" or "csv", piece by piece, as they come;
  /// where that ends with an error, what came is not all.
  using TakePiece = std::function<void(std::string_view piece)>;
  asio::awaitable<Result<void>> Products(std::string job, ProductsWanted wanted, TakePiece take);

  /// Publishes again what is not settled; answers when that is done.
  asio::awaitable<Result<PublishedAgain>> Resume(std::string job);
  /// The same for what failed.
  asio::awaitable<Result<PublishedAgain>> Retry(std::string job, RetryRequest retry);

  /// The kept messages of the dead queue, as the API's JSON.
  asio::awaitable<Result<std::string>> Dead();

 private:
  asio::awaitable<Result<std::string>> Get(std::string path);
  asio::awaitable<Result<std::string>> Ask(HttpRequest request, std::string path);
  asio::awaitable<Result<PublishedAgain>> PublishAgain(std::string job, std::string action, std::string body);

  HttpClient& http_;
  std::string base_url_;
};

/// Reads {"dead": [...]}.
Result<std::vector<DeadReport>> ReadDeadReports(std::string_view json);

/// Reads one line of the API's jsonl.
Result<ProductRow> ReadProductRow(std::string_view line);

}  // namespace pricecrew
