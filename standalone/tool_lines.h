#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "common/domain/result.h"

namespace pricecrew {

/// Answers each line of `in` that is not blank with one line, in order; a failure with
/// {"status":"failed","reason","error"}. Answers with the exit code.
int AnswerLines(std::istream& in, std::ostream& out,
                const std::function<Result<std::string>(std::string_view)>& answer);

}  // namespace pricecrew
