// Extracts many pages: one JSON object a line on stdin ({"id", "url", "html" or "file", "content_type"}), one
// line of facts for each on stdout. What extract_accuracy.py drives.

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "worker/extract.h"

namespace pricecrew {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

std::string StringOf(const rapidjson::Value& row, const char* key) {
  const auto member = row.FindMember(key);
  if (member == row.MemberEnd() || !member->value.IsString()) return {};
  return {member->value.GetString(), member->value.GetStringLength()};
}

std::string BodyOf(const rapidjson::Value& row) {
  if (row.HasMember("html")) return StringOf(row, "html");
  std::ifstream file(StringOf(row, "file"), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Write(Writer& writer, const char* key, const std::optional<std::string>& value) {
  if (!value) return;
  writer.Key(key);
  writer.String(value->data(), static_cast<rapidjson::SizeType>(value->size()));
}

void WriteProduct(Writer& writer, const Product& product) {
  Write(writer, "kind", "product");
  Write(writer, "name", product.name);
  Write(writer, "price", product.price);
  Write(writer, "currency", product.currency);
  Write(writer, "regular_price", product.regular_price);
  if (product.availability) Write(writer, "availability", std::string(ToString(*product.availability)));
  Write(writer, "sku", product.sku);
  Write(writer, "gtin", product.gtin);
  Write(writer, "brand", product.brand);
  Write(writer, "image", product.image);
  Write(writer, "canonical", product.canonical);
}

std::string Extracted(const rapidjson::Value& row) {
  const std::string body = BodyOf(row);
  const std::string content_type = StringOf(row, "content_type");
  const auto url = ParseUrl(StringOf(row, "url"));
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  Write(writer, "id", StringOf(row, "id"));
  const auto start = std::chrono::steady_clock::now();
  const Extraction extraction =
      Extract({body, content_type, url.value_or(Url{"https", "", "", "shop.example", -1, "/", {}, {}})});
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (const auto* product = std::get_if<Product>(&extraction)) WriteProduct(writer, *product);
  if (const auto* none = std::get_if<NotAProduct>(&extraction))
    Write(writer, "kind", "not_a_product:" + none->reason);
  if (const auto* bad = std::get_if<Unreadable>(&extraction))
    Write(writer, "kind", "unreadable:" + bad->reason);
  writer.Key("ms");
  writer.Double(took.count());
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace
}  // namespace pricecrew

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    rapidjson::Document row;
    row.Parse(line.c_str());
    if (row.HasParseError() || !row.IsObject()) {
      std::cerr << "not a JSON object: " << line.substr(0, 80) << "\n";
      return 2;
    }
    std::cout << pricecrew::Extracted(row) << "\n";
  }
}
