#pragma once

#include <array>
#include <string_view>

namespace pricecrew {

/// A named character reference of the HTML standard: the name, with its semicolon where it has one, and its
/// text.
struct NamedReference {
  std::string_view name;
  std::string_view text;
};

/// All of them, in the order of their bytes. https://html.spec.whatwg.org/#named-character-references
extern const std::array<NamedReference, 2231> kNamedReferences;

}  // namespace pricecrew
