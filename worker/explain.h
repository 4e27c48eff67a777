#pragma once

#include <string>

#include "common/html/page.h"

namespace pricecrew {

/// How Extract came to its answer on a page, for a person: every candidate for name and price, where it was
/// found, what it weighed and why it won or lost. Lines of text. Pure.
std::string ExplainProduct(const Page& page);

}  // namespace pricecrew
