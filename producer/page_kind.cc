#include "producer/page_kind.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "producer/product_url.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

// Fewer cards than this may be what a product's page shows beside it.
constexpr std::size_t kFewCards = 3;

constexpr auto kCartWords =
    std::to_array<std::string_view>({"addtocart", "addtobasket", "addtobag", "buybox", "buybutton", "addcart",
                                     "warenkorb", "ajouterpanier", "anadircarrito", "tocart", "tobasket"});
constexpr auto kCartTexts = std::to_array<std::string_view>({"add to cart",
                                                             "add to basket",
                                                             "add to bag",
                                                             "add to trolley",
                                                             "buy now",
                                                             "in den warenkorb",
                                                             "in den einkaufswagen",
                                                             "ajouter au panier",
                                                             "añadir al carrito",
                                                             "añadir a la cesta",
                                                             "agregar al carrito",
                                                             "aggiungi al carrello",
                                                             "adicionar ao carrinho",
                                                             "comprar",
                                                             "in winkelwagen",
                                                             "in winkelmand",
                                                             "toevoegen aan winkelwagen",
                                                             "lägg i varukorgen",
                                                             "lägg i varukorg",
                                                             "köp",
                                                             "legg i handlekurv",
                                                             "læg i kurv",
                                                             "læg i kurven",
                                                             "lisää ostoskoriin",
                                                             "dodaj do koszyka",
                                                             "do koszyka",
                                                             "do košíku",
                                                             "vložit do košíku",
                                                             "přidat do košíku",
                                                             "do košíka",
                                                             "kosárba",
                                                             "kosárba teszem",
                                                             "adaugă în coș",
                                                             "sepete ekle",
                                                             "προσθήκη στο καλάθι",
                                                             "в корзину",
                                                             "добавить в корзину",
                                                             "купить",
                                                             "купити",
                                                             "до кошика",
                                                             "в количката",
                                                             "カートに入れる",
                                                             "買い物かごに入れる",
                                                             "加入购物车",
                                                             "加入購物車",
                                                             "立即购买",
                                                             "장바구니",
                                                             "장바구니 담기",
                                                             "أضف إلى السلة",
                                                             "הוסף לסל",
                                                             "הוספה לסל",
                                                             "thêm vào giỏ hàng",
                                                             "tambah ke keranjang",
                                                             "dodaj u košaricu",
                                                             "v košarico",
                                                             "lisa ostukorvi",
                                                             "į krepšelį",
                                                             "pievienot grozam"});
constexpr auto kEmptyPhrases = std::to_array<std::string_view>({"no products",
                                                                "no results",
                                                                "no items",
                                                                "nothing found",
                                                                "no matching",
                                                                "0 products",
                                                                "0 results",
                                                                "0 items",
                                                                "couldn't find any",
                                                                "could not find any",
                                                                "can't find products",
                                                                "is empty",
                                                                "currently empty",
                                                                "keine produkte",
                                                                "keine artikel",
                                                                "keine ergebnisse",
                                                                "leider nichts gefunden",
                                                                "aucun produit",
                                                                "aucun résultat",
                                                                "aucun article",
                                                                "no hay productos",
                                                                "sin resultados",
                                                                "no se encontraron",
                                                                "nessun prodotto",
                                                                "nessun risultato",
                                                                "nenhum produto",
                                                                "nenhum resultado",
                                                                "geen producten",
                                                                "geen resultaten",
                                                                "geen artikelen",
                                                                "inga produkter",
                                                                "inga träffar",
                                                                "ingen produkter",
                                                                "ingen varer",
                                                                "ei tuotteita",
                                                                "brak produktów",
                                                                "nie znaleziono",
                                                                "žádné produkty",
                                                                "žádné zboží",
                                                                "nenašli jsme",
                                                                "žiadne produkty",
                                                                "nincs termék",
                                                                "nincs találat",
                                                                "niciun produs",
                                                                "nu există produse",
                                                                "ürün bulunamadı",
                                                                "δεν βρέθηκαν",
                                                                "товаров не найдено",
                                                                "ничего не найдено",
                                                                "нет товаров",
                                                                "товарів не знайдено",
                                                                "няма продукти",
                                                                "商品が見つかりません",
                                                                "該当する商品",
                                                                "没有找到",
                                                                "沒有找到",
                                                                "暂无商品",
                                                                "상품이 없습니다",
                                                                "لا توجد منتجات",
                                                                "לא נמצאו",
                                                                "không có sản phẩm",
                                                                "tidak ada produk"});

std::optional<std::size_t> FirstHeading(const Outline& outline) {
  for (std::size_t at = 0; at < outline.elements.size(); ++at) {
    if (outline.elements[at].node.Tag() == "h1") return at;
  }
  return std::nullopt;
}

