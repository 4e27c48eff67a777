#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/html/element_index.h"
#include "common/html/selector_syntax.h"

namespace pricecrew {

/// For every element of an index whether it is meant.
using ElementSet = std::vector<std::uint8_t>;

/// Says which elements of a page a selector matches. It asks not of each element whether it matches, but
/// takes one step of the selector after the other for all elements at once, which is one pass over the page:
/// forwards for what stands before an element, backwards for the insides of :has(). So any selector takes
/// time in proportion to its own size times the page's, however its combinators and :has() are nested.
class SelectorMatcher {
 public:
  explicit SelectorMatcher(const ElementIndex& index) : index_(index) {}

  /// The elements that one of `alternatives` matches.
  ElementSet MatchAny(const std::vector<ComplexSelector>& alternatives);

 private:
  ElementSet MatchComplex(const ComplexSelector& complex);
  ElementSet HavingComplex(const ComplexSelector& complex);
  ElementSet HavingAny(const std::vector<ComplexSelector>& alternatives);
  [[nodiscard]] ElementSet After(const ElementSet& set, Combinator combinator) const;
  [[nodiscard]] ElementSet Before(const ElementSet& set, Combinator combinator) const;
  void Keep(ElementSet& set, const CompoundSelector& compound);
  void Keep(ElementSet& set, const SimpleSelector& simple);
  void KeepListed(ElementSet& set, const SimpleSelector& simple);
  [[nodiscard]] bool Matches(std::size_t element, const SimpleSelector& simple) const;
  [[nodiscard]] std::int64_t PlaceFromEnd(std::size_t element) const;
  void CountTypes();

  const ElementIndex& index_;
  std::vector<std::uint32_t> type_places_;           // among siblings of its tag; empty: not counted yet
  std::vector<std::uint32_t> type_places_from_end_;  // likewise
};

/// True where an attribute's value, or its absence, is what an attribute's condition (kHasAttribute to
/// kContains) asks for.
bool MatchesAttribute(const SimpleSelector& simple, std::optional<std::string_view> value);

}  // namespace pricecrew
