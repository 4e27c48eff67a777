#include "common/html/selector_matcher.h"

#include <algorithm>
#include <unordered_map>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

using Kind = SimpleSelector::Kind;

constexpr std::uint32_t kNone = IndexedElement::kNone;

bool HasWord(std::string_view words, const SimpleSelector& simple) {
  while (!words.empty()) {
    const auto end = std::ranges::find_if(words, IsHtmlSpace);
    const auto size = static_cast<std::size_t>(end - words.begin());
    const std::string_view word = words.substr(0, size);
    if (simple.ignores_case ? EqualsIgnoringCase(word, simple.value) : word == simple.value)
      return !word.empty();
    words.remove_prefix(std::min(size + 1, words.size()));
  }
  return false;
}

bool MatchesValue(const SimpleSelector& simple, std::string_view value) {
  const std::string_view wanted = simple.value;
  const auto same = [&](std::string_view part) {
    return simple.ignores_case ? EqualsIgnoringCase(part, wanted) : part == wanted;
  };
  const bool fits = value.size() >= wanted.size();
  switch (simple.kind) {
    case Kind::kHasAttribute:
      return true;
    case Kind::kEquals:
      return same(value);
    case Kind::kHasWord:
      return HasWord(value, simple);
    case Kind::kLanguage:
      return fits && same(value.substr(0, wanted.size())) &&
             (value.size() == wanted.size() || value[wanted.size()] == '-');
    case Kind::kBegins:
      return fits && !wanted.empty() && same(value.substr(0, wanted.size()));
    case Kind::kEnds:
      return fits && !wanted.empty() && same(value.substr(value.size() - wanted.size()));
    case Kind::kContains:
      if (!fits || wanted.empty()) return false;
      return simple.ignores_case ? AsciiLower(value).find(AsciiLower(wanted)) != std::string::npos
                                 : value.find(wanted) != std::string_view::npos;
    default:
      return false;
  }
}

bool IsEmpty(Node node) {
  return std::ranges::all_of(
      node.Children(), [](Node child) { return !child.IsElement() && TrimHtmlSpace(child.Text()).empty(); });
}

bool IsNone(const ElementSet& set) { return std::ranges::find(set, 1) == set.end(); }

void Add(ElementSet& set, const ElementSet& more) {
  for (std::size_t i = 0; i < set.size(); ++i) set[i] |= more[i];
}

}  // namespace

bool MatchesAttribute(const SimpleSelector& simple, std::optional<std::string_view> value) {
  return value && MatchesValue(simple, *value);
}

ElementSet SelectorMatcher::MatchAny(const std::vector<ComplexSelector>& alternatives) {
  ElementSet found(index_.size());
  for (const ComplexSelector& complex : alternatives) Add(found, MatchComplex(complex));
  return found;
}

ElementSet SelectorMatcher::MatchComplex(const ComplexSelector& complex) {
  ElementSet set(index_.size(), 1);
  for (std::size_t i = 0; i < complex.steps.size(); ++i) {
    if (i > 0) set = After(set, complex.steps[i].combinator);
    Keep(set, complex.steps[i].compound);
  }
  return set;
}

ElementSet SelectorMatcher::HavingAny(const std::vector<ComplexSelector>& alternatives) {
  ElementSet found(index_.size());
  for (const ComplexSelector& complex : alternatives) Add(found, HavingComplex(complex));
  return found;
}

// From the last compound to the element itself: what a relative selector begins with stands last.
ElementSet SelectorMatcher::HavingComplex(const ComplexSelector& complex) {
  ElementSet set(index_.size(), 1);
  for (auto step = complex.steps.rbegin(); step != complex.steps.rend(); ++step) {
    Keep(set, step->compound);
    set = Before(set, step->combinator);
  }
  return set;
}

// In document order, so what an element inherits from its parent or from the sibling before it is known.
ElementSet SelectorMatcher::After(const ElementSet& set, Combinator combinator) const {
  const bool up = combinator == Combinator::kDescendant || combinator == Combinator::kChild;
  const bool far = combinator == Combinator::kDescendant || combinator == Combinator::kLaterSibling;
  ElementSet after(set.size());
  for (std::size_t i = 0; i < set.size(); ++i) {
    const std::uint32_t from = up ? index_[i].parent : index_[i].previous;
    if (from != kNone) after[i] = set[from] | (far ? after[from] : 0);
  }
  return after;
}

