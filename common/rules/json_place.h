#pragma once

#include <string_view>

#include "common/domain/mistake.h"
#include "common/rules/rules.h"

namespace pricecrew {

/// "ld+json"; a selector of scripts by their attributes ("script#data", "script[type='application/json']");
/// or the name of a variable ("__NEXT_DATA__", "window.__STATE__", "shop.page.product").
Checked<JsonPlace> ParseJsonPlace(std::string_view text);

}  // namespace pricecrew
