#pragma once

#include <gumbo.h>

#include <cstdint>

namespace pricecrew {

/// What the tree construction stage knows of an element, a bit each.
/// https://html.spec.whatwg.org/#parsing-main-inbody
enum TreeRule : std::uint16_t {
  kVoid = 1 << 0,         ///< never has children
  kSpecial = 1 << 1,      ///< ends the search of an end tag of no special element
  kScopeMarker = 1 << 2,  ///< no end tag reaches through it, but those of tables
  kFormatting = 1 << 3,   ///< is opened again where what contained it was closed
  kListMarker = 1 << 4,   ///< what was to be opened again outside is not inside
  kClosesP = 1 << 5,      ///< its start tag ends a paragraph
  kScopedEnd = 1 << 6,    ///< its end tag closes what is open within it
  kTablePart = 1 << 7,    ///< ignored outside of a table
  kHeading = 1 << 8,
  kPage = 1 << 9,  ///< html, head, body: there once, whatever the page says
  kRuby = 1 << 10,
  kPlain = 1 << 11,  ///< does not open formatting again (script, style and so on)
};

/// The rules of an element, as gumbo 0.10 applies them.
std::uint16_t TreeRulesOf(GumboTag tag);

}  // namespace pricecrew
