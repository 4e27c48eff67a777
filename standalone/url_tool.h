#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// {"href":"..."} of `input` as the URL standard parses it, against `base` where there is one; null where it
/// is no http or https URL. Of another scheme than these a base serves for absolute input alone.
std::string AnswerUrl(std::string_view input, const std::optional<std::string>& base);

/// Prints the answer. Answers with the exit code.
int RunUrl(const std::string& input, const std::string& base, std::ostream& out);

/// Reads JSON lines {"input","base"} and answers each with one line, in order; "base" may be absent or null.
/// A line that cannot be used is answered with {"status":"failed","reason","error"}. Answers with the exit
/// code.
int RunUrlBatch(std::istream& in, std::ostream& out);

}  // namespace pricecrew
