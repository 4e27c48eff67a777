#pragma once

#include <string_view>

#include "common/html/tokenizer.h"

namespace pricecrew {

/// What a tree builder knows of an element by its name in lower case.
/// https://html.spec.whatwg.org/#parsing-main-inhtml

/// How the text within the element is read; kData for nearly all. Scripting is off, so noscript holds markup.
ContentModel TextOf(std::string_view name);

/// svg and math.
bool IsForeignRoot(std::string_view name);

/// Tags that end svg or math content around them.
bool EndsForeignContent(std::string_view name);

}  // namespace pricecrew
