#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/document.h"

namespace pricecrew {

/// One element of the page, at its place in an Outline.
struct OutlineElement {
  Node node;                     ///< lives as long as the page's Document
  std::uint32_t parent = 0;      ///< index of the parent; the root's own index for the root
  std::uint32_t end = 0;         ///< one past the index of its last descendant
  std::uint32_t text_begin = 0;  ///< its visible text is Outline::text[text_begin, text_end)
  std::uint32_t text_end = 0;
  std::uint64_t shape = 0;  ///< hash of tag and first lasting class word: what looks alike has the same shape
  std::uint64_t path = 0;   ///< hash of the shapes from the root down to the element
};

/// A page as flat arrays in document order, so that "what lies within this element" is a range and costs
/// nothing.
struct Outline {
  std::vector<OutlineElement> elements;  ///< in document order; the first is the root
  /// All visible text: white space folded, blocks apart by a space, numerals as PlainNumerals makes them.
  std::string text;
  /// Where in `text` a space stands for the border of two elements that say different things: a number on one
  /// side of it does not belong to a currency on the other. In rising order.
  std::vector<std::uint32_t> borders;

  /// The visible text of an element, without the spaces around it.
  [[nodiscard]] std::string_view TextOf(std::size_t element) const;
};

/// Lays out a page. Linear in the size of the page.
Outline OutlineOf(const Document& document);

/// True for h1 to h6.
bool IsHeadingTag(std::string_view tag);

/// The class word by which an element is recognised: the first one that is neither a state ("first",
/// "active") nor holds a digit. Empty where there is none.
std::string_view LastingClass(std::string_view class_attribute);

}  // namespace pricecrew
