#include "common/domain/retry_request.h"

#include <utility>

#include "common/domain/codec_parts.h"

namespace pricecrew {

std::string Encode(const RetryRequest& retry) {
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  json::WriteIf(writer, "reason", std::string_view(retry.reason));
  codec::WriteRequest(writer, retry.request);
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

Result<RetryRequest> DecodeRetryRequest(std::string_view text) {
  RetryRequest retry;
  if (text.empty()) return retry;
  Result<rapidjson::Document> document = json::ParseObject(text, kMaxRetryRequestBytes);
  if (!document) return document.error();
  const json::Value* reason = json::Find(*document, "reason");
  if (reason && !reason->IsString()) return codec::Malformed("reason");
  retry.reason = json::Text(*document, "reason");
  Result<RequestOptions> request = codec::ReadRequest(*document);
  if (!request) return request.error();
  retry.request = std::move(*request);
  return retry;
}

RequestOptions MergeRequests(RequestOptions kept, const RequestOptions& given) {
  if (!given.user_agent.empty()) kept.user_agent = given.user_agent;
  if (!given.accept_language.empty()) kept.accept_language = given.accept_language;
  if (!given.headers.empty()) kept.headers = given.headers;
  if (!given.cookies.empty()) kept.cookies = given.cookies;
  if (!given.proxy.empty()) kept.proxy = given.proxy;
  if (given.concurrency) kept.concurrency = given.concurrency;
  if (given.rate) kept.rate = given.rate;
  if (!given.rules.empty()) kept.rules = given.rules;
  return kept;
}

RequestOptions WithoutSecrets(RequestOptions request) {
  request.headers.clear();
  request.cookies.clear();
  request.proxy.clear();
  return request;
}

}  // namespace pricecrew
