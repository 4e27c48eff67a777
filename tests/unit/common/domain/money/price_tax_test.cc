#include "common/domain/price_tax.h"

#include <gtest/gtest.h>

#include <string>

#include "common/domain/lower_case.h"
#include "common/domain/money.h"

namespace pricecrew {
namespace {

TEST(PriceTax, TakesTheAmountWithTaxOfTwo) {
  struct Case {
    const char* text;
    const char* amount;
  };
  constexpr Case kCases[] = {
      {"3,980円(税込4,378円)", "4378"},
      {"3,980円（税込 4,378円）", "4378"},
      {"3,980円(税抜) 4,378円(税込)", "4378"},
      {"税込4,378円 税抜3,980円", "4378"},
      {"本体価格3,980円 税込4,378円", "4378"},
      {"100,00 € netto (119,00 € brutto)", "119.00"},
      {"119,00 € inkl. 19 % MwSt. / 100,00 € zzgl. MwSt.", "119.00"},
      {"12,00 € HT 14,40 € TTC", "14.40"},
      {"14,40 € TTC - 12,00 € HT", "14.40"},
      {"£10.00 ex VAT (£12.00 inc VAT)", "12.00"},
      {"Excl. btw: € 100,00 Incl. btw: € 121,00", "121.00"},
      {"499,00 € sin IVA | 598,80 € IVA incl.", "598.80"},
      {"2 388,43 Kč bez DPH 2 890 Kč s DPH", "2890"},
      {"100 zł netto 123 zł brutto", "123"},
      {"49 900 ₽ без НДС, 59 880 ₽ с НДС", "59880"},
  };
  for (const Case& c : kCases) {
    const auto found = FindPrices(c.text, {});
    ASSERT_EQ(found.size(), 1u) << c.text;
    EXPECT_EQ(found[0].price.amount, c.amount) << c.text;
    const auto read = ReadPrices(c.text, {});
    EXPECT_EQ(read->price.amount, c.amount) << c.text;
    EXPECT_FALSE(read->former) << c.text;
  }
}

TEST(PriceTax, LeavesOtherTwoPricesAlone) {
  for (const char* text : {"150 € statt 200 € inkl. MwSt.", "was £20.00 now £15.00 inc VAT", "£5.00 £6.00",
                           "150 € (statt 200 € inkl. MwSt.)", "€10.00 (excl. shipping) €12.00"})
    EXPECT_EQ(FindPrices(text, {}).size(), 2u) << text;
}

TEST(PriceTax, TellsTextsThatNameOnlyANetPrice) {
  for (const char* text :
       {"499 € sin IVA", "490 ₽ без НДС",      "100 лв. без ДДС",  "10 € χωρίς ΦΠΑ",   "100 Ft nettó",
        "100 Ft + áfa",  "100 TL KDV hariç",   "100 lei fără TVA", "100 kr utan moms", "100 kr ekskl. mva",
        "10 € veroton",  "10 € ALV 0 %",       "980円(税抜)",      "980円+税",         "12,00 € HT",
        "12,00 EUR HT",  "100 € IVA no incl.", "€ 10 excl.",       "100 ₪ לפני מע\"מ", "10 € hors taxe"})
    EXPECT_EQ(TaxIn(LowerCase(text)), Tax::kWithout) << text;
  for (const char* text : {"499 € IVA incl.", "12,00 € HT (14,40 € TTC)", "59 ₽ с НДС", "(税込980円)"})
    EXPECT_EQ(TaxIn(LowerCase(text)), Tax::kWith) << text;
  for (const char* text :
       {"Exclusive offer $20", "€ 10 excl. shipping", "Nettogewicht 500 g", "ht 20", "100 kr", ""})
    EXPECT_EQ(TaxIn(LowerCase(text)), Tax::kUnsaid) << text;
}

}  // namespace
}  // namespace pricecrew
