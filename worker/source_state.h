#pragma once

#include <vector>

#include "worker/evidence.h"
#include "worker/script_values.h"

namespace pricecrew {

/// The things with a name and a price in what a page hands to its scripts, as GA4, data layers, Shopify,
/// WooCommerce, Magento and shops' own stores write them; in order. Which of them is the page's own product
/// is for others to say; a price box of Magento's and a list of WooCommerce's variations have no name.
std::vector<Evidence> ReadState(const std::vector<ScriptValue>& values, const SourceHints& hints);

}  // namespace pricecrew
