#pragma once

#include <rapidjson/document.h>

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// A JSON text as shops write it: comments, trailing commas, raw control characters in strings, wrong
/// escapes, HTML comments and CDATA marks around it, a semicolon behind it, quotes as character references or
/// as Angular's "&q;". Numbers are kept as strings, digit for digit. Any depth: neither parsing nor
/// destruction recurses. Absent where no value can be read.
std::optional<rapidjson::Document> ParseLooseJson(std::string_view text);

}  // namespace pricecrew
