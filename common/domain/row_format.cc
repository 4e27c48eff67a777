#include "common/domain/row_format.h"

#include <array>
#include <utility>

#include "common/domain/json.h"
#include "common/domain/product_json.h"
#include "common/domain/row_table.h"

namespace pricecrew {
namespace {

constexpr std::array<std::pair<RowFormat, std::string_view>, 4> kNames{{
    {RowFormat::kJson, "json"},
    {RowFormat::kJsonl, "jsonl"},
    {RowFormat::kCsv, "csv"},
    {RowFormat::kTable, "table"},
}};

std::string JsonOf(const ProductRow& row) {
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  for (const RowField& field : Fields(row)) {
    writer.Key(field.name.data(), static_cast<rapidjson::SizeType>(field.name.size()));
    if (field.text)
      json::WriteText(writer, *field.text);
    else if (field.number)
      writer.Uint(*field.number);
    else
      writer.Null();
  }
  WriteSources(writer, row.product);
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

void AppendCsv(std::string& line, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

std::string CsvHeader() {
  std::string line;
  for (const RowField& field : Fields({})) {
    if (!line.empty()) line += ',';
    line += field.name;
  }
  return line + ",sources\r\n";
}

std::string CsvOf(const ProductRow& row) {
  std::string line;
  bool first = true;
  for (const RowField& field : Fields(row)) {
    if (!std::exchange(first, false)) line += ',';
    if (field.text) AppendCsv(line, *field.text);
    if (field.number) line += std::to_string(*field.number);
  }
  line += ',';
  AppendCsv(line, OriginsText(row.product));
  return line + "\r\n";
}

}  // namespace

std::optional<RowFormat> ParseRowFormat(std::string_view wanted) {
  for (const auto& [format, name] : kNames)
    if (name == wanted) return format;
  return std::nullopt;
}

std::string_view ContentType(RowFormat format) {
  switch (format) {
    case RowFormat::kJson:
      return "application/json";
    case RowFormat::kJsonl:
      return "application/x-ndjson";
    case RowFormat::kCsv:
      return "text/csv; charset=utf-8";
    case RowFormat::kTable:
      break;
  }
  return "text/plain; charset=utf-8";
}

RowWriter::RowWriter(RowFormat format) : RowWriter(format, Options{}) {}
RowWriter::RowWriter(RowFormat format, Options options)
    : format_(format), detail_(options.detail), width_(options.width) {}

std::string RowWriter::Begin() const {
  switch (format_) {
    case RowFormat::kJson:
      return "[";
    case RowFormat::kCsv:
      return CsvHeader();
    case RowFormat::kTable:
      return TableHeader(width_);
    case RowFormat::kJsonl:
      break;
  }
  return {};
}

std::string RowWriter::Row(const ProductRow& row) {
  if (detail_ == RowDetail::kProducts) return Line(row);
  std::string lines;
  for (const ProductRow& variant : VariantRows(row)) lines += Line(variant);
  return lines;
}

std::string RowWriter::Line(const ProductRow& row) {
  const bool first = std::exchange(first_, false);
  switch (format_) {
    case RowFormat::kJson:
      return (first ? "\n" : ",\n") + JsonOf(row);
    case RowFormat::kJsonl:
      return JsonOf(row) + "\n";
    case RowFormat::kCsv:
      return CsvOf(row);
    case RowFormat::kTable:
      break;
  }
  return TableLine(row, width_);
}

std::string RowWriter::End() const {
  if (format_ != RowFormat::kJson) return {};
  return first_ ? "]\n" : "\n]\n";
}

}  // namespace pricecrew
