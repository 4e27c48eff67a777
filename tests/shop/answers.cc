#include "tests/shop/answers.h"

#include <fmt/format.h>

#include <utility>

#include "tests/shop/gzip.h"

namespace pricecrew::shop {
namespace {

std::string_view Reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    default:
      return "Answer";
  }
}

bool IsKnownMethod(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

}  // namespace

std::shared_ptr<WireAnswer> WriteOut(Response response) {
  auto answer = std::make_shared<WireAnswer>();
  answer->status = response.status;
  answer->head =
      fmt::format("HTTP/1.1 {} {}\r\nServer: demo-shop\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
                  response.status, Reason(response.status), response.content_type, response.body.size());
  for (const auto& [name, value] : response.headers) answer->head += fmt::format("{}: {}\r\n", name, value);
  answer->body = std::move(response.body);
  return answer;
}

std::shared_ptr<const WireAnswer> Refusal(int status) {
  return WriteOut({.status = status,
                   .content_type = "text/plain",
                   .headers = {},
                   .body = std::string(Reason(status)) + "\n"});
}

std::shared_ptr<const WireAnswer> Answers::For(const Request& request) {
  if (!IsKnownMethod(request)) return Refusal(405);
  const bool compressed = options_.gzip && request.accepts_gzip;
  std::string key = (compressed ? "z" : "-") + request.target;
  const auto known = cache_.find(key);
  if (known != cache_.end()) return known->second;
  std::shared_ptr<const WireAnswer> answer = Make(request);
  if (answer->status == 200) Remember(std::move(key), answer);
  return answer;
}

std::shared_ptr<const WireAnswer> Answers::Make(const Request& request) const {
  Response response = site_.Answer(request.target);
  if (options_.gzip) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (options_.gzip && request.accepts_gzip) {
    response.body = Gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return WriteOut(std::move(response));
}

void Answers::Remember(std::string key, const std::shared_ptr<const WireAnswer>& answer) {
  const std::size_t bytes = key.size() + answer->head.size() + answer->body.size();
  if (cached_bytes_ + bytes > options_.max_cached_bytes) {
    cache_.clear();
    cached_bytes_ = 0;
  }
  cached_bytes_ += bytes;
  cache_.emplace(std::move(key), answer);
}

}  // namespace pricecrew::shop
