#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/shop/market.h"

namespace pricecrew::shop {

/// How a product page tells programs about its product.
enum class Markup { kJsonLd, kJsonLdGraph, kMicrodata, kMeta, kPlain };
std::string_view ToString(Markup markup);

/// How a listing leads to its next page: a `link rel=next` and bare numbers, a link in words, numbers with an
/// arrow, or a button from whose address a script loads more.
enum class Paging { kLinkRel, kNextText, kNumbers, kLoadMore };

/// How the shop's listings are built: each category in another way, or all alike. kScript: a script fills the
/// grid, and only structured data (an ItemList) and the script's own say what goes into it.
enum class ListingStyle { kMixed, kNumbered, kLoadMore, kScript };

enum class Stock { kInStock, kOutOfStock, kPreOrder };
/// schema.org's word: "InStock", "OutOfStock", "PreOrder".
std::string_view ToString(Stock stock);

struct CatalogueOptions {
  std::size_t products = 200;
  std::uint64_t seed = 1;
  std::size_t categories = 8;  ///< 1 or more
  std::size_t page_size = 20;  ///< products on a listing page; 1 or more
  ListingStyle listing = ListingStyle::kMixed;
  std::size_t page_bytes = 0;  ///< about how large a product page is; 0: as large as its furniture makes it
};

/// Below this many bytes a product page says no more than name, price and currency, and has no furniture.
inline constexpr std::size_t kBarePageBytes = 1'000;

struct Category {
  std::size_t index = 0;
  std::string name;
  std::string path;                ///< "/c/NAME"
  std::string piece;               ///< what one of its products is called
  const Market* market = nullptr;  ///< of Markets(), so never dangling
  Markup markup = Markup::kJsonLd;
  Paging paging = Paging::kLinkRel;
  bool filled_by_script = false;  ///< its grid is
  std::size_t products = 0;
  std::size_t pages = 1;  ///< listing pages; 1 where it is empty
};

/// One product, and all that its page says. An absent fact is said nowhere on the page.
struct ShopProduct {
  std::size_t index = 0;
  std::string path;                           ///< "/p/SLUG-NUMBER"
  std::string name;                           ///< may hold what HTML and JSON escape
  std::int64_t price = 0;                     ///< in minor units of the category's currency
  std::optional<std::int64_t> regular_price;  ///< higher than `price`
  std::optional<Stock> stock;
  std::optional<std::string> sku;
  std::optional<std::string> gtin;  ///< 13 digits, the last one their check digit
  std::optional<std::string> brand;
  std::optional<std::string> image;  ///< path
  std::size_t category = 0;
  std::size_t page = 1;  ///< of the category's listing, from 1
  std::size_t rank = 1;  ///< on that page, from 1

  /// True where the page says no more than name, price and currency; every other page says the stock.
  [[nodiscard]] bool bare() const { return !stock.has_value(); }
};

/// A seeded shop. Holds no products: each is made when asked for, always the same, so a million cost no
/// memory. Immutable, so it may be read from several threads.
class Catalogue {
 public:
  explicit Catalogue(CatalogueOptions options);

  [[nodiscard]] const CatalogueOptions& options() const { return options_; }
  [[nodiscard]] const std::vector<Category>& categories() const { return categories_; }
  /// True where product pages are bare (see kBarePageBytes).
  [[nodiscard]] bool bare() const;

  /// `index` is below options().products.
  [[nodiscard]] ShopProduct ProductAt(std::size_t index) const;
  /// By its whole path.
  [[nodiscard]] std::optional<ShopProduct> FindProduct(std::string_view path) const;
  [[nodiscard]] const Category* FindCategory(std::string_view path) const;
  /// The products of one listing page in their order; none beyond the last page.
  [[nodiscard]] std::vector<ShopProduct> Listing(const Category& category, std::size_t page) const;
  /// Up to `count` other products of the same category.
  [[nodiscard]] std::vector<ShopProduct> Related(const ShopProduct& product, std::size_t count) const;

 private:
  CatalogueOptions options_;
  std::vector<Category> categories_;
};

}  // namespace pricecrew::shop
