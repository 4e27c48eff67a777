#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pricecrew {

// What a selector says, as its parser understood it. https://www.w3.org/TR/selectors-4/

/// How two compounds of a selector stand to each other.
enum class Combinator : std::uint8_t { kDescendant, kChild, kNextSibling, kLaterSibling };

/// `an+b` of :nth-child() and its kin: the places that some n of 0, 1, 2, ... leads to.
struct NthPlace {
  std::int64_t step = 0;
  std::int64_t offset = 0;

  [[nodiscard]] bool Holds(std::int64_t place) const {
    if (step == 0) return place == offset;
    const std::int64_t distance = place - offset;
    return distance % step == 0 && distance / step >= 0;
  }
};

struct ComplexSelector;

/// One condition on one element.
struct SimpleSelector {
  enum class Kind : std::uint8_t {
    kType,          ///< `name` is its tag
    kClass,         ///< `name` is one of its class's words
    kHasAttribute,  ///< it has an attribute `name`; below, its value ...
    kEquals,        ///< = is `value`
    kHasWord,       ///< ~= has `value` among its words
    kLanguage,      ///< |= is `value`, or begins with it and a hyphen
    kBegins,        ///< ^= begins with `value`
    kEnds,          ///< $= ends with `value`
    kContains,      ///< *= contains `value`
    kNthChild,
    kNthLastChild,
    kNthOfType,
    kNthLastOfType,
    kRoot,
    kEmpty,  ///< it has no element and no text
    kIs,     ///< one of `alternatives` matches it
    kNot,    ///< none does
    kHas,    ///< one does, read from it on: each begins with a combinator
  };
  Kind kind = Kind::kType;
  std::string name;
  std::string value;
  bool ignores_case = false;  ///< the value's ASCII case
  NthPlace nth;
  std::vector<ComplexSelector> alternatives;
};

/// Conditions on one element; none for `*`.
using CompoundSelector = std::vector<SimpleSelector>;

/// A compound, and how it stands to the one before it (of the first one of :has(): to the element itself).
struct SelectorStep {
  Combinator combinator = Combinator::kDescendant;
  CompoundSelector compound;
};

/// Compounds from left to right.
struct ComplexSelector {
  std::vector<SelectorStep> steps;
};

}  // namespace pricecrew
