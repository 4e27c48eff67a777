#pragma once

#include <vector>

#include "common/html/document.h"
#include "worker/evidence.h"

namespace pricecrew {

/// The products that a page marks by classes: h-product (p-name, p-price) and hProduct (fn, price).
/// https://microformats.org/wiki/h-product
std::vector<Evidence> ReadMicroformats(const Document& document, const SourceHints& hints);

}  // namespace pricecrew
