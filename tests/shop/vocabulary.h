#pragma once

#include <span>
#include <string_view>

namespace pricecrew::shop {

/// A kind of goods: what its category is called, and one piece of it.
struct Goods {
  std::string_view category;
  std::string_view piece;
};

/// Invented words that the seeded shop is made of. None of these lists is empty.
std::span<const Goods> AllGoods();
std::span<const std::string_view> Brands();
std::span<const std::string_view> Series();
/// Name endings, some of which need escaping in HTML or JSON.
std::span<const std::string_view> Variants();
/// Names of product properties, and values that fit none of them badly.
std::span<const std::string_view> PropertyNames();
std::span<const std::string_view> PropertyValues();
/// Whole sentences of buyers, without prices.
std::span<const std::string_view> ReviewSentences();

}  // namespace pricecrew::shop
