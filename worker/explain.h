#pragma once

#include <string>

#include "common/html/page.h"
#include "common/rules/rules.h"

namespace pricecrew {

/// How Extract came to its answer on a page, for a person: every candidate for name and price, where it was
/// found, what it weighed and why it won or lost. Lines of text. Pure.
std::string ExplainProduct(const Page& page);

/// What the rules for the page's host found, which wins over all that.
std::string ExplainRules(const Page& page, const Rules& rules);

}  // namespace pricecrew
