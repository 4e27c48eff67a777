#pragma once

#include <vector>

#include "producer/item_list.h"
#include "producer/page_outline.h"

namespace pricecrew {

/// The items of the page's microdata ItemList, or of its Product elements where it has several, by their
/// `itemprop=url`, in order (https://html.spec.whatwg.org/#microdata).
std::vector<ListedItem> MicrodataItems(const Outline& outline);

}  // namespace pricecrew
