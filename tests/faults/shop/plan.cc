#include "tests/faults/shop/plan.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "tests/shop/market.h"
#include "tests/shop/vocabulary.h"

namespace pricecrew::shop {
namespace {

constexpr std::size_t kPageSize = 10;
constexpr std::size_t kFewest = 4;  // on a page: fewer would leave it to taste whether that is a list
constexpr std::uint64_t kCategoryStream = 0xca7e6087;

// A category for which nobody waits long: its host asks for a second between two requests.
bool IsSlow(const Host& host) { return host.robots == Robots::kCrawlDelay; }

void ThrowKind(PlannedCategory& planned, const Host& host, Dice& dice) {
  struct Kind {
    std::size_t weight;
    Chain chain;
    Trouble trouble;
    std::size_t troubled_page;
  };
  constexpr std::array<Kind, 12> kKinds{{{55, Chain::kNormal, Trouble::kNone, 1},
                                         {7, Chain::kEndless, Trouble::kNone, 1},
                                         {7, Chain::kSame, Trouble::kNone, 1},
                                         {7, Chain::kSelfNext, Trouble::kNone, 1},
                                         {8, Chain::kNormal, Trouble::kHeals, 1},
                                         {3, Chain::kNormal, Trouble::kResetHeals, 2},
                                         {3, Chain::kNormal, Trouble::kLimitSeconds, 1},
                                         {3, Chain::kNormal, Trouble::kBusyDate, 2},
                                         {2, Chain::kNormal, Trouble::kNotFound, 1},
                                         {2, Chain::kNormal, Trouble::kCorruptGzip, 2},
                                         {2, Chain::kNormal, Trouble::kRedirectLoop, 1},
                                         {1, Chain::kNormal, Trouble::kCrash, 2}}};
  std::size_t thrown = dice.Below(100);
  for (const Kind& kind : kKinds) {
    if (IsSlow(host)) return;
    planned.chain = kind.chain;
    planned.trouble = kind.trouble;
    planned.troubled_page = kind.troubled_page;
    if (thrown < kind.weight) return;
    thrown -= kind.weight;
  }
}

std::size_t ProductsOf(Chain chain, const Host& host, Dice& dice) {
  if (IsSlow(host)) return 5;
  if (chain == Chain::kSame) return 5;
  if (chain == Chain::kSelfNext) return 8;
  return kPageSize * (1 + dice.Below(3)) + kFewest + dice.Below(kPageSize - kFewest + 1);
}

}  // namespace

std::string ListingPath(std::uint64_t category, std::size_t page) {
  return page == 1 ? fmt::format("/c/{}", category) : fmt::format("/c/{}?page={}", category, page);
}

std::optional<ProductNumber> ParseProductPath(std::string_view path) {
  const std::size_t last = path.rfind('-');
  if (last == std::string_view::npos || last == 0) return std::nullopt;
  const std::size_t first = path.rfind('-', last - 1);
  if (first == std::string_view::npos) return std::nullopt;
  ProductNumber number;
  const char* end = path.data() + path.size();
  const auto category = std::from_chars(path.data() + first + 1, path.data() + last, number.category);
  const auto index = std::from_chars(path.data() + last + 1, end, number.index);
  if (category.ec != std::errc() || index.ec != std::errc() || index.ptr != end) return std::nullopt;
  return number;
}

Dice Plan::DiceFor(const Host& host, std::uint64_t number, std::uint64_t index) const {
  std::uint64_t stream = 1469598103934665603U;
  for (const char c : host.name) stream = (stream ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return Dice(Dice(seed_ ^ stream, number).Next(), index);
}

PlannedCategory Plan::CategoryAt(const Host& host, std::uint64_t number) const {
  Dice dice = DiceFor(host, number, kCategoryStream);
  PlannedCategory planned;
  ThrowKind(planned, host, dice);
  planned.tries = 1 + dice.Below(2);
  Category& category = planned.category;
  category.index = number;
  category.name = fmt::format("Lamps {}", number);
  category.path = ListingPath(number, 1);
  category.piece = "Lamp";
  category.market = &Markets().front();
  category.markup = dice.Pick(
      std::array{Markup::kJsonLd, Markup::kMicrodata, Markup::kMeta, Markup::kPlain, Markup::kJsonLdGraph});
  category.products = ProductsOf(planned.chain, host, dice);
  category.pages = (category.products + kPageSize - 1) / kPageSize;
  return planned;
}

PlannedProduct Plan::ProductAt(const Host& host, ProductNumber number) const {
  Dice dice = DiceFor(host, number.category, number.index);
  PlannedProduct planned;
  planned.trouble = ThrowTrouble(dice);
  planned.tries = planned.trouble == Trouble::kStallHeals ? 1 : 1 + dice.Below(2);
  planned.members = dice.Chance(8);
  ShopProduct& product = planned.product;
  product.index = number.index;
  product.path =
      fmt::format("/{}/lamp-{}-{}", planned.members ? "members" : "p", number.category, number.index);
  product.name = fmt::format("{} {} Lamp {} {} {}", dice.Pick(Brands()), dice.Pick(Series()),
                             host.name.substr(8), number.category, number.index);
  product.price = static_cast<std::int64_t>(400 + dice.Below(200'000));
  product.stock = Stock::kInStock;
  product.category = number.category;
  return planned;
}

std::vector<PlannedProduct> Plan::Listing(const Host& host, std::uint64_t number, std::size_t page) const {
  const PlannedCategory planned = CategoryAt(host, number);
  const bool whole = planned.chain == Chain::kSame || planned.chain == Chain::kSelfNext;
  const bool endless = planned.chain == Chain::kEndless;
  const std::size_t size = endless ? 4 : kPageSize;
  const std::size_t begin = whole ? 0 : (page - 1) * size;
  const std::size_t end = endless ? begin + size : std::min(planned.category.products, begin + size);
  std::vector<PlannedProduct> products;
  for (std::size_t i = begin; i < end; ++i) products.push_back(ProductAt(host, {number, i}));
  return products;
}

std::optional<std::string> Plan::Next(const PlannedCategory& planned, std::size_t page) {
  const std::uint64_t number = planned.category.index;
  if (planned.chain == Chain::kSelfNext) return ListingPath(number, page);
  if (planned.chain == Chain::kNormal && page >= planned.category.pages) return std::nullopt;
  return ListingPath(number, page + 1);
}

}  // namespace pricecrew::shop
