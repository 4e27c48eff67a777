#pragma once

#include <vector>

#include "common/html/document.h"
#include "worker/evidence.h"

namespace pricecrew {

/// The products that a page describes by microdata (itemscope, itemtype, itemprop) and that are not part of
/// another item, in order. https://html.spec.whatwg.org/multipage/microdata.html
std::vector<Evidence> ReadMicrodata(const Document& document, const SourceHints& hints);

}  // namespace pricecrew
