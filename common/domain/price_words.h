#pragma once

#include "common/domain/word_list.h"

/// Words of shops all over the world that tell what a number beside them is: in lower case (see LowerCase),
/// spaces single. Where a word stands, and what it says:
namespace pricecrew::price_words {

const WordList& From();          ///< before: "from", "ab": the lowest of several prices
const WordList& UpTo();          ///< before: "up to", "bis": the highest
const WordList& Former();        ///< before: "was", "UVP": asked earlier, or by others
const WordList& Saving();        ///< before: "save", "Rabatt": what a buyer does not pay
const WordList& Label();         ///< before: "price", "only": a price follows
const WordList& Shipping();      ///< "shipping", "Versand"
const WordList& FreeShipping();  ///< "versandkostenfrei", "送料無料"
const WordList& Free();          ///< "free", "gratis"
const WordList& Over();  ///< before: "over", "ab": with words of shipping, the least that must be bought
const WordList& OverBehind();  ///< behind: "以上", "ve üzeri": the same by itself
const WordList& Threshold();   ///< before: "orders over": the same by itself
const WordList& Part();  ///< before: "payments of", "Grundpreis", "3 or more": part of a price, or its rate
const WordList& BareRate();      ///< behind: "monthly", "mtl."
const WordList& CountBehind();   ///< behind a bare number: a number of things
const WordList& BetweenStart();  ///< before a range of And(): "between"
const WordList& And();           ///< "and"
const WordList& FromBehind();    ///< behind: "and up", "から"
const WordList& UpToBehind();    ///< behind: "まで"
const WordList& SavingBehind();  ///< behind: "off", "gespart"
const WordList& Per();           ///< behind: "/", "per", "pro"
const WordList& RateUnit();      ///< behind Per(): "kg", "month"
const WordList& PriceBehind();   ///< behind a bare number: "incl.", "each": goes on about a price
const WordList& Between();       ///< between two amounts: "-", "to", "bis"
const WordList& Hundredth();     ///< behind digits that follow a sign: "kop.", "bani"
const WordList& Millions();      ///< behind: "bn", "Mrd.": no price of a product

const WordList& TaxName();     ///< "VAT", "MwSt.", "ДДС"
const WordList& WithTax();     ///< beside TaxName(): "incl.", "s"
const WordList& WithoutTax();  ///< beside TaxName(): "excl.", "bez"
const WordList& Gross();       ///< "TTC", "税込": with tax by itself
const WordList& Net();         ///< "HT", "税抜": without it

const WordList& Lowest();  ///< "lowest price": with "30" and Day(), what the law has shops tell of the past
const WordList& Day();     ///< "days", "dni"

}  // namespace pricecrew::price_words
