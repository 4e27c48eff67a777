#pragma once

#include <span>
#include <string_view>

/// Words of shops all over the world that tell what a number beside them is: in lower case (see LowerCase),
/// spaces single. Where a word stands, and what it says:
namespace pricecrew::price_words {

using List = std::span<const std::string_view>;

List From();          ///< before: "from", "ab": the lowest of several prices
List UpTo();          ///< before: "up to", "bis": the highest
List Former();        ///< before: "was", "UVP": asked earlier, or by others
List Saving();        ///< before: "save", "Rabatt": what a buyer does not pay
List Label();         ///< before: "price", "only": a price follows
List Shipping();      ///< "shipping", "Versand"
List FreeShipping();  ///< "versandkostenfrei", "送料無料"
List Free();          ///< "free", "gratis"
List Over();          ///< before: "over", "ab": with words of shipping, the least that must be bought
List OverBehind();    ///< behind: "以上", "ve üzeri": the same by itself
List Threshold();     ///< before: "orders over": the same by itself
List Part();          ///< before: "payments of", "Grundpreis": part of a price, or its rate
List BareRate();      ///< behind: "monthly", "mtl."
List CountBehind();   ///< behind a bare number: a number of things
List BetweenStart();  ///< before a range of And(): "between"
List And();           ///< "and"
List FromBehind();    ///< behind: "and up", "から"
List UpToBehind();    ///< behind: "まで"
List SavingBehind();  ///< behind: "off", "gespart"
List Per();           ///< behind: "/", "per", "pro"
List RateUnit();      ///< behind Per(): "kg", "month"
List PriceBehind();   ///< behind a bare number: "incl.", "each": goes on about a price
List Between();       ///< between two amounts: "-", "to", "bis"
List Hundredth();     ///< behind digits that follow a sign: "kop.", "bani"

}  // namespace pricecrew::price_words
