#include "tests/shop/access_log.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace pricecrew::shop {
namespace {

constexpr std::size_t kHeldBytes = 256 * 1024;

std::int64_t Microseconds(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

std::string Ascii(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return text;
}

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void Member(Writer& json, const char* key, const std::string& value) {
  const std::string ascii = Ascii(value);
  json.Key(key);
  json.String(ascii.data(), static_cast<rapidjson::SizeType>(ascii.size()));
}

void Member(Writer& json, const char* key, std::int64_t value) {
  json.Key(key);
  json.Int64(value);
}

}  // namespace

std::string AccessLine(const AccessRecord& record) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  Member(json, "host", record.host);
  Member(json, "path", record.path);
  Member(json, "connection", static_cast<std::int64_t>(record.connection));
  Member(json, "start", Microseconds(record.start));
  Member(json, "end", Microseconds(record.end));
  Member(json, "status", static_cast<std::int64_t>(record.status));
  Member(json, "bytes", static_cast<std::int64_t>(record.bytes));
  Member(json, "user_agent", record.user_agent);
  if (record.hold_until) Member(json, "hold_until", Microseconds(*record.hold_until));
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

AccessLog::AccessLog(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) {
  if (!file_) throw std::runtime_error(fmt::format("cannot write the access log {}", path));
}

void AccessLog::Add(const AccessRecord& record) {
  held_ += AccessLine(record);
  held_ += '\n';
  if (held_.size() >= kHeldBytes) Flush();
}

void AccessLog::Flush() {
  file_.write(held_.data(), static_cast<std::streamsize>(held_.size()));
  file_.flush();
  held_.clear();
}

}  // namespace pricecrew::shop
