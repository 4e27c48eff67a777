#include "aggregator/output/price_stats.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace pricecrew {
namespace {

__extension__ using Wide = __int128;

Wide Scaled(const Decimal& value, int scale) {
  Wide digits = value.digits;
  for (int i = value.scale; i < scale; ++i) digits *= 10;
  return digits;
}

std::string Text(Wide digits, int scale) {
  const bool negative = digits < 0;
  std::string text;
  for (Wide left = negative ? -digits : digits; left > 0; left /= 10)
    text.push_back(static_cast<char>('0' + static_cast<int>(left % 10)));
  while (text.size() <= static_cast<std::size_t>(scale)) text.push_back('0');
  std::reverse(text.begin(), text.end());
  if (scale > 0) text.insert(text.size() - static_cast<std::size_t>(scale), 1, '.');
  return negative ? "-" + text : text;
}

std::string Mean(const Decimal& left, const Decimal& right) {
  const int scale = std::max(left.scale, right.scale);
  const Wide sum = Scaled(left, scale) + Scaled(right, scale);
  return sum % 2 == 0 ? Text(sum / 2, scale) : Text(sum * 5, scale + 1);
}

PriceRange RangeOf(const std::string& currency, std::vector<Decimal> prices) {
  std::sort(prices.begin(), prices.end());
  const std::size_t middle = prices.size() / 2;
  const bool odd = prices.size() % 2 == 1;
  return {currency, prices.size(), prices.front().ToString(),
          odd ? prices[middle].ToString() : Mean(prices[middle - 1], prices[middle]),
          prices.back().ToString()};
}

}  // namespace

void PriceStats::Add(const ProductRow& row) {
  const auto [place, added] = places_.try_emplace(row.category_url, categories_.size());
  if (added) categories_.push_back({row.category_url, 0, {}});
  Category& category = categories_[place->second];
  ++category.products;
  const std::optional<Decimal> price =
      row.product.price ? ParseDecimal(*row.product.price) : std::optional<Decimal>();
  if (price) category.prices[row.product.currency.value_or("")].push_back(*price);
}

std::vector<CategoryPrices> PriceStats::Categories() const {
  std::vector<CategoryPrices> all;
  for (const Category& category : categories_) {
    all.push_back({category.url, category.products, {}});
    for (const auto& [currency, prices] : category.prices)
      all.back().prices.push_back(RangeOf(currency, prices));
  }
  return all;
}

std::vector<PriceRange> PriceStats::All() const {
  Prices joined;
  for (const Category& category : categories_)
    for (const auto& [currency, prices] : category.prices)
      joined[currency].insert(joined[currency].end(), prices.begin(), prices.end());
  std::vector<PriceRange> all;
  for (auto& [currency, prices] : joined) all.push_back(RangeOf(currency, std::move(prices)));
  return all;
}

}  // namespace pricecrew
