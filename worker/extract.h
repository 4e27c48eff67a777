#pragma once

#include <string>
#include <variant>

#include "common/domain/product.h"
#include "common/html/page.h"

namespace pricecrew {

/// The page is none of a product; `reason` is one word ("no_name", "listing", "not_html", ...).
struct NotAProduct {
  std::string reason;
};

/// The page is not the one that was asked for, or nothing can be read from it; `reason` is one word: "empty",
/// or a wall's ("blocked", "login", "consent", "needs_script"; see common/html/wall.h).
struct Unreadable {
  std::string reason;
};

using Extraction = std::variant<Product, NotAProduct, Unreadable>;

/// What a product page says of its product. Pure; linear in the size of the page; never fails otherwise.
Extraction Extract(const Page& page);

}  // namespace pricecrew
