#pragma once

#include <string_view>

#include "common/html/document.h"

namespace pricecrew {

/// What a page is that stands in the way of the one that was asked for: "blocked" (a bot check, a refusal),
/// "login", "consent" (cookies, an age check), "needs_script" (next to nothing without its scripts). Empty
/// for any other page. For pages on which nothing else was found: the words of a wall also occur on pages
/// that are none. Pure; linear in the size of the page.
std::string_view WallOf(const SketchedPage& page);

}  // namespace pricecrew
