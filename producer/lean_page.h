#pragma once

#include <string>
#include <string_view>

namespace pricecrew {

/// A page in UTF-8 without what discovery never looks at: scripts, style sheets, drawings, comments, runs of
/// white space, and all attributes but the few that say what an element is and where it leads. Links, texts
/// and their nesting stay as they are. A tree of it costs less than half. Pure; one linear pass that follows
/// the tokens of the HTML standard (https://html.spec.whatwg.org/#tokenization).
std::string LeanPage(std::string_view html);

}  // namespace pricecrew
