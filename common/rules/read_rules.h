#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/domain/result.h"
#include "common/rules/rules.h"

namespace pricecrew {

/// A mistake in a rules file, where a person finds it.
struct RulesMistake {
  std::size_t line = 1;
  std::size_t column = 1;  ///< in characters
  std::string text;
};

/// Reads the text of a rules file. All mistakes are told, in order, up to kMaxRulesMistakes; where the text
/// is no JSON, the first. What the format does not know is a mistake.
std::variant<Rules, std::vector<RulesMistake>> ReadRules(std::string_view text);
inline constexpr std::size_t kMaxRulesMistakes = 20;

/// "line 3, column 7: ..."
std::string ToString(const RulesMistake& mistake);

/// Checks the text of a rules file named `name`, and makes it small: every task of the job carries it.
/// kStop, with a line for each mistake that names file, line and column, or where more than kMaxRulesBytes
/// are left.
Result<std::string> CheckedRules(std::string_view text, const std::string& name);
inline constexpr std::size_t kMaxRulesBytes = std::size_t{16} << 10;

}  // namespace pricecrew
