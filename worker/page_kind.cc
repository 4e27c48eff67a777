#include "worker/page_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/ascii.h"
#include "common/domain/lower_case.h"
#include "common/domain/money.h"
#include "common/domain/number_text.h"
#include "worker/price_vote.h"
#include "worker/title.h"

namespace pricecrew {
namespace {

constexpr std::size_t kManyCards = 3;  // a page that shows as many other products may be a list of them

std::string_view Trimmed(std::string_view text, std::string_view marks) {
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

bool IsSoldOut(std::optional<Availability> availability) {
  return availability == Availability::kOutOfStock || availability == Availability::kDiscontinued;
}

const Evidence* MainOf(const PageSources& page, Source wanted) {
  for (const SourceEvidence& source : page.sources)
    if (source.source == wanted && source.main) return &*source.main;
  return nullptr;
}

bool HasNumber(const PageSources& page, const Evidence& product) {
  return product.sku || product.gtin || page.seen.identifiers > 0;
}

// Some shops call a category a product, from its cheapest to its dearest one.
bool IsCategory(const PageSources& page, const Evidence& product) {
  return product.price && product.high_price && product.variants.size() < 2 &&
         page.seen.cards >= kManyCards && !HasNumber(page, product) && !page.seen.has_buy_button &&
         !ShowsInOwnPlace(page.seen, *product.price);
}

// A product without a price: on request, or to be had for nothing.
bool IsOffered(const PageSources& page, const Evidence& product) {
  constexpr double kSame = 0.6;
  return TitleLikeness(product.name, page.seen.product.name) >= kSame &&
         (HasNumber(page, product) || page.seen.has_buy_button || page.seen.is_on_request);
}

// Structured data that names one product, and its price or its lack of stock.
bool IsDescribedWell(const PageSources& page) {
  return std::ranges::any_of(page.sources, [&](const SourceEvidence& source) {
    if (!source.main || source.source == Source::kState || IsCategory(page, *source.main)) return false;
    return source.main->price || IsSoldOut(source.main->availability) || page.seen.cards < kManyCards ||
           IsOffered(page, *source.main);
  });
}

// "/", "/de/", "/en-gb"
bool IsHomePage(const Url& url) {
  if (url.query && !url.query->empty()) return false;
  const std::string_view name = Trimmed(url.path, "/");
  const bool is_language = name.size() == 2 || (name.size() == 5 && (name[2] == '-' || name[2] == '_'));
  return name.empty() || (is_language && std::ranges::none_of(name, IsAsciiDigit));
}

// A page of the shop itself, by its heading.
bool IsShopHeading(std::string_view heading) {
  static constexpr std::array<std::string_view, 62> kWhole{"deals",
                                                           "today's deals",
                                                           "today's best deals",
                                                           "daily deals",
                                                           "sale",
                                                           "special offers",
                                                           "offers",
                                                           "new arrivals",
                                                           "best sellers",
                                                           "bestsellers",
                                                           "top deals",
                                                           "angebote",
                                                           "sonderangebote",
                                                           "promotions",
                                                           "ofertas",
                                                           "offerte",
                                                           "soldes",
                                                           "promocje",
                                                           "outlet",
                                                           "aanbiedingen",
                                                           "404",
                                                           "cart",
                                                           "your cart",
                                                           "my cart",
                                                           "shopping cart",
                                                           "shopping bag",
                                                           "your bag",
                                                           "basket",
                                                           "your basket",
                                                           "checkout",
                                                           "wishlist",
                                                           "my wishlist",
                                                           "compare",
                                                           "faq",
                                                           "my account",
                                                           "log in",
                                                           "login",
                                                           "sign in",
                                                           "warenkorb",
                                                           "einkaufswagen",
                                                           "kasse",
                                                           "merkzettel",
                                                           "panier",
                                                           "mon panier",
                                                           "votre panier",
                                                           "commande",
                                                           "carrito",
                                                           "tu carrito",
                                                           "carrello",
                                                           "carrinho",
                                                           "meu carrinho",
                                                           "koszyk",
                                                           "tw\u00F3j koszyk",
                                                           "winkelwagen",
                                                           "winkelmand",
                                                           "varukorg",
                                                           "kundvagn",
                                                           "handlekurv",
                                                           "indk\u00F8bskurv",
                                                           "sepetim",
                                                           "versandkosten",
                                                           "shipping"};
  static constexpr std::array<std::string_view, 16> kBeginnings{
      "v\u00FDsledky hled",  "wyniki wyszuk",  "s\u00F6kresultat",
      "zoekresultaten",      "page not found", "404 ",
      "not found",           "search results", "search:",
      "results for",         "suchergebnis",   "r\u00E9sultats de",
      "resultados de b",     "risultati d",    "page introuvable",
      "seite nicht gefunden"};
  const std::string lower = LowerCase(Trimmed(heading, " .!:?"));
  return std::ranges::find(kWhole, lower) != kWhole.end() ||
         std::ranges::any_of(kBeginnings, [&](std::string_view one) { return lower.starts_with(one); });
}

// The heading and the title speak of the same thing.
bool IsTitled(const PageSources& page) {
  constexpr double kAlike = 0.35;
  return !page.seen.product.name.empty() && TitleLikeness(page.seen.product.name, page.title) >= kAlike;
}

// "$60 · Lamp", "Lamp - $60": a price that a mark sets apart from the words of its heading.
bool IsSetApart(std::string_view heading) {
  constexpr std::size_t kLongestLabel = 20;
  const std::string plain = PlainNumerals(heading);
  const std::vector<FoundPrice> prices = FindPrices(plain, {});
  heading = plain;
  if (prices.size() != 1 || prices.front().end > heading.size()) return false;
  constexpr std::array<std::string_view, 5> kApart{"-", "|", "\u00B7", "\u2013", "\u2014"};
  const std::string_view before = Trimmed(heading.substr(0, prices.front().begin), " ");
  const std::string_view behind = Trimmed(heading.substr(prices.front().end), " ");
  return std::ranges::any_of(kApart, [&](std::string_view mark) {
    return (before.size() <= kLongestLabel && behind.starts_with(mark)) ||
           (behind.empty() && before.ends_with(mark));
  });
}

// A price that stands by the heading, and in no card.
bool HasPriceOfItsOwn(const PageSources& page) {
  constexpr double kGood = 6.1;
  constexpr double kFair = 4.5;  // where few other products are shown, and it is called a price
  const VisibleEvidence& seen = page.seen;
  if (!seen.chosen) return false;
  const VisiblePrice& price = seen.prices[*seen.chosen];
  if (price.in_heading && !IsSetApart(price.text)) return false;  // a headline that speaks of money
  const double needed = seen.cards < kManyCards && price.named ? kFair : kGood;
  return price.score >= needed && IsTitled(page);
}

}  // namespace

std::string WhyNoProduct(const PageSources& page) {
  if (IsDescribedWell(page) || page.meta.product.price) return {};
  if (page.heads_elsewhere) return "about_another";
  if (IsHomePage(page.url) && page.seen.cards >= kManyCards) return "home";
  const bool of_the_shop =
      IsShopHeading(page.seen.product.name) && (IsTitled(page) || page.seen.identifiers == 0);
  if (of_the_shop) return "of_the_shop";
  const VisibleEvidence& seen = page.seen;
  const bool buyable = seen.has_buy_button || seen.identifiers > 0 || seen.is_clear || page.meta.is_typed ||
                       seen.product.availability.has_value() || MainOf(page, Source::kState) != nullptr;
  if (seen.sorts_by_price && seen.identifiers == 0) return "listing";
  if (seen.product.price && (buyable || HasPriceOfItsOwn(page))) return {};
  if (MainOf(page, Source::kState) != nullptr && seen.cards < kManyCards) return {};
  const bool numbered =
      seen.identifiers > 1 || seen.has_unique_number || (seen.identifiers > 0 && seen.product.availability);
  if ((numbered || seen.is_on_request) && IsTitled(page) && !seen.product.price) return {};
  if (seen.cards >= kManyCards) return "listing";
  return seen.product.name.empty() ? "no_name" : "no_price";
}

}  // namespace pricecrew
