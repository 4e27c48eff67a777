#pragma once

// RapidJSON with the project's bounds, for the sources that read and write JSON. Not for headers of the
// domain.

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/domain/result.h"

namespace pricecrew::json {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;
using Value = rapidjson::Value;

inline constexpr std::size_t kMaxDepth = 64;

/// Parses an object of at most `max_bytes` and kMaxDepth levels, in valid UTF-8. Error codes: "too_large",
/// "too_deep", "malformed".
Result<rapidjson::Document> ParseObject(std::string_view text, std::size_t max_bytes);

/// The member of that name, or null where there is none.
const Value* Find(const Value& object, const char* name);

/// The member as text or number; `otherwise` where it is absent or of another type or range.
std::string Text(const Value& object, const char* name, std::string_view otherwise = {});
std::optional<std::string> OptionalText(const Value& object, const char* name);
std::uint32_t Number(const Value& object, const char* name, std::uint32_t otherwise);
std::optional<std::uint32_t> OptionalNumber(const Value& object, const char* name);

/// Writes a member.
void Write(Writer& writer, const char* name, std::string_view text);
void Write(Writer& writer, const char* name, std::uint64_t number);
/// Writes a member only where there is something to say.
void WriteIf(Writer& writer, const char* name, std::string_view text);
void WriteIf(Writer& writer, const char* name, const std::optional<std::string>& text);
void WriteIf(Writer& writer, const char* name, const std::optional<std::uint32_t>& number);

void WriteText(Writer& writer, std::string_view text);

}  // namespace pricecrew::json
