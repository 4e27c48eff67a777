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

namespace {

void WriteVariants(json::Writer& writer, const std::vector<ProductVariant>& variants) {
  writer.Key("variants");
  writer.StartArray();
  for (const ProductVariant& variant : variants) {
    writer.StartObject();
    json::Write(writer, "name", std::string_view(variant.name));
    json::WriteIf(writer, "price", variant.price);
    if (variant.availability) json::Write(writer, "availability", ToString(*variant.availability));
    json::WriteIf(writer, "sku", variant.sku);
    json::WriteIf(writer, "gtin", variant.gtin);
    json::WriteIf(writer, "url", variant.url);
    writer.EndObject();
  }
  writer.EndArray();
}

std::vector<ProductVariant> ReadVariants(const json::Value& object) {
  std::vector<ProductVariant> variants;
  const json::Value* array = json::Find(object, "variants");
  if (!array || !array->IsArray()) return variants;
  for (const json::Value& one : array->GetArray()) {
    if (!one.IsObject() || variants.size() == kMaxVariants) continue;
    variants.push_back({json::Text(one, "name"), json::OptionalText(one, "price"),
                        ParseAvailability(json::Text(one, "availability")), json::OptionalText(one, "sku"),
                        json::OptionalText(one, "gtin"), json::OptionalText(one, "url")});
  }
  return variants;
}

// {"name": ["json_ld", 98]}
void WriteOrigins(json::Writer& writer, const std::vector<FieldOrigin>& origins) {
  writer.Key("origins");
  writer.StartObject();
  for (const FieldOrigin& origin : origins) {
    writer.Key(origin.field.data(), static_cast<rapidjson::SizeType>(origin.field.size()));
    writer.StartArray();
    json::WriteText(writer, origin.source);
    writer.Uint(origin.confidence_percent);
    writer.EndArray();
  }
  writer.EndObject();
}

std::vector<FieldOrigin> ReadOrigins(const json::Value& object) {
  std::vector<FieldOrigin> origins;
  const json::Value* all = json::Find(object, "origins");
  if (!all || !all->IsObject()) return origins;
  for (const auto& member : all->GetObject()) {
    const json::Value& pair = member.value;
    if (!pair.IsArray() || pair.Size() != 2 || !pair[0].IsString() || !pair[1].IsUint() ||
        pair[1].GetUint() > 100)
      continue;
    origins.push_back({{member.name.GetString(), member.name.GetStringLength()},
                       {pair[0].GetString(), pair[0].GetStringLength()},
                       static_cast<std::uint8_t>(pair[1].GetUint())});
  }
  return origins;
}

}  // namespace

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
  json::WriteIf(writer, "price_max", product.price_max);
  if (!product.variants.empty()) WriteVariants(writer, product.variants);
  if (!product.origins.empty()) WriteOrigins(writer, product.origins);
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
  product.price_max = json::OptionalText(object, "price_max");
  product.variants = ReadVariants(object);
  product.origins = ReadOrigins(object);
  return product;
}

std::int64_t Milliseconds(const json::Value& object, const char* name) {
  const json::Value* value = json::Find(object, name);
  return value && value->IsInt64() ? value->GetInt64() : 0;
}

}  // namespace pricecrew::codec
