#include "common/html/tree_rules.h"

#include <array>
#include <initializer_list>

namespace pricecrew {
namespace {

using Rules = std::array<std::uint16_t, 256>;
static_assert(GUMBO_TAG_LAST <= 256);

constexpr void Add(Rules& rules, unsigned rule, std::initializer_list<GumboTag> tags) {
  for (const GumboTag tag : tags) rules[tag] = static_cast<std::uint16_t>(rules[tag] | rule);
}

constexpr Rules kRules = [] {
  Rules rules{};
  Add(rules, kVoid,
      {GUMBO_TAG_AREA, GUMBO_TAG_BASE,  GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND,  GUMBO_TAG_BR,
       GUMBO_TAG_COL,  GUMBO_TAG_EMBED, GUMBO_TAG_FRAME,    GUMBO_TAG_FRAMESET, GUMBO_TAG_HR,
       GUMBO_TAG_IMG,  GUMBO_TAG_IMAGE, GUMBO_TAG_INPUT,    GUMBO_TAG_ISINDEX,  GUMBO_TAG_KEYGEN,
       GUMBO_TAG_LINK, GUMBO_TAG_META,  GUMBO_TAG_PARAM,    GUMBO_TAG_SOURCE,   GUMBO_TAG_TRACK,
       GUMBO_TAG_WBR});
  Add(rules, kSpecial | kClosesP | kScopedEnd,
      {GUMBO_TAG_ADDRESS,    GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE,   GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_CENTER,
       GUMBO_TAG_DETAILS,    GUMBO_TAG_DIR,     GUMBO_TAG_DIV,     GUMBO_TAG_DL,         GUMBO_TAG_FIELDSET,
       GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,  GUMBO_TAG_FOOTER,  GUMBO_TAG_HEADER,     GUMBO_TAG_HGROUP,
       GUMBO_TAG_LISTING,    GUMBO_TAG_MAIN,    GUMBO_TAG_MENU,    GUMBO_TAG_NAV,        GUMBO_TAG_OL,
       GUMBO_TAG_PRE,        GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY, GUMBO_TAG_UL});
  Add(rules, kSpecial | kClosesP,
      {GUMBO_TAG_DD, GUMBO_TAG_DT, GUMBO_TAG_FORM, GUMBO_TAG_HR, GUMBO_TAG_ISINDEX, GUMBO_TAG_LI, GUMBO_TAG_P,
       GUMBO_TAG_PLAINTEXT, GUMBO_TAG_XMP});
  Add(rules, kSpecial | kClosesP | kHeading,
      {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6});
  Add(rules, kSpecial | kScopedEnd, {GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT});
  Add(rules, kSpecial | kScopedEnd | kScopeMarker | kListMarker,
      {GUMBO_TAG_APPLET, GUMBO_TAG_MARQUEE, GUMBO_TAG_OBJECT});
  Add(rules, kSpecial | kTablePart,
      {GUMBO_TAG_CAPTION, GUMBO_TAG_COL, GUMBO_TAG_COLGROUP, GUMBO_TAG_TBODY, GUMBO_TAG_TD, GUMBO_TAG_TFOOT,
       GUMBO_TAG_TH, GUMBO_TAG_THEAD, GUMBO_TAG_TR});
  Add(rules, kScopeMarker | kListMarker, {GUMBO_TAG_CAPTION, GUMBO_TAG_TD, GUMBO_TAG_TH});
  Add(rules, kSpecial | kScopeMarker, {GUMBO_TAG_TABLE});
  Add(rules, kSpecial | kScopeMarker | kListMarker | kPlain, {GUMBO_TAG_TEMPLATE});
  Add(rules, kSpecial | kScopeMarker | kPage, {GUMBO_TAG_HTML});
  Add(rules, kSpecial | kPage, {GUMBO_TAG_HEAD, GUMBO_TAG_BODY});
  Add(rules, kSpecial | kPlain,
      {GUMBO_TAG_BASE, GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_FRAME, GUMBO_TAG_IFRAME,
       GUMBO_TAG_LINK, GUMBO_TAG_META, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_PARAM,
       GUMBO_TAG_SCRIPT, GUMBO_TAG_SOURCE, GUMBO_TAG_STYLE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_TITLE,
       GUMBO_TAG_TRACK});
  Add(rules, kSpecial,
      {GUMBO_TAG_AREA, GUMBO_TAG_BR, GUMBO_TAG_EMBED, GUMBO_TAG_IMG, GUMBO_TAG_IMAGE, GUMBO_TAG_INPUT,
       GUMBO_TAG_KEYGEN, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_WBR});
  Add(rules, kFormatting,
      {GUMBO_TAG_A, GUMBO_TAG_B, GUMBO_TAG_BIG, GUMBO_TAG_CODE, GUMBO_TAG_EM, GUMBO_TAG_FONT, GUMBO_TAG_I,
       GUMBO_TAG_NOBR, GUMBO_TAG_S, GUMBO_TAG_SMALL, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_TT,
       GUMBO_TAG_U});
  Add(rules, kRuby, {GUMBO_TAG_RB, GUMBO_TAG_RT, GUMBO_TAG_RTC, GUMBO_TAG_RP});
  return rules;
}();

}  // namespace

std::uint16_t TreeRulesOf(GumboTag tag) { return kRules[tag]; }

}  // namespace pricecrew
