#include "common/domain/codec_parts.h"

#include <fmt/core.h>

namespace pricecrew::codec {

Object::Object() : writer_(buffer_) {
  writer_.StartObject();
  json::Write(writer_, "v", std::uint64_t{kMessageVersion});
}

Object::Object(const char* type) : Object() { json::Write(writer_, "type", std::string_view(type)); }

std::string Object::Take() {
  writer_.EndObject();
  return {buffer_.GetString(), buffer_.GetSize()};
}

Error Malformed(std::string_view what) {
  return {ErrorKind::kGiveUp, fmt::format("a message with a bad or missing '{}'", what), "malformed"};
}

Result<rapidjson::Document> Open(std::string_view text) {
  Result<rapidjson::Document> document = json::ParseObject(text, kMaxMessageBytes);
  if (!document) return document;
  const std::optional<std::uint32_t> version = json::OptionalNumber(*document, "v");
  if (!version || *version == 0) return Malformed("v");
  if (*version > kMessageVersion)
    return Error{ErrorKind::kRetryLater,
                 fmt::format("a message of version {} where {} is known", *version, kMessageVersion),
                 "version"};
  return document;
}

void WriteIds(json::Writer& writer, const char* name, const std::vector<TaskId>& ids) {
  writer.Key(name);
  writer.StartArray();
  for (const TaskId& id : ids) json::WriteText(writer, id.Hex());
  writer.EndArray();
}

Result<std::vector<TaskId>> ReadIds(const json::Value& object, const char* name) {
  std::vector<TaskId> ids;
  const json::Value* array = json::Find(object, name);
  if (!array) return ids;
  if (!array->IsArray()) return Malformed(name);
  for (const json::Value& element : array->GetArray()) {
    if (!element.IsString()) return Malformed(name);
    const std::optional<TaskId> id = TaskId::FromHex({element.GetString(), element.GetStringLength()});
    if (!id) return Malformed(name);
    ids.push_back(*id);
  }
  return ids;
}

Result<TaskId> ReadId(const json::Value& object, const char* name) {
  const std::optional<TaskId> id = TaskId::FromHex(json::Text(object, name));
  if (!id) return Malformed(name);
  return *id;
}

void WriteProduct(json::Writer& writer, const Product& product) {
  json::Write(writer, "name", std::string_view(product.name));
  json::WriteIf(writer, "price", product.price);
  json::WriteIf(writer, "currency", product.currency);
  json::WriteIf(writer, "regular_price", product.regular_price);
  if (product.availability) json::Write(writer, "availability", ToString(*product.availability));
  json::WriteIf(writer, "sku", product.sku);
  json::WriteIf(writer, "gtin", product.gtin);
  json::WriteIf(writer, "brand", product.brand);
  json::WriteIf(writer, "image", product.image);
  json::WriteIf(writer, "canonical", product.canonical);
}

Result<Product> ReadProduct(const json::Value& object) {
  if (!object.IsObject()) return Malformed("product");
  Product product;
  product.name = json::Text(object, "name");
  product.price = json::OptionalText(object, "price");
  product.currency = json::OptionalText(object, "currency");
  product.regular_price = json::OptionalText(object, "regular_price");
  product.availability = ParseAvailability(json::Text(object, "availability"));
  product.sku = json::OptionalText(object, "sku");
  product.gtin = json::OptionalText(object, "gtin");
  product.brand = json::OptionalText(object, "brand");
  product.image = json::OptionalText(object, "image");
  product.canonical = json::OptionalText(object, "canonical");
  return product;
}

std::int64_t Milliseconds(const json::Value& object, const char* name) {
  const json::Value* value = json::Find(object, name);
  return value && value->IsInt64() ? value->GetInt64() : 0;
}

}  // namespace pricecrew::codec
