#pragma once

#include <string>

#include "common/html/tree.h"

namespace pricecrew {

/// The text below an element as a reader sees it: script, style, template and noscript left out, a space
/// where a block or a line begins or ends, white space (HTML's, so no no-break space) folded to one space and
/// trimmed.
std::string VisibleText(const TreeNode& element);

}  // namespace pricecrew
