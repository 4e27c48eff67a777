#include "common/html/selector.h"

#include <variant>

#include "common/html/selector_matcher.h"
#include "common/html/selector_parser.h"

namespace pricecrew {

Checked<Selector> Selector::Compile(std::string_view text) {
  Checked<std::vector<ComplexSelector>> parsed = ParseSelectors(text);
  if (auto* mistake = std::get_if<Mistake>(&parsed)) return std::move(*mistake);
  return Selector(std::get<std::vector<ComplexSelector>>(std::move(parsed)));
}

std::vector<Node> Selector::Select(const ElementIndex& index) const {
  const ElementSet set = SelectorMatcher(index).MatchAny(alternatives_);
  std::vector<Node> found;
  for (std::size_t i = 0; i < set.size(); ++i)
    if (set[i] != 0) found.push_back(index[i].node);
  return found;
}

}  // namespace pricecrew
