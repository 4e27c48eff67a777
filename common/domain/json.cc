#include "common/domain/json.h"

#include <fmt/core.h>
#include <rapidjson/error/en.h>

namespace pricecrew::json {
namespace {

Error Refused(const char* code, std::string text) { return {ErrorKind::kGiveUp, std::move(text), code}; }

/// The deepest nesting of brackets outside strings; a linear look before any parser.
std::size_t Depth(std::string_view text) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

Result<rapidjson::Document> ParseObject(std::string_view text, std::size_t max_bytes) {
  if (text.size() > max_bytes)
    return Refused("too_large", fmt::format("{} bytes of JSON where {} are allowed", text.size(), max_bytes));
  if (Depth(text) > kMaxDepth)
    return Refused("too_deep", fmt::format("JSON nested deeper than {}", kMaxDepth));
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
  if (document.HasParseError())
    return Refused("malformed",
                   fmt::format("{} at byte {}", rapidjson::GetParseError_En(document.GetParseError()),
                               document.GetErrorOffset()));
  if (!document.IsObject()) return Refused("malformed", "JSON that is no object");
  return document;
}

const Value* Find(const Value& object, const char* name) {
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

std::string Text(const Value& object, const char* name, std::string_view otherwise) {
  return OptionalText(object, name).value_or(std::string(otherwise));
}

std::optional<std::string> OptionalText(const Value& object, const char* name) {
  const Value* value = Find(object, name);
  if (!value || !value->IsString()) return std::nullopt;
  return std::string(value->GetString(), value->GetStringLength());
}

std::uint32_t Number(const Value& object, const char* name, std::uint32_t otherwise) {
  return OptionalNumber(object, name).value_or(otherwise);
}

std::optional<std::uint32_t> OptionalNumber(const Value& object, const char* name) {
  const Value* value = Find(object, name);
  if (!value || !value->IsUint()) return std::nullopt;
  return value->GetUint();
}

void WriteText(Writer& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void Write(Writer& writer, const char* name, std::string_view text) {
  writer.Key(name);
  WriteText(writer, text);
}

void Write(Writer& writer, const char* name, std::uint64_t number) {
  writer.Key(name);
  writer.Uint64(number);
}

void WriteIf(Writer& writer, const char* name, std::string_view text) {
  if (!text.empty()) Write(writer, name, text);
}

void WriteIf(Writer& writer, const char* name, const std::optional<std::string>& text) {
  if (text) Write(writer, name, std::string_view(*text));
}

void WriteIf(Writer& writer, const char* name, const std::optional<std::uint32_t>& number) {
  if (number) Write(writer, name, std::uint64_t{*number});
}

}  // namespace pricecrew::json