ElementSet SelectorMatcher::Before(const ElementSet& set, Combinator combinator) const {
  const bool up = combinator == Combinator::kDescendant || combinator == Combinator::kChild;
  const bool far = combinator == Combinator::kDescendant || combinator == Combinator::kLaterSibling;
  ElementSet before(set.size());
  for (std::size_t i = set.size(); i-- > 0;) {
    const std::uint32_t to = up ? index_[i].parent : index_[i].previous;
    if (to != kNone) before[to] |= set[i] | (far ? before[i] : 0);
  }
  return before;
}

void SelectorMatcher::Keep(ElementSet& set, const CompoundSelector& compound) {
  for (const SimpleSelector& simple : compound) {
    if (IsNone(set)) return;
    Keep(set, simple);
  }
}

void SelectorMatcher::Keep(ElementSet& set, const SimpleSelector& simple) {
  switch (simple.kind) {
    case Kind::kIs:
    case Kind::kNot:
    case Kind::kHas:
      return KeepListed(set, simple);
    case Kind::kNthOfType:
    case Kind::kNthLastOfType:
      CountTypes();
      break;
    default:
      break;
  }
  for (std::size_t i = 0; i < set.size(); ++i)
    if (set[i] != 0 && !Matches(i, simple)) set[i] = 0;
}

void SelectorMatcher::KeepListed(ElementSet& set, const SimpleSelector& simple) {
  const ElementSet listed =
      simple.kind == Kind::kHas ? HavingAny(simple.alternatives) : MatchAny(simple.alternatives);
  const std::uint8_t wanted = simple.kind == Kind::kNot ? 0 : 1;
  for (std::size_t i = 0; i < set.size(); ++i)
    if (listed[i] != wanted) set[i] = 0;
}

bool SelectorMatcher::Matches(std::size_t element, const SimpleSelector& simple) const {
  const Node node = index_[element].node;
  switch (simple.kind) {
    case Kind::kType:
      return EqualsIgnoringCase(node.Tag(), simple.name);
    case Kind::kClass:
      return node.HasClass(simple.name);
    case Kind::kNthChild:
      return simple.nth.Holds(index_[element].place);
    case Kind::kNthLastChild:
      return simple.nth.Holds(PlaceFromEnd(element));
    case Kind::kNthOfType:
      return simple.nth.Holds(type_places_[element]);
    case Kind::kNthLastOfType:
      return simple.nth.Holds(type_places_from_end_[element]);
    case Kind::kRoot:
      return index_[element].parent == kNone;
    case Kind::kEmpty:
      return index_[element].children == 0 && IsEmpty(node);
    default:
      return MatchesAttribute(simple, node.Attribute(simple.name));
  }
}

std::int64_t SelectorMatcher::PlaceFromEnd(std::size_t element) const {
  const std::uint32_t parent = index_[element].parent;
  return parent == kNone ? 1 : std::int64_t{index_[parent].children} - index_[element].place + 1;
}

void SelectorMatcher::CountTypes() {
  if (!type_places_.empty()) return;
  std::unordered_map<std::string_view, std::uint32_t> tags;
  std::unordered_map<std::uint64_t, std::uint32_t> counts;  // of one tag's elements in one parent
  std::vector<std::uint64_t> kinds;
  for (std::size_t i = 0; i < index_.size(); ++i) {
    const std::uint64_t tag =
        tags.emplace(index_[i].node.Tag(), static_cast<std::uint32_t>(tags.size())).first->second;
    kinds.push_back((std::uint64_t{index_[i].parent} << 32) | tag);
    type_places_.push_back(++counts[kinds.back()]);
  }
  for (std::size_t i = 0; i < index_.size(); ++i)
    type_places_from_end_.push_back(counts[kinds[i]] - type_places_[i] + 1);
}

}  // namespace pricecrew
