#pragma once

#include <string_view>
#include <vector>

#include "common/html/document.h"
#include "worker/evidence.h"

namespace pricecrew {

/// How a syntax marks items in a page: the attributes that say where one begins, what it is, and which of its
/// properties an element holds.
struct ItemSyntax {
  std::string_view scope;
  std::string_view type;
  std::string_view property;
  Source source;
};

/// The products that a page marks and that are not part of another item, in order; an offer that stands
/// alone counts as one.
std::vector<Evidence> ReadItems(Node root, const ItemSyntax& syntax, const SourceHints& hints);

}  // namespace pricecrew
