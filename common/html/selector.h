#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "common/domain/mistake.h"
#include "common/html/element_index.h"
#include "common/html/selector_syntax.h"

namespace pricecrew {

/// A list of CSS selectors, compiled once: https://www.w3.org/TR/selectors-4/ as far as it is about the
/// elements of a page that nobody looks at or clicks on:
/// `*`, types, `.class`, `#id`; `[attribute]` with = ~= |= ^= $= *= and the flags i and s; the combinators
/// (space), `>`, `+`, `~`; `:root`, `:empty`, `:first-`, `:last-`, `:only-child`, `:nth-child(an+b)`,
/// `:nth-last-child()`, each also `-of-type`; `:is()`, `:where()`, `:not()`, and `:has()` with relative
/// selectors. Tags and attributes' names match in any case, and so do the values that HTML says so of (type,
/// rel, lang, ...); classes and ids do not. No namespaces, no pseudo-elements, no `of` in :nth-child().
class Selector {
 public:
  static Checked<Selector> Compile(std::string_view text);

  /// The elements that it matches, in document order. Takes time in proportion to the size of the page times
  /// that of the selector (at most kMaxSelectorBytes), whatever they are.
  [[nodiscard]] std::vector<Node> Select(const ElementIndex& index) const;

  [[nodiscard]] const std::vector<ComplexSelector>& alternatives() const { return alternatives_; }

 private:
  explicit Selector(std::vector<ComplexSelector> alternatives) : alternatives_(std::move(alternatives)) {}

  std::vector<ComplexSelector> alternatives_;
};

}  // namespace pricecrew
