#pragma once

#include <string_view>

namespace pricecrew {

/// True where the form of an absolute URL is one that shops use for a single product: a part named "product",
/// "item", "dp", "p" or the like, a product_id, or a long number in its last part. A hint, never a proof.
bool LooksLikeProductUrl(std::string_view url);

/// True where a class or an itemtype says "product", "item", "article" or the like.
bool HasProductWord(std::string_view name);

}  // namespace pricecrew
