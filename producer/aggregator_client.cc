#include "producer/aggregator_client.h"

#include <fmt/core.h>

#include <utility>

#include "common/domain/json.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxRowBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxAnswerBytes = std::size_t{4} << 30;
constexpr std::chrono::minutes kMaxAnswerTime{30};  // a million tasks are published meanwhile

Error Unknown(const std::string& job) {
  return {ErrorKind::kGiveUp, fmt::format("the aggregator knows no job '{}'", job), "unknown_job"};
}

std::uint64_t Count(const json::Value& object, const char* name) {
  const json::Value* value = json::Find(object, name);
  return value && value->IsUint64() ? value->GetUint64() : 0;
}

/// What the API says of a refusal; empty where it says nothing.
std::string WhyNot(std::string_view body) {
  const Result<rapidjson::Document> document = json::ParseObject(body, kMaxRowBytes);
  return document ? json::Text(*document, "error") : std::string();
}

}  // namespace

AggregatorClient::AggregatorClient(HttpClient& http, std::string base_url)
    : http_(http), base_url_(std::move(base_url)) {
  while (base_url_.ends_with('/')) base_url_.pop_back();
}

asio::awaitable<Result<std::string>> AggregatorClient::Get(std::string path) {
  HttpRequest request;
  co_return co_await Ask(std::move(request), std::move(path));
}

asio::awaitable<Result<std::string>> AggregatorClient::Ask(HttpRequest request, std::string path) {
  const char* method = request.post ? "POST" : "GET";
  request.url = base_url_ + path;
  request.total_timeout = kMaxAnswerTime;
  request.max_body_bytes = kMaxAnswerBytes;
  Result<HttpResponse> response = co_await http_.Fetch(std::move(request));
  if (!response)
    co_return Error{ErrorKind::kRetryLater, fmt::format("the aggregator at {} is not reachable: {}",
                                                        base_url_, response.error().text)};
  if (response->status == 404) co_return Error{ErrorKind::kGiveUp, "no such job", "unknown_job"};
  const std::string why = WhyNot(response->body);
  if (response->status == 409 && !why.empty()) co_return Error{ErrorKind::kGiveUp, why, "refused"};
  if (response->status != 200)
    co_return Error{ErrorKind::kRetryLater,
                    fmt::format("the aggregator at {} answered {} to {} {}{}{}", base_url_, response->status,
                                method, path, why.empty() ? "" : ": ", why)};
  co_return std::move(response->body);
}

asio::awaitable<Result<std::vector<JobReport>>> AggregatorClient::List() {
  Result<std::string> answer = co_await Get("/api/jobs");
  if (!answer) co_return answer.error();
  co_return ReadJobReports(*answer);
}

asio::awaitable<Result<JobReport>> AggregatorClient::Status(std::string job) {
  Result<std::string> answer = co_await Get("/api/jobs/" + job);
  if (!answer && answer.error().code == "unknown_job") co_return Unknown(job);
  if (!answer) co_return answer.error();
  co_return ReadJobReport(*answer);
}

asio::awaitable<Result<void>> AggregatorClient::Products(std::string job, ProductsWanted wanted,
                                                         TakePiece take) {
  HttpRequest request;
  request.take_body = [&take](std::string_view piece) {
    take(piece);
    return true;
  };
  std::string path = "/api/jobs/" + job + "/products?format=" + wanted.format;
  if (wanted.detail == RowDetail::kVariants) path += "&variants=1";
  Result<std::string> answer = co_await Ask(std::move(request), std::move(path));
  if (answer) co_return Result<void>();
  co_return answer.error().code == "unknown_job" ? Unknown(job) : answer.error();
}

asio::awaitable<Result<PublishedAgain>> AggregatorClient::Resume(std::string job) {
  co_return co_await PublishAgain(std::move(job), "resume", std::string());
}

asio::awaitable<Result<PublishedAgain>> AggregatorClient::Retry(std::string job, RetryRequest retry) {
  std::string body = Encode(retry);
  co_return co_await PublishAgain(std::move(job), "retry", std::move(body));
}

asio::awaitable<Result<PublishedAgain>> AggregatorClient::PublishAgain(std::string job, std::string action,
                                                                       std::string body) {
  HttpRequest request;
  request.headers = {{"Content-Type", "application/json"}};
  request.post = std::move(body);
  std::string path = "/api/jobs/" + job + "/" + action;
  Result<std::string> answer = co_await Ask(std::move(request), std::move(path));
  if (!answer && answer.error().code == "unknown_job") co_return Unknown(job);
  if (!answer) co_return answer.error();
  const Result<rapidjson::Document> document = json::ParseObject(*answer, kMaxRowBytes);
  if (!document) co_return document.error();
  co_return PublishedAgain{Count(*document, "published"), Count(*document, "generation")};
}

asio::awaitable<Result<std::string>> AggregatorClient::Dead() { co_return co_await Get("/api/dead"); }

Result<std::vector<DeadReport>> ReadDeadReports(std::string_view text) {
  const Result<rapidjson::Document> document = json::ParseObject(text, kMaxAnswerBytes);
  const json::Value* dead = document ? json::Find(*document, "dead") : nullptr;
  if (!dead || !dead->IsArray())
    return Error{ErrorKind::kGiveUp, "the aggregator answered with something else than dead messages"};
  std::vector<DeadReport> reports;
  for (const json::Value& one : dead->GetArray()) {
    if (!one.IsObject()) continue;
    reports.push_back({json::Text(one, "time"), json::Text(one, "reason"), json::Text(one, "job"),
                       json::Text(one, "task"), json::Text(one, "queue"), Count(one, "bytes")});
  }
  return reports;
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
  row.product.price_max = json::OptionalText(*document, "price_max");
  row.product.availability = ParseAvailability(json::Text(*document, "availability"));
  row.product.sku = json::OptionalText(*document, "sku");
  row.product.gtin = json::OptionalText(*document, "gtin");
  row.product.brand = json::OptionalText(*document, "brand");
  row.product.image = json::OptionalText(*document, "image");
  return row;
}

}  // namespace pricecrew
