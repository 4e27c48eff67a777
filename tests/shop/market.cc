#include "tests/shop/market.h"

#include <fmt/format.h>

#include <array>

namespace pricecrew::shop {
namespace {

constexpr Phrases kEnglish{.add_to_cart = "Add to cart",
                           .in_stock = "In stock",
                           .out_of_stock = "Out of stock",
                           .pre_order = "Pre-order now",
                           .next = "Next",
                           .related = "Customers also bought",
                           .regular_price = "Was",
                           .free_shipping = "Free shipping over {}",
                           .details = "Details",
                           .reviews = "Reviews",
                           .adjective = "Folding"};
constexpr Phrases kGerman{.add_to_cart = "In den Warenkorb",
                          .in_stock = "Auf Lager",
                          .out_of_stock = "Nicht vorrätig",
                          .pre_order = "Jetzt vorbestellen",
                          .next = "Weiter",
                          .related = "Das könnte Ihnen auch gefallen",
                          .regular_price = "Statt",
                          .free_shipping = "Versandkostenfrei ab {}",
                          .details = "Technische Daten",
                          .reviews = "Bewertungen",
                          .adjective = "Großer"};
constexpr Phrases kFrench{.add_to_cart = "Ajouter au panier",
                          .in_stock = "En stock",
                          .out_of_stock = "Rupture de stock",
                          .pre_order = "Précommander",
                          .next = "Suivant",
                          .related = "Vous aimerez aussi",
                          .regular_price = "Prix conseillé",
                          .free_shipping = "Livraison offerte dès {}",
                          .details = "Caractéristiques",
                          .reviews = "Avis",
                          .adjective = "Léger"};
constexpr Phrases kJapanese{.add_to_cart = "カートに入れる",
                            .in_stock = "在庫あり",
                            .out_of_stock = "在庫切れ",
                            .pre_order = "予約する",
                            .next = "次へ",
                            .related = "おすすめ商品",
                            .regular_price = "通常価格",
                            .free_shipping = "{}以上で送料無料",
                            .details = "商品の仕様",
                            .reviews = "レビュー",
                            .adjective = "軽量"};
constexpr Phrases kSwedish{.add_to_cart = "Lägg i varukorgen",
                           .in_stock = "I lager",
                           .out_of_stock = "Slut i lager",
                           .pre_order = "Förhandsboka",
                           .next = "Nästa",
                           .related = "Andra köpte också",
                           .regular_price = "Ord. pris",
                           .free_shipping = "Fri frakt över {}",
                           .details = "Specifikationer",
                           .reviews = "Omdömen",
                           .adjective = "Hållbar"};

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr std::string_view kNarrowSpace = "\u202f";
constexpr std::string_view kApostrophe = "\u2019";

constexpr std::array<Market, 7> kMarkets{{
    {"en-US", "USD", 2, 1, "$", "", ",", ".", false, kEnglish},
    {"de-DE", "EUR", 2, 1, "", "\u00a0€", ".", ",", false, kGerman},
    {"en-GB", "GBP", 2, 1, "£", "", ",", ".", false, kEnglish},
    {"ja-JP", "JPY", 0, 150, "¥", "", ",", "", false, kJapanese},
    {"sv-SE", "SEK", 2, 10, "", "\u00a0kr", kNoBreakSpace, ",", true, kSwedish},
    {"de-CH", "CHF", 2, 1, "CHF ", "", kApostrophe, ".", false, kGerman},
    {"fr-FR", "EUR", 2, 1, "", "\u00a0€", kNarrowSpace, ",", false, kFrench},
}};

std::string Grouped(std::int64_t whole, std::string_view separator) {
  std::string digits = fmt::to_string(whole);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, separator);
  return digits;
}

}  // namespace

std::span<const Market> Markets() { return kMarkets; }

std::string DecimalAmount(const Market& market, std::int64_t minor) {
  if (market.minor_digits == 0) return fmt::to_string(minor);
  return fmt::format("{}.{:02}", minor / 100, minor % 100);
}

std::string ShownAmount(const Market& market, std::int64_t minor) {
  const std::int64_t per_unit = market.minor_digits == 0 ? 1 : 100;
  const std::string whole = Grouped(minor / per_unit, market.group);
  const bool whole_only = market.minor_digits == 0 || (market.hides_zero_minor && minor % per_unit == 0);
  if (whole_only) return fmt::format("{}{}{}", market.prefix, whole, market.suffix);
  return fmt::format("{}{}{}{:02}{}", market.prefix, whole, market.decimal, minor % per_unit, market.suffix);
}

std::string FreeShippingLine(const Market& market) {
  const std::int64_t minor = 50 * market.units_per_dollar * (market.minor_digits == 0 ? 1 : 100);
  return fmt::format(fmt::runtime(market.phrases.free_shipping), ShownAmount(market, minor));
}

}  // namespace pricecrew::shop
