#pragma once

#include <asio/awaitable.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/product_row.h"
#include "common/ports/http_client.h"
#include "producer/job_report.h"

namespace pricecrew {

/// The aggregator's HTTP API, from the outside. Errors: kRetryLater where it is not reached, kGiveUp with
/// code "unknown_job" where it knows no such job.
class AggregatorClient {
 public:
  /// `http` is borrowed and must be granted the host of `base_url`, e.g. "http://127.0.0.1:8080".
  AggregatorClient(HttpClient& http, std::string base_url);

  asio::awaitable<Result<std::vector<JobReport>>> List();
  asio::awaitable<Result<JobReport>> Status(std::string job);
  /// The job's products in one of the API's formats: "json", "jsonl" or "csv".
  asio::awaitable<Result<std::string>> Products(std::string job, std::string format);

 private:
  asio::awaitable<Result<std::string>> Get(std::string path);

  HttpClient& http_;
  std::string base_url_;
};

/// Reads one line of the API's jsonl.
Result<ProductRow> ReadProductRow(std::string_view line);

}  // namespace pricecrew