std::string LettersOf(std::string_view text) {
  std::string letters = LowerCase(text);
  std::erase_if(
      letters, [](char c) { return (c & 0x80) == 0 && !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
  return letters;
}

// The name is the page's heading or title, give or take what stands around it.
bool IsNameOfPage(const PageReading& page, std::string_view name) {
  const auto wanted = LettersOf(name);
  if (wanted.empty()) return false;
  const auto heading = FirstHeading(page.outline);
  const auto title = LettersOf(page.sketch.scan.title);
  const auto first = heading ? LettersOf(page.outline.TextOf(*heading)) : std::string();
  return title.find(wanted) != std::string::npos ||
         (!first.empty() &&
          (first.find(wanted) != std::string::npos || wanted.find(first) != std::string::npos));
}

bool IsOwnAddress(const PageReading& page, std::string_view href) {
  if (href.empty()) return true;
  const auto url = ResolveUrl(href, page.address.base);
  if (!url) return true;
  const auto canonical = ResolveUrl(page.sketch.scan.canonical, page.address.base);
  const auto identity = CanonicalUrl(*url);
  return identity == CanonicalUrl(page.address.page) || (canonical && identity == CanonicalUrl(*canonical));
}

bool IsProductByMeta(const PageReading& page) {
  const auto& metas = page.sketch.scan.metas;
  return std::any_of(metas.begin(), metas.end(), [](const MetaTag& meta) {
    const auto content = LowerCase(meta.content);
    return meta.key == "og:type" &&
           (content == "product" || content == "og:product" || content == "product.item");
  });
}

// One element of schema.org's Product, around the page's first heading.
bool IsProductByMicrodata(const PageReading& page) {
  const auto heading = FirstHeading(page.outline);
  if (!heading) return false;
  std::size_t products = 0;
  bool around = false;
  for (std::size_t at = 0; at < page.outline.elements.size(); ++at) {
    if (!page.outline.elements[at].node.Attribute("itemtype").value_or("").ends_with("/Product")) continue;
    ++products;
    around = around || (at < *heading && *heading < page.outline.elements[at].end);
  }
  return around && products > 0;
}

bool IsCartButton(const Outline& outline, std::size_t element) {
  const Node node = outline.elements[element].node;
  const auto tag = node.Tag();
  if (tag != "button" && tag != "input" && tag != "a") return false;
  const auto text = LowerCase(outline.TextOf(element));
  if (HoldsWord(kCartTexts, text) || HoldsWord(kCartTexts, LowerCase(node.Attribute("value").value_or(""))))
    return true;
  for (const auto* attribute : {"id", "name", "class"}) {
    const auto letters = LettersOf(node.Attribute(attribute).value_or(""));
    const bool says = std::any_of(kCartWords.begin(), kCartWords.end(), [&letters](std::string_view word) {
      return letters.find(word) != std::string::npos;
    });
    if (says && tag != "a") return true;
  }
  return false;
}

// Outside of what it lists: each card may have a button of its own.
bool HasOneCartButton(const PageReading& page, const std::vector<std::size_t>& cards) {
  constexpr std::size_t kMost = 3;  // one more in a bar that stays in sight
  std::size_t buttons = 0;
  auto card = cards.begin();
  for (std::size_t at = 0; at < page.outline.elements.size() && buttons <= kMost; ++at) {
    while (card != cards.end() && *card < at) ++card;
    if (card != cards.end() && *card == at) {
      at = page.outline.elements[at].end - 1;
      continue;
    }
    buttons += page.regions[at] != Region::kFurniture && IsCartButton(page.outline, at) ? 1 : 0;
  }
  return buttons > 0 && buttons <= kMost;
}

bool HasPriceBelowHeading(const PageReading& page) {
  constexpr std::uint32_t kNear = 600;  // bytes of text
  const auto heading = FirstHeading(page.outline);
  if (!heading) return false;
  const auto end = page.outline.elements[*heading].text_end;
  return page.evidence.HasPriceBetween(end, end + kNear);
}

}  // namespace

std::string_view ToString(PageKind kind) {
  switch (kind) {
    case PageKind::kListing:
      return "listing";
    case PageKind::kSubcategories:
      return "subcategories";
    case PageKind::kProduct:
      return "product";
    case PageKind::kEmpty:
      return "empty";
    case PageKind::kOther:
      break;
  }
  return "other";
}

bool IsProductPage(const PageReading& page, const ListedData& data, const std::vector<std::size_t>& cards) {
  const bool own_data =
      data.products == 1 && data.items.size() < kFewCards && IsOwnAddress(page, data.product_href);
  if (own_data && IsNameOfPage(page, data.product_name)) return true;
  const bool own_url = NamesProduct(page.address.page.Href());
  const bool few = cards.size() < kFewCards;
  if (few && (own_data || IsProductByMicrodata(page) || IsProductByMeta(page))) return true;
  if (own_url && HasOneCartButton(page, cards)) return true;
  return cards.empty() && (HasOneCartButton(page, cards) || (own_url && HasPriceBelowHeading(page)));
}

bool SaysEmpty(const PageReading& page) {
  constexpr std::size_t kMaxBytes = 160;
  for (std::size_t at = 1; at < page.outline.elements.size(); ++at) {
    const auto text = page.outline.TextOf(at);
    if (text.empty() || text.size() > kMaxBytes || page.regions[at] == Region::kFurniture) continue;
    const auto lower = LowerCase(text);
    const bool says =
        std::any_of(kEmptyPhrases.begin(), kEmptyPhrases.end(),
                    [&lower](std::string_view phrase) { return lower.find(phrase) != std::string::npos; });
    if (says) return true;
  }
  return false;
}

}  // namespace pricecrew
