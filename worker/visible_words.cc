#include "worker/visible_words.h"

#include <array>
#include <string>

#include "common/html/ascii.h"
#include "worker/phrase_index.h"

namespace pricecrew {
namespace {

constexpr std::string_view kBuy[] = {"add to cart",
                                     "add to bag",
                                     "add to basket",
                                     "add to trolley",
                                     "buy now",
                                     "buy it now",
                                     "place bid",
                                     "fai un'offerta",
                                     "offerta ora",
                                     "jetzt bieten",
                                     "enchérir",
                                     "hacer una oferta",
                                     "pre-order",
                                     "in den warenkorb",
                                     "in den einkaufswagen",
                                     "jetzt kaufen",
                                     "zum warenkorb",
                                     "ajouter au panier",
                                     "acheter",
                                     "añadir al carrito",
                                     "añadir a la cesta",
                                     "agregar al carro",
                                     "agregar a la bolsa",
                                     "comprar",
                                     "aggiungi al carrello",
                                     "acquista",
                                     "do koszyka",
                                     "kup teraz",
                                     "do košíka",
                                     "do košíku",
                                     "kúpiť",
                                     "koupit",
                                     "v košarico",
                                     "u košaricu",
                                     "adaugă în coș",
                                     "adauga in cos",
                                     "cumpără",
                                     "в корзину",
                                     "купить",
                                     "в кошик",
                                     "купити",
                                     "себетке",
                                     "lägg i varukorg",
                                     "köp",
                                     "læg i kurv",
                                     "legg i handlekurv",
                                     "lisää ostoskoriin",
                                     "kosárba",
                                     "カートに入れる",
                                     "加入購物車",
                                     "立即購買",
                                     "加入购物车",
                                     "立即购买",
                                     "立即結帳",
                                     "장바구니",
                                     "أضف",
                                     "pievienot",
                                     "ielikt grozā",
                                     "pirkt",
                                     "in winkelwagen",
                                     "in winkelmand",
                                     "sepete ekle",
                                     "καλάθι",
                                     "thêm vào giỏ",
                                     "osta",
                                     "dodaj u",
                                     "naruči",
                                     "kupi"};

constexpr std::string_view kOutOfStock[] = {"out of stock",
                                            "sold out",
                                            "currently unavailable",
                                            "temporarily unavailable",
                                            "not available",
                                            "no longer available",
                                            "ausverkauft",
                                            "nicht auf lager",
                                            "derzeit nicht verfügbar",
                                            "momentan nicht verfügbar",
                                            "nicht lieferbar",
                                            "rupture de stock",
                                            "actuellement indisponible",
                                            "indisponible",
                                            "épuisé",
                                            "agotado",
                                            "no disponible",
                                            "sin stock",
                                            "non disponibile",
                                            "esaurito",
                                            "нет в наличии",
                                            "немає в наявності",
                                            "brak w magazynie",
                                            "niedostępny",
                                            "vyprodáno",
                                            "vypredané",
                                            "nedostupné",
                                            "ni na zalogi",
                                            "utsolgt",
                                            "slutsåld",
                                            "udsolgt",
                                            "uitverkocht",
                                            "niet op voorraad",
                                            "esgotado",
                                            "stoc epuizat",
                                            "tükendi",
                                            "在庫切れ",
                                            "已售完",
                                            "缺貨",
                                            "売り切れ",
                                            "품절",
                                            "غير متوفر"};

constexpr std::string_view kInStock[] = {"in stock",
                                         "auf lager",
                                         "sofort lieferbar",
                                         "lieferbar",
                                         "en stock",
                                         "disponibile",
                                         "disponibilità immediata",
                                         "disponible",
                                         "в наличии",
                                         "є в наявності",
                                         "w magazynie",
                                         "dostępny",
                                         "skladem",
                                         "na sklade",
                                         "na zalogi",
                                         "på lager",
                                         "i lager",
                                         "op voorraad",
                                         "em estoque",
                                         "em stock",
                                         "in stoc",
                                         "în stoc",
                                         "in magazzino",
                                         "stokta",
                                         "在庫あり",
                                         "現貨",
                                         "有货",
                                         "متوفر",
                                         "available"};

constexpr std::string_view kOther[] = {
    "excl",           "exkl",          "ex vat",       "ex. vat",         "ex tax",         "brez ddv",
    "bez dph",        "bez vat",       "ohne mwst",    "netto",           "hors tax",       "shipping",
    "delivery",       "postage",       "versand",      "livraison",       "envío",          "envio",
    "spedizione",     "dostaw",        "doprava",      "доставк",         "free on orders", "orders over",
    "save",           "saving",        "spar",         "économ",          "ahorr",          "risparmi",
    "oszcz",          "ušetř",         "скидка",       "coupon",          "voucher",        "gutschein",
    "cashback",       "month",         "/mo",          "monat",           "mois",           "al mes",
    "mensual",        "mese",          "měsíc",        "instalment",      "installment",    "cuota",
    "ratenzahlung",   "raty",          "rata ",        "в месяц",         "рассрочк",       "кредит",
    "payments of",    "interest-free", "finance",      "deposit",         "points",         "bonus",
    "punkte",         "gift card",     "discount",     "rabatt",          "tax:",           "trade-in",
    "trade in",       "warranty",      "insurance",    "protection plan", "service fee",    "cargo",
    "rebate",         "you pay",       "credit",       "used from",       "new from",       "subtotal",
    "importo",        "import fees",   "approx",       "approximately",   "circa",          "environ",
    "ungefähr",       "total price",   "options from", "optionen von",    "options à",      "opzioni da",
    "opciones desde", "pix",           "à vista",      "boleto",          "over $",         "under $"};

constexpr std::string_view kPriceName[] = {
    "price", "preis", "prix",  "precio", "pre\u00E7o", "prezzo", "cena", "prijs", "pris:", "hinta", "fiyat",
    "harga", "pre\u021B", "cijena", "kaina", "\u0446\u0435\u043D\u0430", "\u0446\u0456\u043D\u0430",
    "\u03C4\u03B9\u03BC\u03AE", "\u4FA1\u683C", "\u4EF7\u683C", "\u50F9\u683C", "\u552E\u4EF7", "\u552E\u50F9",
    "\uAC00\uACA9", "\uD310\uB9E4\uAC00", "gi\u00E1", "\u0627\u0644\u0633\u0639\u0631", "\u05DE\u05D7\u05D9\u05E8",
    "\u0E23\u0E32\u0E04\u0E32"};

constexpr std::string_view kUnit[] = {
    "/kg",      "/ kg",   "/100",    "/ 100",   "/l ",      "/l)",     "/ l)",   "/liter",
    "/litre",   "per kg", "per 100", "pro 100", "pro kg",   "pro l",   "je 100", "je kg",
    "/count",   "/ounce", "/fl oz",  "/oz",     " / count", "al kg",   "/m²",    "/ m²",
    "/m2",      "за кг",  "/unité",  "/unit",   "/stück",   "/ stück", "/ item", "/item",
    "per unit", "/ l ",   "/100ml",  "/foot",   "/sheet",   "/gram",   "/mètre", "/millilitre"};

constexpr std::string_view kFormer[] = {"was",
                                        "rrp",
                                        "msrp",
                                        "list price",
                                        "list:",
                                        "statt",
                                        "uvp",
                                        "regular",
                                        "before",
                                        "instead of",
                                        "prix conseillé",
                                        "prix barré",
                                        "antes",
                                        "avant",
                                        "precio anterior",
                                        "precio normal",
                                        "prezzo consigliato",
                                        "listino",
                                        "původní",
                                        "pôvodná",
                                        "pôvodne",
                                        "stara cena",
                                        "redna cena",
                                        "старая цена",
                                        "ordinarie",
                                        "tidligere",
                                        "adviesprijs",
                                        "precio recomendado",
                                        "precio internet normal",
                                        "prp",
                                        "unverb",
                                        "vorher",
                                        "pret vechi",
                                        "prețul",
                                        "typical"};

constexpr std::string_view kIdentifier[] = {"sku",           "upc",        "ean",
                                            "isbn",          "isbn-13",    "mpn",
                                            "asin",          "gtin",       "item no",
                                            "item number",   "item #",     "article number",
                                            "artikelnummer", "art.-nr",    "référence",
                                            "referencia",    "codice",     "product code",
                                            "model number",  "артикул",    "код товара",
                                            "код:",          "Код:",       "Код товара",
                                            "kod produktu",  "šifra",      "razpoložljivost",
                                            "katalogové",    "cod produs", "product type"};

// ASCII and Cyrillic, where labels are often written in capitals.
std::string LowerText(std::string_view text) {
  std::string lower = AsciiLower(text);
  for (std::size_t i = 0; i + 1 < lower.size(); ++i) {
    const auto second = static_cast<unsigned char>(lower[i + 1]);
    if (lower[i] != '\xD0' || second < 0x90 || second > 0xAF) continue;
    const bool second_half = second >= 0xA0;  // its lower case begins with 0xD1
    lower[i] = second_half ? '\xD1' : '\xD0';
    lower[i + 1] = static_cast<char>(second_half ? second - 0x20 : second + 0x20);
  }
  return lower;
}

constexpr std::size_t kLongestLabel = 60;
constexpr std::size_t kShortestState = 5;  // "in stock" and the like
constexpr std::size_t kLongestState = 80;

}  // namespace

Label ReadLabel(std::string_view text) {
  enum : std::uint32_t { kBuys = 1, kOut = 2, kIn = 4 };
  static const PhraseIndex phrases{{kBuys, kBuy}, {kOut, kOutOfStock}, {kIn, kInStock}};
  static const PhraseIndex identifiers(kIdentifier);
  if (text.empty() || text.size() > kLongestState) return {};
  const std::string lower = LowerText(text);
  const std::uint32_t meanings = phrases.MeaningsIn(lower);
  Label label;
  if (text.size() <= kLongestLabel) {
    label.buys = (meanings & kBuys) != 0;
    label.identifies = identifiers.HasWholeAtFront(lower);
  }
  if (text.size() < kShortestState) return label;
  if ((meanings & kOut) != 0)
    label.availability = Availability::kOutOfStock;
  else if ((meanings & kIn) != 0)
    label.availability = Availability::kInStock;
  return label;
}

bool SaysOtherAmount(std::string_view text) {
  static const PhraseIndex phrases(kOther);
  return phrases.HasBeginIn(LowerText(text));
}

bool SaysPrice(std::string_view text) {
  static const PhraseIndex phrases(kPriceName);
  return phrases.HasBeginIn(LowerText(text));
}

bool SaysUnitPrice(std::string_view text) {
  static const PhraseIndex phrases(kUnit);
  return phrases.HasBeginIn(LowerText(text) + " ");
}

bool SaysFormerPrice(std::string_view text) {
  static const PhraseIndex phrases(kFormer);
  return phrases.HasWholeIn(LowerText(text));
}

bool IsUniqueNumberLabel(std::string_view text) {
  constexpr static std::array<std::string_view, 4> kLabels{"ean", "isbn", "gtin", "asin"};
  static const PhraseIndex labels(kLabels);
  return labels.HasWholeAtFront(LowerText(text));
}

}  // namespace pricecrew
