#pragma once

#include <string>
#include <string_view>

#include "common/domain/url.h"

namespace pricecrew {

/// True where the form of an absolute URL is one that shops use for a single product: a part named "product",
/// "item", "dp", "p" or the like, a product_id, or a long number in its last part. A hint, never a proof.
bool LooksLikeProductUrl(std::string_view url);

/// True where a part of the URL's path or query is a word for a product: the surer half of
/// LooksLikeProductUrl.
bool NamesProduct(std::string_view url);

/// True where `page` is about the one product at `url` (its reviews, its questions, its pictures): its
/// address holds the product's number or the last part of its path.
bool IsSubjectOf(const Url& page, std::string_view url);

/// What the URLs of one kind of page in a shop have in common: the URL with what holds digits, and the last
/// part of the path, left open ("/book/*", "/index.php?route=product/product&id=#").
std::string UrlKind(std::string_view url);

/// Where a page stands in its shop: the URL's path without its last part, what holds digits left open, and
/// the names of its parameters.
std::string UrlFolder(std::string_view url);

/// True where a card's class says "product" in some language, or its itemtype is schema.org's Product.
bool IsMarkedProduct(std::string_view class_attribute, std::string_view item_type);

/// True where a class or an itemtype says "product", "item", "article" or the like.
bool HasProductWord(std::string_view name);

}  // namespace pricecrew
