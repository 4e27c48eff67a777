#include "standalone/rules_tool.h"

#include <iostream>
#include <string>

#include "common/app/exit_code.h"
#include "common/rules/read_rules.h"

namespace pricecrew {

int RunRulesCheck(std::string_view text, std::string_view name, std::ostream& out) {
  const Result<std::string> checked = CheckedRules(text, std::string(name));
  if (!checked) {
    std::cerr << checked.error().text << '\n';
    return kUsage;
  }
  out << name << ": good; " << checked->size() << " of at most " << kMaxRulesBytes << " bytes\n"
      << std::flush;
  return out ? kComplete : kOutputNotWritable;
}

}  // namespace pricecrew
