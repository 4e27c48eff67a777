#include "common/domain/codec_parts.h"

namespace pricecrew {
namespace {

std::string_view Name(ControlRecord::What what) {
  return what == ControlRecord::What::kJobCancelled ? "job_cancelled" : "job_ended";
}

}  // namespace

std::string Encode(const ControlRecord& record) {
  codec::Object object("control");
  json::Writer& writer = object.writer();
  json::Write(writer, "what", Name(record.what));
  json::Write(writer, "job", std::string_view(record.job));
  writer.Key("expires_ms");
  writer.Int64(record.expires_ms);
  return object.Take();
}

Result<ControlRecord> DecodeControl(std::string_view text) {
  Result<rapidjson::Document> document = codec::Open(text);
  if (!document) return document.error();
  ControlRecord record;
  record.job = json::Text(*document, "job");
  record.expires_ms = codec::Milliseconds(*document, "expires_ms");
  if (!IsJobId(record.job)) return codec::Malformed("job");
  const std::string what = json::Text(*document, "what");
  for (const auto known : {ControlRecord::What::kJobCancelled, ControlRecord::What::kJobEnded}) {
    if (what != Name(known)) continue;
    record.what = known;
    return record;
  }
  return codec::Malformed("what");
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
