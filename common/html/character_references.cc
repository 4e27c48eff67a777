#include "common/html/character_references.h"

#include <algorithm>

#include "common/html/named_references.h"
#include "common/html/windows_1252.h"

namespace pricecrew {

ReferenceMatcher::ReferenceMatcher() : first_(0), last_(kNamedReferences.size()) {}

bool ReferenceMatcher::Advance(char c) {
  const auto* const begin = kNamedReferences.begin() + first_;
  const auto* const end = kNamedReferences.begin() + last_;
  const std::size_t at = taken_;
  // A name that ends here stands before those that go on.
  const auto* const from = std::partition_point(
      begin, end, [at, c](const NamedReference& one) { return one.name.size() <= at || one.name[at] < c; });
  const auto* const to =
      std::partition_point(from, end, [at, c](const NamedReference& one) { return one.name[at] == c; });
  if (from == to) return false;
  first_ = static_cast<std::size_t>(from - kNamedReferences.begin());
  last_ = static_cast<std::size_t>(to - kNamedReferences.begin());
  ++taken_;
  if (from->name.size() == taken_) {
    matched_size_ = taken_;
    expansion_ = from->text;
  }
  return true;
}

char32_t CodePointOfReference(char32_t number) {
  constexpr char32_t kReplacementCharacter = 0xFFFD;
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
    return kReplacementCharacter;
  if (number >= 0x80 && number <= 0x9F) return FromWindows1252(static_cast<unsigned char>(number));
  return number;
}

}  // namespace pricecrew
