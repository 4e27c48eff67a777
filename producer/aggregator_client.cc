#include "producer/aggregator_client.h"

#include <fmt/core.h>

#include <utility>

#include "common/domain/json.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxRowBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxAnswerBytes = std::size_t{4} << 30;
constexpr std::chrono::minutes kMaxAnswerTime{10};

}  // namespace

AggregatorClient::AggregatorClient(HttpClient& http, std::string base_url)
    : http_(http), base_url_(std::move(base_url)) {
  while (base_url_.ends_with('/')) base_url_.pop_back();
}

asio::awaitable<Result<std::string>> AggregatorClient::Get(std::string path) {
  HttpRequest request;
  request.url = base_url_ + path;
  request.total_timeout = kMaxAnswerTime;
  request.max_body_bytes = kMaxAnswerBytes;
  Result<HttpResponse> response = co_await http_.Fetch(std::move(request));
  if (!response)
    co_return Error{ErrorKind::kRetryLater, fmt::format("the aggregator at {} is not reachable: {}",
                                                        base_url_, response.error().text)};
  if (response->status == 404) co_return Error{ErrorKind::kGiveUp, "no such job", "unknown_job"};
  if (response->status != 200)
    co_return Error{ErrorKind::kRetryLater, fmt::format("the aggregator at {} answered {} to GET {}",
                                                        base_url_, response->status, path)};
  co_return std::move(response->body);
}

asio::awaitable<Result<std::vector<JobReport>>> AggregatorClient::List() {
  Result<std::string> answer = co_await Get("/api/jobs");
  if (!answer) co_return answer.error();
  co_return ReadJobReports(*answer);
}

asio::awaitable<Result<JobReport>> AggregatorClient::Status(std::string job) {
  Result<std::string> answer = co_await Get("/api/jobs/" + job);
  if (!answer && answer.error().code == "unknown_job")
    co_return Error{ErrorKind::kGiveUp, fmt::format("the aggregator knows no job '{}'", job), "unknown_job"};
  if (!answer) co_return answer.error();
  co_return ReadJobReport(*answer);
}

asio::awaitable<Result<std::string>> AggregatorClient::Products(std::string job, std::string format) {
  Result<std::string> answer = co_await Get("/api/jobs/" + job + "/products?format=" + format);
  if (!answer && answer.error().code == "unknown_job")
    co_return Error{ErrorKind::kGiveUp, fmt::format("the aggregator knows no job '{}'", job), "unknown_job"};
  co_return answer;
}

Result<ProductRow> ReadProductRow(std::string_view line) {
  Result<rapidjson::Document> document = json::ParseObject(line, kMaxRowBytes);
  if (!document) return document.error();
  ProductRow row;
  row.url = json::Text(*document, "url");
  row.final_url = json::Text(*document, "final_url");
  row.category_url = json::Text(*document, "category_url");
  row.page = json::Number(*document, "page", 0);
  row.rank = json::Number(*document, "rank", 0);
  row.product.name = json::Text(*document, "name");
  row.product.price = json::OptionalText(*document, "price");
  row.product.currency = json::OptionalText(*document, "currency");
  row.product.regular_price = json::OptionalText(*document, "regular_price");
  row.product.availability = ParseAvailability(json::Text(*document, "availability"));
  row.product.sku = json::OptionalText(*document, "sku");
  row.product.gtin = json::OptionalText(*document, "gtin");
  row.product.brand = json::OptionalText(*document, "brand");
  row.product.image = json::OptionalText(*document, "image");
  return row;
}

}  // namespace pricecrew
