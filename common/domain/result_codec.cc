#include <utility>

#include "common/domain/codec_parts.h"

namespace pricecrew {
namespace {

using codec::Malformed;
using codec::Object;

Result<ResultMessage> ReadOpened(const json::Value& object, const std::string& job) {
  JobOpened opened;
  opened.job = job;
  opened.opened_at_ms = codec::Milliseconds(object, "opened_at_ms");
  const json::Value* urls = json::Find(object, "first_urls");
  if (!urls || !urls->IsArray()) return Malformed("first_urls");
  for (const json::Value& url : urls->GetArray()) {
    if (!url.IsString()) return Malformed("first_urls");
    opened.first_urls.emplace_back(url.GetString(), url.GetStringLength());
  }
  opened.submitted_urls = json::Number(object, "submitted_urls", 0);
  Result<RequestOptions> request = codec::ReadRequest(object);
  Result<std::vector<TaskId>> parts = codec::ReadIds(object, "parts");
  if (!request) return request.error();
  if (!parts) return parts.error();
  opened.request = std::move(*request);
  opened.parts = std::move(*parts);
  return ResultMessage(std::move(opened));
}

Result<ResultMessage> ReadAnnouncement(const json::Value& object, const std::string& job) {
  Result<TaskId> part = codec::ReadId(object, "part");
  Result<std::vector<Task>> tasks =
      codec::ReadChildren(object, "tasks", job, json::Number(object, "generation", 1));
  if (!part) return part.error();
  if (!tasks) return tasks.error();
  return ResultMessage(Announcement{job, *part, std::move(*tasks)});
}

Result<void> ReadAnswer(const json::Value& object, Settlement& settlement) {
  const std::optional<Outcome> outcome = ParseOutcome(json::Text(object, "outcome"));
  if (!outcome) return Malformed("outcome");
  settlement.outcome = *outcome;
  if (const json::Value* product = json::Find(object, "product")) {
    Result<Product> read = codec::ReadProduct(*product);
    if (!read) return read.error();
    settlement.product = std::move(*read);
  }
  if (settlement.outcome == Outcome::kProduct && !settlement.product) return Malformed("product");
  Result<std::vector<Task>> children =
      codec::ReadChildren(object, "children", settlement.job, settlement.generation);
  Result<std::vector<TaskId>> parts = codec::ReadIds(object, "parts");
  if (!children) return children.error();
  if (!parts) return parts.error();
  settlement.children = std::move(*children);
  settlement.parts = std::move(*parts);
  return {};
}

Result<ResultMessage> ReadSettlement(const json::Value& object, const std::string& job) {
  Settlement settlement;
  settlement.job = job;
  Result<TaskId> id = codec::ReadId(object, "id");
  Result<Stage> stage = codec::ReadStage(object);
  if (!id) return id.error();
  if (!stage) return stage.error();
  settlement.id = *id;
  settlement.stage = *stage;
  settlement.url = json::Text(object, "url");
  settlement.generation = json::Number(object, "generation", 1);
  settlement.reason = json::Text(object, "reason");
  settlement.detail = json::Text(object, "detail");
  settlement.final_url = json::Text(object, "final_url");
  settlement.links_seen = json::Number(object, "links_seen", 0);
  if (const auto stated = json::OptionalNumber(object, "stated"))
    settlement.stated = StatedProducts{*stated, json::Number(object, "found", 0)};
  Result<void> answer = ReadAnswer(object, settlement);
  if (!answer) return answer.error();
  return ResultMessage(std::move(settlement));
}

}  // namespace

std::string Encode(const JobOpened& opened) {
  Object object("job");
  json::Writer& writer = object.writer();
  json::Write(writer, "job", std::string_view(opened.job));
  writer.Key("opened_at_ms");
  writer.Int64(opened.opened_at_ms);
  writer.Key("first_urls");
  writer.StartArray();
  for (const std::string& url : opened.first_urls) json::WriteText(writer, url);
  writer.EndArray();
  json::Write(writer, "submitted_urls", opened.submitted_urls);
  codec::WriteRequest(writer, opened.request);
  codec::WriteIds(writer, "parts", opened.parts);
  return object.Take();
}

std::string Encode(const Announcement& announcement) {
  Object object("announcement");
  json::Writer& writer = object.writer();
  json::Write(writer, "job", std::string_view(announcement.job));
  json::Write(writer, "part", std::string_view(announcement.part.Hex()));
  if (!announcement.tasks.empty())
    json::Write(writer, "generation", std::uint64_t{announcement.tasks.front().generation});
  codec::WriteChildren(writer, "tasks", announcement.tasks);
  return object.Take();
}

std::string Encode(const Settlement& settlement) {
  Object object("settlement");
  json::Writer& writer = object.writer();
  json::Write(writer, "job", std::string_view(settlement.job));
  json::Write(writer, "stage", ToString(settlement.stage));
  json::Write(writer, "id", std::string_view(settlement.id.Hex()));
  json::Write(writer, "url", std::string_view(settlement.url));
  json::Write(writer, "generation", std::uint64_t{settlement.generation});
  json::Write(writer, "outcome", ToString(settlement.outcome));
  json::WriteIf(writer, "reason", std::string_view(settlement.reason));
  json::WriteIf(writer, "detail", std::string_view(settlement.detail));
  json::WriteIf(writer, "final_url", std::string_view(settlement.final_url));
  if (settlement.links_seen > 0) json::Write(writer, "links_seen", std::uint64_t{settlement.links_seen});
  if (settlement.stated) {
    json::Write(writer, "stated", std::uint64_t{settlement.stated->stated});
    json::Write(writer, "found", std::uint64_t{settlement.stated->found});
  }
  if (settlement.product) {
    writer.Key("product");
    writer.StartObject();
    codec::WriteProduct(writer, *settlement.product);
    writer.EndObject();
  }
  if (!settlement.children.empty()) codec::WriteChildren(writer, "children", settlement.children);
  if (!settlement.parts.empty()) codec::WriteIds(writer, "parts", settlement.parts);
  return object.Take();
}

std::string Encode(const JobCancelled& cancelled) {
  Object object("cancelled");
  json::Write(object.writer(), "job", std::string_view(cancelled.job));
  object.writer().Key("at_ms");
  object.writer().Int64(cancelled.at_ms);
  return object.Take();
}

Result<ResultMessage> DecodeResult(std::string_view text) {
  Result<rapidjson::Document> document = codec::Open(text);
  if (!document) return document.error();
  const std::string type = json::Text(*document, "type");
  const std::string job = json::Text(*document, "job");
  if (!IsJobId(job)) return Malformed("job");
  if (type == "settlement") return ReadSettlement(*document, job);
  if (type == "announcement") return ReadAnnouncement(*document, job);
  if (type == "job") return ReadOpened(*document, job);
  if (type == "cancelled") return ResultMessage(JobCancelled{job, codec::Milliseconds(*document, "at_ms")});
  return Malformed("type");
}

}  // namespace pricecrew
