#include "tests/shop/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "tests/shop/dice.h"
#include "tests/shop/vocabulary.h"

namespace pricecrew::shop {
namespace {

std::string Slug(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool upper = c >= 'A' && c <= 'Z';
    if (lower) slug += c;
    if (upper) slug += static_cast<char>(c - 'A' + 'a');
    if (!lower && !upper && !slug.empty() && slug.back() != '-') slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

char CheckDigit(std::string_view twelve_digits) {
  int sum = 0;
  for (std::size_t i = 0; i < twelve_digits.size(); ++i)
    sum += (twelve_digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string Gtin(std::size_t index, Dice& dice) {
  std::string digits = fmt::format("{:03}{:09}", 400 + dice.Below(40), (index * 7 + 1234) % 1'000'000'000);
  digits += CheckDigit(digits);
  return digits;
}

std::int64_t Price(const Market& market, Dice& dice) {
  constexpr std::array<std::int64_t, 4> kEndings{99, 0, 95, 50};
  // Three of four cost up to 200 dollars, the others up to 2,400, so that thousands are grouped now and then.
  const std::size_t dollars = dice.Chance(75) ? 4 + dice.Below(196) : 200 + dice.Below(2200);
  const std::int64_t whole = static_cast<std::int64_t>(dollars) * market.units_per_dollar;
  const std::int64_t ending = dice.Pick(kEndings);
  return market.minor_digits == 0 ? whole + ending - ending % 10 : whole * 100 + ending;
}

std::int64_t RegularPrice(const Market& market, std::int64_t price, Dice& dice) {
  const std::int64_t raised = price * static_cast<std::int64_t>(110 + dice.Below(50)) / 100;
  return market.minor_digits == 0 ? raised + 10 : raised / 100 * 100 + 100;
}

std::string Name(const Category& category, std::string_view brand, Dice& dice) {
  std::string name = fmt::format("{} {} ", brand, dice.Pick(Series()));
  if (dice.Chance(30)) name += fmt::format("{} ", category.market->phrases.adjective);
  name += fmt::format("{} {}", category.piece, 100 + dice.Below(900));
  if (dice.Chance(40)) name += fmt::format(" {}", dice.Pick(Variants()));
  return name;
}

Stock PickStock(Dice& dice) {
  const std::size_t throw_of_100 = dice.Below(100);
  if (throw_of_100 < 12) return Stock::kOutOfStock;
  return throw_of_100 < 15 ? Stock::kPreOrder : Stock::kInStock;
}

void AddDetails(ShopProduct& product, const Market& market, std::string_view brand, Dice& dice) {
  product.stock = PickStock(dice);
  product.brand = std::string(brand);
  product.image = fmt::format("/img/{}.svg", product.index + 1);
  if (dice.Chance(30)) product.regular_price = RegularPrice(market, product.price, dice);
  if (dice.Chance(85)) product.sku = fmt::format("{:.2}-{:05}", Slug(brand), product.index + 1);
  if (dice.Chance(60)) product.gtin = Gtin(product.index, dice);
}

constexpr std::array kMarkups{Markup::kJsonLd, Markup::kMicrodata, Markup::kMeta, Markup::kPlain,
                              Markup::kJsonLdGraph};
constexpr std::array kPagings{Paging::kLinkRel, Paging::kNextText, Paging::kNumbers};

Paging PagingOf(ListingStyle style, std::size_t index) {
  switch (style) {
    case ListingStyle::kNumbered:
    case ListingStyle::kScript:
      return Paging::kNumbers;
    case ListingStyle::kLoadMore:
      return Paging::kLoadMore;
    case ListingStyle::kMixed:
      break;
  }
  return kPagings[index % kPagings.size()];
}

Category MakeCategory(const CatalogueOptions& options, std::size_t index) {
  const Goods& goods = AllGoods()[index % AllGoods().size()];
  const std::size_t round = index / AllGoods().size();
  Category category;
  category.index = index;
  category.name = round == 0 ? std::string(goods.category) : fmt::format("{} {}", goods.category, round + 1);
  category.path = "/c/" + Slug(category.name);
  category.piece = std::string(goods.piece);
  category.market = &Markets()[index % Markets().size()];
  category.markup = kMarkups[index % kMarkups.size()];
  category.paging = PagingOf(options.listing, index);
  category.filled_by_script = options.listing == ListingStyle::kScript;
  category.products = (options.products + options.categories - 1 - index) / options.categories;
  category.pages = std::max<std::size_t>(1, (category.products + options.page_size - 1) / options.page_size);
  return category;
}

}  // namespace

std::string_view ToString(Markup markup) {
  switch (markup) {
    case Markup::kJsonLd:
      return "json-ld";
    case Markup::kJsonLdGraph:
      return "json-ld-graph";
    case Markup::kMicrodata:
      return "microdata";
    case Markup::kMeta:
      return "meta";
    case Markup::kPlain:
      break;
  }
  return "plain";
}

std::string_view ToString(Stock stock) {
  switch (stock) {
    case Stock::kInStock:
      return "InStock";
    case Stock::kOutOfStock:
      return "OutOfStock";
    case Stock::kPreOrder:
      break;
  }
  return "PreOrder";
}

Catalogue::Catalogue(CatalogueOptions options) : options_(options) {
  options_.categories = std::max<std::size_t>(1, options_.categories);
  options_.page_size = std::max<std::size_t>(1, options_.page_size);
  categories_.reserve(options_.categories);
  for (std::size_t i = 0; i < options_.categories; ++i) categories_.push_back(MakeCategory(options_, i));
}

bool Catalogue::bare() const { return options_.page_bytes != 0 && options_.page_bytes < kBarePageBytes; }

ShopProduct Catalogue::ProductAt(std::size_t index) const {
  const Category& category = categories_[index % categories_.size()];
  const std::size_t position = index / categories_.size();
  Dice dice(options_.seed, index);
  const std::string_view brand = dice.Pick(Brands());
  ShopProduct product;
  product.index = index;
  product.name = Name(category, brand, dice);
  product.path = fmt::format("/p/{}-{}", Slug(product.name), index + 1);
  product.price = Price(*category.market, dice);
  product.category = category.index;
  product.page = position / options_.page_size + 1;
  product.rank = position % options_.page_size + 1;
  if (!bare()) AddDetails(product, *category.market, brand, dice);
  return product;
}

std::optional<ShopProduct> Catalogue::FindProduct(std::string_view path) const {
  const std::size_t dash = path.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  std::size_t number = 0;
  std::from_chars(path.data() + dash + 1, path.data() + path.size(), number);
  if (number < 1 || number > options_.products) return std::nullopt;
  ShopProduct product = ProductAt(number - 1);
  if (product.path != path) return std::nullopt;
  return product;
}

const Category* Catalogue::FindCategory(std::string_view path) const {
  const auto found =
      std::find_if(categories_.begin(), categories_.end(), [&](const Category& c) { return c.path == path; });
  return found == categories_.end() ? nullptr : &*found;
}

std::vector<ShopProduct> Catalogue::Listing(const Category& category, std::size_t page) const {
  std::vector<ShopProduct> products;
  if (page < 1 || page > category.pages) return products;
  const std::size_t end = std::min(category.products, page * options_.page_size);
  for (std::size_t position = (page - 1) * options_.page_size; position < end; ++position) {
    products.push_back(ProductAt(category.index + position * categories_.size()));
  }
  return products;
}

std::vector<ShopProduct> Catalogue::Related(const ShopProduct& product, std::size_t count) const {
  const Category& category = categories_[product.category];
  const std::size_t position = product.index / categories_.size();
  std::vector<ShopProduct> related;
  for (std::size_t step = 1; step <= count && step < category.products; ++step) {
    const std::size_t other = (position + step) % category.products;
    related.push_back(ProductAt(category.index + other * categories_.size()));
  }
  return related;
}

}  // namespace pricecrew::shop
