#include "worker/visible_words.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(VisibleWords, KnowsButtonsThatBuy) {
  for (const char* label :
       {"Add to Cart", "In den Warenkorb", "Ajouter au panier", "В корзину", "加入購物車"})
    EXPECT_TRUE(ReadLabel(label).buys) << label;
  for (const char* label : {"", "Search", "Read more"}) EXPECT_FALSE(ReadLabel(label).buys) << label;
}

TEST(VisibleWords, KnowsButtonsThatBuyAroundTheWorld) {
  for (const char* label : {"Beli Sekarang",
                            "Tambah ke Keranjang",
                            "เพิ่มลงตะกร้า",
                            "הוסף לסל",
                            "افزودن به سبد خرید",
                            "Добави в количката",
                            "Купи",
                            "Setja í körfu",
                            "Mua ngay",
                            "Adicionar ao carrinho",
                            "Satın Al",
                            "カゴに入れる",
                            "ご購入手続きへ",
                            "바로구매",
                            "اضافة للسلة",
                            "До кошика",
                            "Tilføj til kurv",
                            "Add to order",
                            "In den Korb",
                            "Dodaj do koszyka"})
    EXPECT_TRUE(ReadLabel(label).buys) << label;
  for (const char* label : {"Satin alloy lamp", "Покупки", "Sacola de couro", "Købmand"})
    EXPECT_FALSE(ReadLabel(label).buys) << label;
}

TEST(VisibleWords, ReadsCapitalsOfAllScripts) {
  for (const char* label :
       {"AÑADIR AL CARRITO", "DO KOŠÍKU", "KÖP", "ΚΑΛΆΘΙ", "ΚΑΛΑΘΙ", "КУПИТЬ", "SEPETE EKLE"})
    EXPECT_TRUE(ReadLabel(label).buys) << label;
}

TEST(VisibleWords, KnowsAvailabilityAroundTheWorld) {
  for (const char* label : {"Stok: Tersedia", "В наличност", "В наявності", "Á lager", "Còn hàng", "Skladom"})
    EXPECT_EQ(ReadLabel(label).availability, Availability::kInStock) << label;
  for (const char* label : {"Stok habis", "Tidak tersedia", "Stokta yok", "Není skladem", "Ikke på lager",
                            "ناموجود", "אזל מהמלאי", "ไม่มีสินค้า", "Hết hàng", "在庫なし", "Uppselt"})
    EXPECT_EQ(ReadLabel(label).availability, Availability::kOutOfStock) << label;
  for (const char* label : {"Pre-order", "Available for pre-order", "Jetzt vorbestellen", "Précommander"})
    EXPECT_EQ(ReadLabel(label).availability, Availability::kPreOrder) << label;
  EXPECT_EQ(ReadLabel("Sold out. Pre-order").availability, Availability::kOutOfStock);
  EXPECT_EQ(ReadLabel("Pre-order items ship apart from all others.").availability, std::nullopt);
}

TEST(VisibleWords, KnowsAvailability) {
  EXPECT_EQ(ReadLabel("In stock (20 available)").availability, Availability::kInStock);
  EXPECT_EQ(ReadLabel("Currently unavailable.").availability, Availability::kOutOfStock);
  EXPECT_EQ(ReadLabel("Nicht auf Lager").availability, Availability::kOutOfStock);
  EXPECT_EQ(ReadLabel("Red lamp").availability, std::nullopt);
}

TEST(VisibleWords, KnowsWhatAnAmountIsFor) {
  EXPECT_TRUE(SaysOtherAmount("Free shipping over $49"));
  EXPECT_TRUE(SaysUnitPrice("2,50 €/kg"));
  EXPECT_TRUE(SaysFormerPrice("RRP $20"));
  EXPECT_FALSE(SaysOtherAmount("Price: $20"));
  EXPECT_FALSE(SaysFormerPrice("washing machine $20"));
}

TEST(VisibleWords, KnowsAmountsThatNotEveryoneIsAsked) {
  for (const char* text : {"Medlemspris 1 199:-", "Havale / EFT ile ₺1.234,90", "Harga Member: Rp 2.799.000",
                           "Clubcard price £2", "$9 with code LAMP", "送料 500円", "배송비 3,000원",
                           "Alin hinta 30 pv: 499,00 €", "499 € sin IVA"})
    EXPECT_TRUE(SaysOtherAmount(text)) << text;
  for (const char* text :
       {"3,980円 送料無料", "31,900원 무료배송", "499 € IVA incl.", "Exclusive: $20", "₺20 Left"})
    EXPECT_FALSE(SaysOtherAmount(text)) << text;
}

TEST(VisibleWords, TakesAnAmountInBracketsForOneSaidBefore) {
  EXPECT_TRUE(SaysOtherAmount("(136.89 лв.)"));
  for (const char* text : {"(税込4,378円)", "(was $20)", "(-19%)", "Lamp (red) $20", "(red) $20 (new)"})
    EXPECT_FALSE(SaysOtherAmount(text)) << text;
}

TEST(VisibleWords, KnowsFormerPricesAroundTheWorld) {
  for (const char* text :
       {"Prix rég. 1 599,99 $", "Ord. pris 1 599:-", "Normalpris 99 kr", "MP cena: 15.990 RSD",
        "מחיר רגיל: 1,690 ₪", "Eski fiyat 20 TL", "定価 2,592円", "원가 정가 20원", "Giá gốc 20đ",
        "Verð áður: 29.900 kr.", "市场价：￥718", "Alin hinta 30 pv: 499,00 €"})
    EXPECT_TRUE(SaysFormerPrice(text)) << text;
}

}  // namespace
}  // namespace pricecrew
