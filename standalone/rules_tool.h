#pragma once

#include <iosfwd>
#include <string_view>

namespace pricecrew {

/// Checks the text of a rules file named `name`: says on `out` how large the rules are in a task, or every
/// mistake on stderr. Answers with the exit code.
int RunRulesCheck(std::string_view text, std::string_view name, std::ostream& out);

}  // namespace pricecrew
