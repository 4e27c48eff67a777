#pragma once

#include <string>
#include <vector>

namespace pricecrew {

/// The hrefs, as written, of the items of every schema.org ItemList in a page's JSON-LD blocks
/// (https://schema.org/ItemList), in their order. Breadcrumbs are a list of another type and left out; so are
/// blocks that are no JSON.
std::vector<std::string> ItemListHrefs(const std::vector<std::string>& json_ld);

}  // namespace pricecrew
