#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "common/domain/codec_parts.h"

namespace pricecrew {
namespace {

using What = ControlRecord::What;

constexpr std::array kNames{std::pair{What::kJobCancelled, std::string_view("job_cancelled")},
                            std::pair{What::kJobEnded, std::string_view("job_ended")},
                            std::pair{What::kHostHeld, std::string_view("host_held")},
                            std::pair{What::kMark, std::string_view("mark")}};

std::string_view Name(What what) {
  return std::find_if(kNames.begin(), kNames.end(), [what](const auto& entry) { return entry.first == what; })
      ->second;
}

std::optional<What> WhatNamed(std::string_view name) {
  const auto found =
      std::find_if(kNames.begin(), kNames.end(), [name](const auto& entry) { return entry.second == name; });
  if (found == kNames.end()) return std::nullopt;
  return found->first;
}

}  // namespace

std::string Encode(const ControlRecord& record) {
  codec::Object object("control");
  json::Writer& writer = object.writer();
  json::Write(writer, "what", Name(record.what));
  json::WriteIf(writer, "job", std::string_view(record.job));
  if (!record.job.empty()) json::Write(writer, "generation", std::uint64_t{record.generation});
  json::WriteIf(writer, "host", std::string_view(record.host));
  json::WriteIf(writer, "mark", std::string_view(record.mark));
  writer.Key("expires_ms");
  writer.Int64(record.expires_ms);
  return object.Take();
}

Result<ControlRecord> DecodeControl(std::string_view text) {
  Result<rapidjson::Document> document = codec::Open(text);
  if (!document) return document.error();
  const std::optional<What> what = WhatNamed(json::Text(*document, "what"));
  if (!what) return codec::Malformed("what");
  ControlRecord record;
  record.what = *what;
  record.job = json::Text(*document, "job");
  record.generation = json::Number(*document, "generation", 1);
  record.host = json::Text(*document, "host");
  record.expires_ms = codec::Milliseconds(*document, "expires_ms");
  record.mark = json::Text(*document, "mark");
  const bool is_of_job = record.what == What::kJobCancelled || record.what == What::kJobEnded;
  if (is_of_job && !IsJobId(record.job)) return codec::Malformed("job");
  if (record.what == What::kHostHeld && record.host.empty()) return codec::Malformed("host");
  return record;
}

std::string EncodeProduct(const Product& product) {
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  codec::WriteProduct(writer, product);
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

Result<Product> DecodeProduct(std::string_view text) {
  Result<rapidjson::Document> document = json::ParseObject(text, kMaxMessageBytes);
  if (!document) return document.error();
  return codec::ReadProduct(*document);
}

}  // namespace pricecrew
