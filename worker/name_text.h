#pragma once

#include <string>
#include <string_view>

#include "common/html/document.h"

namespace pricecrew {

/// The text of a heading as a reader sees it: without what styles hide ("sr-only") and without buttons.
std::string NameText(Node node);

/// A product's name without what shops put around it: a price in front ("$60 · Skate board"), an article
/// number behind, words before what the page's title says is the whole name.
std::string CleanName(std::string_view name, std::string_view title);

}  // namespace pricecrew
