#pragma once

#include <string>
#include <vector>

#include "worker/evidence.h"

namespace pricecrew {

/// The products that the JSON-LD blocks of a page describe as their subject, in order: top-level, in arrays,
/// in @graph, and as mainEntity; not those of lists, related products or variants of another.
/// https://schema.org/Product
std::vector<Evidence> ReadJsonLd(const std::vector<std::string>& blocks, const SourceHints& hints);

}  // namespace pricecrew
