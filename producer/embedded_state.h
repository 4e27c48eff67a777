#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/html/page_scan.h"
#include "producer/item_list.h"

namespace pricecrew {

/// The products of the data from which a page's scripts fill its grid: `script type="application/json"`
/// (Next.js, Nuxt and others) and objects that a script assigns. Of all arrays of objects that each have a
/// name, an address and a price the longest one, unless it is called one of related products. An address may
/// be a bare slug. `html` is the page that `scripts` are of. Linear; large states are passed over.
std::vector<ListedItem> ProductsInState(std::string_view html, const std::vector<ScriptText>& scripts);

}  // namespace pricecrew
