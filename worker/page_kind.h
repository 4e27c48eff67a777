#pragma once

#include <string>

#include "worker/page_sources.h"

namespace pricecrew {

/// Why a page is none of a product, in one word: "listing", "about_another", "no_name", "no_price". Empty
/// where it is one.
std::string WhyNoProduct(const PageSources& page);

}  // namespace pricecrew
