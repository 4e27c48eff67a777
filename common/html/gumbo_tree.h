#pragma once

#include <memory>
#include <string>

#include "common/html/tree.h"
#include "common/html/tree_arena.h"

namespace pricecrew {

/// Builds the tree of a page with gumbo and makes nodes of it in `memory`, whose views point into `html` and
/// `arena`: both must stay. `html` is changed where it spells an unknown element in capitals. Null where
/// gumbo fails. The html element.
const TreeNode* BuildGumboTree(std::string& html, TreeArena& arena, TreeMemory& memory);

}  // namespace pricecrew
