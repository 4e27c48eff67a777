#pragma once

#include <vector>

#include "common/html/document.h"
#include "worker/evidence.h"

namespace pricecrew {

/// The products that a page describes by RDFa Lite (typeof, property), with schema.org's or GoodRelations'
/// words. https://www.w3.org/TR/rdfa-lite/
std::vector<Evidence> ReadRdfa(const Document& document, const SourceHints& hints);

}  // namespace pricecrew
