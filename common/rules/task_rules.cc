#include "common/rules/task_rules.h"

#include <utility>
#include <variant>

#include "common/rules/read_rules.h"

namespace pricecrew {
namespace {

std::shared_ptr<const Rules> Read(const std::string& text) {
  auto rules = ReadRules(text);
  auto* good = std::get_if<Rules>(&rules);
  return good == nullptr ? nullptr : std::make_shared<const Rules>(std::move(*good));
}

struct LastRules {
  std::string text;
  std::shared_ptr<const Rules> rules;
};

}  // namespace

std::shared_ptr<const Rules> TaskRules(const std::string& text) {
  thread_local LastRules last;
  if (!last.rules || last.text != text) last = {text, Read(text)};
  return last.rules;
}

}  // namespace pricecrew
