#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <string>

#include "common/domain/money.h"

namespace pricecrew {
namespace {

struct Case {
  const char* text;
  const char* amount;
  const char* currency;
};

std::string Shown(const std::optional<PriceText>& price) {
  return price ? price->amount + " " + price->currency.value_or("-") : "none";
}

void ExpectAll(std::initializer_list<Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(Shown(ParsePrice(c.text, {})), std::string(c.amount) + " " + c.currency) << c.text;
}

void ExpectNone(std::initializer_list<const char*> texts) {
  for (const char* text : texts) {
    EXPECT_EQ(Shown(ParsePrice(text, {})), "none") << text;
    EXPECT_TRUE(FindPrices(text, {}).empty()) << text;
  }
}

TEST(WorldPrices, OfEurope) {
  ExpectAll({{"1.099,00 €", "1099.00", "EUR"},
             {"€ 12,50", "12.50", "EUR"},
             {"€12.50", "12.50", "EUR"},
             {"12€50", "12.50", "EUR"},
             {"12 € 50", "12.50", "EUR"},
             {"1 299,99 €", "1299.99", "EUR"},
             {"1\u202f299,99\u00a0€", "1299.99", "EUR"},
             {"12,– €", "12", "EUR"},
             {"€ 12,-", "12", "EUR"},
             {"€ 12,—", "12", "EUR"},
             {"12.- CHF", "12", "CHF"},
             {"CHF 12.–", "12", "CHF"},
             {"CHF 1'234.50", "1234.50", "CHF"},
             {"Fr. 1’234.50", "1234.50", "CHF"},
             {"1´234.50 SFr.", "1234.50", "CHF"},
             {"EUR 2.879,20", "2879.20", "EUR"},
             {"2879.2 EUR", "2879.2", "EUR"},
             {"£1,234.56", "1234.56", "GBP"},
             {"GBP 5", "5", "GBP"},
             {"kr 1 299:-", "1299", "SEK"},
             {"1 299:-", "1299", "SEK"},
             {"1.299,95 kr.", "1299.95", "DKK"},
             {"NOK 1 299,00", "1299.00", "NOK"},
             {"12.990 kr. ISK", "12990", "DKK"},
             {"1 299,00 zł", "1299.00", "PLN"},
             {"49,99 PLN", "49.99", "PLN"},
             {"12 zł 50 gr", "12.50", "PLN"},
             {"1 299 Kč", "1299", "CZK"},
             {"1 299,- Kč", "1299", "CZK"},
             {"12 990 Ft", "12990", "HUF"},
             {"12.990 Ft", "12990", "HUF"},
             {"1.299,99 lei", "1299.99", "RON"},
             {"5 lei 50 bani", "5.50", "RON"},
             {"24,90 лв.", "24.90", "BGN"},
             {"1 299,00 ₴", "1299.00", "UAH"},
             {"1299 грн", "1299", "UAH"},
             {"1 299 ₽", "1299", "RUB"},
             {"100 руб. 50 коп.", "100.50", "RUB"},
             {"12,50 р.", "12.50", "RUB"},
             {"1.299,00 RSD", "1299.00", "RSD"},
             {"2.499 дин.", "2499", "RSD"},
             {"1.250,00 KM", "1250.00", "BAM"},
             {"1.290 ден", "1290", "MKD"},
             {"1.299,99 ₺", "1299.99", "TRY"},
             {"₺1.299,99", "1299.99", "TRY"},
             {"1.299,99 TL", "1299.99", "TRY"},
             {"12,50 ευρώ", "12.50", "EUR"},
             {"100,00 kn", "100.00", "HRK"},
             {"100,00 HRK", "100.00", "HRK"},
             {"12.50 Br", "12.50", "BYN"},
             {"1 200 Lekë", "1200", "ALL"},
             {"25,90 ₾", "25.90", "GEL"},
             {"12 500 ֏", "12500", "AMD"},
             {"25,50 ₼", "25.50", "AZN"}});
}

TEST(WorldPrices, OfTheAmericas) {
  ExpectAll({{"$1,099.00", "1099.00", "USD"},
             {"USD 12.00", "12.00", "USD"},
             {"US$ 12", "12", "USD"},
             {"$12.99 USD", "12.99", "USD"},
             {"$12.99 CAD", "12.99", "CAD"},
             {"$ 1,299.00 MXN", "1299.00", "MXN"},
             {"$12.990 CLP", "12990", "CLP"},
             {"C$ 12.50", "12.50", "CAD"},
             {"CA$12.50", "12.50", "CAD"},
             {"12,50 $", "12.50", "USD"},
             {"MX$ 1,234.50", "1234.50", "MXN"},
             {"R$ 1.234,56", "1234.56", "BRL"},
             {"R$1.234", "1234", "BRL"},
             {"S/ 12.90", "12.90", "PEN"},
             {"S/. 1,234.50", "1234.50", "PEN"},
             {"CLP$ 24.990", "24990", "CLP"},
             {"COP 129.900", "129900", "COP"},
             {"AR$ 12.345,67", "12345.67", "ARS"},
             {"$U 1.290", "1290", "UYU"},
             {"Bs. 12,50", "12.50", "BOB"},
             {"₲ 150.000", "150000", "PYG"},
             {"Gs. 150.000", "150000", "PYG"},
             {"₡12.500", "12500", "CRC"},
             {"Q150.00", "150.00", "GTQ"},
             {"L 250.00", "250.00", "HNL"},
             {"RD$ 1,250.00", "1250.00", "DOP"},
             {"B/. 12.50", "12.50", "PAB"},
             {"J$1,500", "1500", "JMD"},
             {"TT$ 99.95", "99.95", "TTD"}});
}

TEST(WorldPrices, OfAsia) {
  ExpectAll({{"¥1,980 (税込)", "1980", "JPY"},
             {"1,980円(税込)", "1980", "JPY"},
             {"￥1,980", "1980", "CNY"},
             {"¥１，９８０", "1980", "JPY"},
             {"3万円", "30000", "JPY"},
             {"1.5万円", "15000", "JPY"},
             {"1万5,000円", "15000", "JPY"},
             {"税込 2,178 円", "2178", "JPY"},
             {"价格：¥128.00", "128.00", "JPY"},
             {"128元", "128", "CNY"},
             {"RMB 128.50", "128.50", "CNY"},
             {"NT$1,280", "1280", "TWD"},
             {"NT$ 1,280 元", "1280", "TWD"},
             {"HK$ 1,280.00", "1280.00", "HKD"},
             {"12,000원", "12000", "KRW"},
             {"₩12,000", "12000", "KRW"},
             {"3만원", "30000", "KRW"},
             {"1.299.000 ₫", "1299000", "VND"},
             {"1.299.000đ", "1299000", "VND"},
             {"฿1,290.00", "1290.00", "THB"},
             {"1,290 บาท", "1290", "THB"},
             {"๑,๒๙๐ บาท", "1290", "THB"},
             {"Rp 150.000", "150000", "IDR"},
             {"Rp150.000,00", "150000.00", "IDR"},
             {"Rp 150rb", "150000", "IDR"},
             {"Rp. 1,5 juta", "1500000", "IDR"},
             {"RM 1,299.90", "1299.90", "MYR"},
             {"S$ 12.50", "12.50", "SGD"},
             {"₱1,299.00", "1299.00", "PHP"},
             {"Php 1,299", "1299", "PHP"},
             {"₹1,23,456.00", "123456.00", "INR"},
             {"Rs. 1,299", "1299", "INR"},
             {"Rs.1,299/-", "1299", "INR"},
             {"₹ 2 lakh", "200000", "INR"},
             {"১২৩ ৳", "123", "BDT"},
             {"৳ ১,২৩৪", "1234", "BDT"},
             {"₹ १,२३४", "1234", "INR"},
             {"रु. १२३", "123", "NPR"},
             {"රු. 1,250.00", "1250.00", "LKR"},
             {"12 500 ₸", "12500", "KZT"},
             {"120 000 so'm", "120000", "UZS"},
             {"25 000₮", "25000", "MNT"},
             {"៛ 40,000", "40000", "KHR"},
             {"A$ 12.95", "12.95", "AUD"},
             {"NZ$ 12.95", "12.95", "NZD"}});
}

TEST(WorldPrices, OfTheMiddleEastAndAfrica) {
  ExpectAll({{"د.إ 12.50", "12.50", "AED"},
             {"١٬٢٣٤٫٥٠ ر.س", "1234.50", "SAR"},
             {"\u200f١٢٣٫٥٠\u00a0ر.س.\u200f", "123.50", "SAR"},
             {"AED 1,299.00", "1299.00", "AED"},
             {"SAR 99", "99", "SAR"},
             {"99 ريال", "99", "SAR"},
             {"KWD 12.345", "12.345", "KWD"},
             {"1,250 KWD", "1250", "KWD"},
             {"12.500 د.ك", "12.500", "KWD"},
             {"12,500 TND", "12.500", "TND"},
             {"25,000 IQD", "25000", "IQD"},
             {"25.000 IQD", "25000", "IQD"},
             {"2.500 د.ج", "2500", "DZD"},
             {"₪ 129.90", "129.90", "ILS"},
             {"129.90 ש\"ח", "129.90", "ILS"},
             {"۱۵۷٬۰۰۰ تومان", "157000", "IRR"},
             {"E£ 1,250", "1250", "EGP"},
             {"250 ج.م", "250", "EGP"},
             {"R 1 299,00", "1299.00", "ZAR"},
             {"R1,299.00", "1299.00", "ZAR"},
             {"₦12,500.00", "12500.00", "NGN"},
             {"KSh 1,250", "1250", "KES"},
             {"TSh 25,000/=", "25000", "TZS"},
             {"GH₵ 120.00", "120.00", "GHS"},
             {"12 500 FCFA", "12500", "XOF"},
             {"250 DH", "250", "MAD"}});
}

TEST(WorldPrices, SetApartInPieces) {
  ExpectAll({{"$ 19 . 99", "19.99", "USD"},
             {"19 ,99 €", "19.99", "EUR"},
             {"$119. 95", "119.95", "USD"},
             {"Price: $15.95/mo", "15.95", "USD"},
             {"$426.20/EA", "426.20", "USD"}});
}

TEST(WorldPrices, BesideOtherNumbers) {
  ExpectAll({{"Save $10! Now $39.99", "39.99", "USD"},
             {"$39.99 (save $10)", "39.99", "USD"},
             {"39,99 € statt 49,99 €", "39.99", "EUR"},
             {"UVP 49,99 € 39,99 €", "39.99", "EUR"},
             {"de R$ 50,00 por R$ 39,90", "39.90", "BRL"},
             {"R$ 499,00 ou 12 x R$ 41,58", "499.00", "BRL"},
             {"499 € oder 12 Raten à 41,58 €", "499", "EUR"},
             {"2,99 € (1 kg = 5,98 €)", "2.99", "EUR"},
             {"2,99 € / 5,98 €/kg", "2.99", "EUR"},
             {"$3.99 ($0.25 / Fl Oz)", "3.99", "USD"},
             {"$24.99 Free shipping over $49", "24.99", "USD"},
             {"24,90 € zzgl. 4,95 € Versand", "24.90", "EUR"},
             {"Free Shipping $24.99", "24.99", "USD"},
             {"4.5 out of 5 $12.00", "12.00", "USD"},
             {"-20% 15,00 €", "15.00", "EUR"},
             {"%20 indirim 150 TL", "150", "TRY"},
             {"50% off $30", "30", "USD"},
             {"Nike Air Max 90 $129.00", "129.00", "USD"},
             {"Gluten free from $5", "5", "USD"},
             {"5 € à l'unité", "5", "EUR"},
             {"$5 a t-shirt", "5", "USD"},
             {"$12 in 2 days", "12", "USD"},
             {"Vinho do Porto 12,50 €", "12.50", "EUR"},
             {"nur 12,50", "12.50", "-"},
             {"Preis: 12,50", "12.50", "-"}});
}

TEST(WorldPrices, AreNotWhatIsSaved) {
  ExpectNone({"save $10 - $20",
              "save $10",
              "You save: $10.00 (20%)",
              "$10 off",
              "Sie sparen 10 €",
              "10 € Rabatt",
              "10 € gespart",
              "économisez 10 €",
              "10 € de réduction",
              "ahorra 10 €",
              "10 € de descuento",
              "risparmi 10 €",
              "sconto 10 €",
              "economize R$ 10,00",
              "bespaar € 10",
              "spara 100 kr",
              "oszczędzasz 10 zł",
              "ušetříte 100 Kč",
              "скидка 100 руб",
              "экономия 100 ₽",
              "100 TL indirim",
              "500円引き",
              "500円OFF",
              "save up to $50",
              "bis zu 50 € sparen",
              "立减50元",
              "خصم 50 ر.س"});
}

TEST(WorldPrices, AreNotWhatShippingCosts) {
  ExpectNone({"free shipping over $49",
              "Free shipping on orders over $49",
              "free delivery from £25",
              "Spend $50, get free shipping",
              "Versandkostenfrei ab 50 €",
              "ab 50 € versandkostenfrei",
              "Gratisversand ab 29 €",
              "livraison gratuite dès 50 €",
              "livraison offerte à partir de 49 €",
              "envío gratis desde 30 €",
              "spedizione gratuita da 49 €",
              "frete grátis acima de R$ 199",
              "gratis verzending vanaf € 50",
              "fri frakt över 499 kr",
              "darmowa dostawa od 200 zł",
              "doprava zdarma nad 1 000 Kč",
              "бесплатная доставка от 2000 руб",
              "送料無料 5,000円以上",
              "满199元包邮",
              "150 TL ve üzeri ücretsiz kargo",
              "Shipping: $5.99",
              "+ $5.99 shipping",
              "Versand 4,95 €",
              "zzgl. 4,95 € Versand",
              "frais de port 4,90 €",
              "送料 500円"});
}

TEST(WorldPrices, AreNotPartsAndRates) {
  ExpectNone({"$5 - $8/mo",        "12 x 49,90",
              "12x R$ 49,90",      "12 x de R$ 49,90",
              "4 payments of $25", "4 interest-free payments of $5",
              "12 Raten à 20 €",   "$5/mo",
              "$5 / month",        "$5 per month",
              "5 €/Monat",         "mtl. 5 €/Monat",
              "5 € par mois",      "5 €/mes",
              "99 kr/mån",         "499 Kč měsíčně",
              "990円/月",          "月額980円",
              "per 100 g",         "0,99 €/100 g",
              "1,20 € / 100 ml",   "(1 kg = 5,98 €)",
              "100 g = 1,20 €",    "5,98 €/kg",
              "$3.99 / lb",        "$0.25 / Fl Oz",
              "$0.25/oz",          "12 € le kg",
              "25 zł/kg",          "199 ₽/кг",
              "£1.20 per litre",   "¥500/100g"});
}

TEST(WorldPrices, AreNotOtherNumbers) {
  ExpectNone({"12/05/2024",
              "2024-05-12",
              "12.05.2024",
              "12:30",
              "12 May 2024",
              "May 12, 2024",
              "since 1998",
              "2024 Collection",
              "25%",
              "25 %",
              "%25",
              "-25%",
              "25٪",
              "+49 30 1234567",
              "0800 123 456",
              "(030) 1234567",
              "Call 555 1234",
              "4006381333931",
              "500 g",
              "1.5 kg",
              "Peso 12.5 kg",
              "Peso: 10,1 kg",
              "1 249 Kč/měs.",
              "10 x 20 cm",
              "10x20x30",
              "Size 42",
              "EU 38",
              "Größe 42",
              "27\"",
              "5 °C",
              "256GB",
              "iPhone 12",
              "WH-1000XM4",
              "Model 884",
              "SKU: 12345",
              "No. 5",
              "4.5 out of 5",
              "4.5/5",
              "4,5 von 5",
              "4.5 ★",
              "123 reviews",
              "12 Bewertungen",
              "5 stars",
              "3 items",
              "Only 3 left",
              "12 months",
              "30 days",
              "Code 0815",
              "#5",
              "3D",
              "5G",
              "(123)",
              "4.5 (123)"});
}

TEST(WorldPrices, AreNoMillions) {
  ExpectNone({"$4.2bn", "$4.2 billion in sales", "€4,2 Mrd.", "$3 millions", "€ 12 mln", "₽5 млрд"});
  ExpectAll({{"$4.2 million", "4200000", "USD"}, {"Rp 1,5 juta", "1500000", "IDR"}});
}

TEST(WorldPrices, AreNoPricesOfSeveral) {
  for (const char* text :
       {"3 or more $8.00", "10 oder mehr 7,50 €", "5 ou plus : 4,00 €", "3 أو أكثر 1199 د.إ"})
    EXPECT_TRUE(FindPrices(text, {}).empty()) << text;
}

TEST(WorldPrices, AreNoModelNames) {
  ExpectNone({"Floor mats for RS 6", "RS 3"});
  EXPECT_EQ(Shown(ParsePrice("RS 6", {.region = "IN"})), "6 INR");
  EXPECT_EQ(Shown(ParsePrice("RS 6", {.currency = "PKR"})), "6 PKR");
  ExpectAll({{"Rs 6", "6", "INR"}, {"RS 600", "600", "INR"}});
}

struct Told {
  const char* text;
  const char* price;
  PriceRole role;
  const char* highest;
  const char* former;
};

TEST(ReadPrices, TellsRangesFromAndFormerApart) {
  constexpr Told kCases[] = {
      {"$10 - $20", "10", PriceRole::kLowest, "20", ""},
      {"$10-20", "10", PriceRole::kLowest, "20", ""},
      {"10 - 20 €", "10", PriceRole::kLowest, "20", ""},
      {"841,00 zł – 995,00 zł", "841.00", PriceRole::kLowest, "995.00", ""},
      {"$10.00 to $20.00", "10.00", PriceRole::kLowest, "20.00", ""},
      {"10 € bis 20 €", "10", PriceRole::kLowest, "20", ""},
      {"de 10 € à 20 €", "10", PriceRole::kLowest, "20", ""},
      {"от 100 до 200 руб.", "100", PriceRole::kLowest, "200", ""},
      {"1,980円～2,980円", "1980", PriceRole::kLowest, "2980", ""},
      {"between $10 and $20", "10", PriceRole::kLowest, "20", ""},
      {"from $10", "10", PriceRole::kLowest, "", ""},
      {"From: $10", "10", PriceRole::kLowest, "", ""},
      {"ab 12,99 €", "12.99", PriceRole::kLowest, "", ""},
      {"à partir de 12,99 €", "12.99", PriceRole::kLowest, "", ""},
      {"desde 12,99 €", "12.99", PriceRole::kLowest, "", ""},
      {"a partire da 7,32 €", "7.32", PriceRole::kLowest, "", ""},
      {"Pris från 172 kr", "172", PriceRole::kLowest, "", ""},
      {"od 99 zł", "99", PriceRole::kLowest, "", ""},
      {"от 990 ₽", "990", PriceRole::kLowest, "", ""},
      {"1,980円から", "1980", PriceRole::kLowest, "", ""},
      {"12 990 Ft-tól", "12990", PriceRole::kLowest, "", ""},
      {"starting at $5", "5", PriceRole::kLowest, "", ""},
      {"up to $99", "99", PriceRole::kHighest, "", ""},
      {"Was $120.00 Now $60.00", "60.00", PriceRole::kAsked, "", "120.00"},
      {"39,99 € statt 49,99 €", "39.99", PriceRole::kAsked, "", "49.99"},
      {"avant 20 €", "20", PriceRole::kFormer, "", ""},
      {"50 - $2.00", "2.00", PriceRole::kAsked, "", ""},
      {"$20 - $10", "20", PriceRole::kAsked, "", ""},
      {"129 € -20 €", "129", PriceRole::kAsked, "", ""},
  };
  for (const Told& c : kCases) {
    const auto read = ReadPrices(c.text, {});
    ASSERT_TRUE(read) << c.text;
    EXPECT_EQ(read->price.amount, c.price) << c.text;
    EXPECT_EQ(read->role, c.role) << c.text;
    EXPECT_EQ(read->highest ? read->highest->amount : "", c.highest) << c.text;
    EXPECT_EQ(read->former ? read->former->amount : "", c.former) << c.text;
  }
}

TEST(ReadPrices, TellsTheLowestPriceOfThirtyDays) {
  for (const char* text :
       {"Alin hinta 30 pv: 499,00 €", "Lägsta pris 30 dagar: 1 399 kr",
        "Niedrigster Preis der letzten 30 Tage: 9 €", "Najniższa cena z 30 dni przed obniżką: 1 099,00 zł",
        "Prix le plus bas des 30 derniers jours : 9 €", "Prezzo più basso degli ultimi 30 giorni: 9 €",
        "Precio más bajo en 30 días: 9 €", "Nejnižší cena za 30 dní: 990 Kč",
        "Laagste prijs afgelopen 30 dagen: € 9", "Cel mai mic preț din ultimele 30 zile: 9 lei",
        "Najniža cijena u 30 dana: 9 €", "Lowest price in 30 days: $9", "30-day lowest price: $9"}) {
    const auto read = ReadPrices(text, {});
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->role, PriceRole::kFormer) << text;
  }
  const auto both = ReadPrices("Lägsta pris 30 dagar 1 399 kr, nu 1 299 kr", {});
  EXPECT_EQ(both->price.amount, "1299");
  EXPECT_EQ(both->former->amount, "1399");
  for (const char* text : {"30 day lowest price guarantee: $9", "Returns within 30 days. Price: $9"})
    EXPECT_EQ(ReadPrices(text, {})->role, PriceRole::kAsked) << text;
}

TEST(ReadPrices, SharesTheSignOfARange) {
  EXPECT_EQ(ReadPrices("10 - 20 €", {})->price.currency, "EUR");
  EXPECT_EQ(ReadPrices("$10-20", {})->highest->currency, "USD");
  const auto found = FindPrices("10 - 20 €", {});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].role, PriceRole::kLowest);
  EXPECT_EQ(found[1].role, PriceRole::kHighest);
}

TEST(ReadCurrency, NamesTheCurrencyOfATextWithoutPrice) {
  EXPECT_EQ(ReadCurrency("Free shipping over $49", {.region = "CA"}).currency, "CAD");
  EXPECT_EQ(ReadCurrency("", {.currency_text = "in EUR"}).currency_text, "EUR");
  EXPECT_EQ(ReadCurrency("on request", {.currency_text = "Preis"}).currency_text, "");
}

}  // namespace
}  // namespace pricecrew
