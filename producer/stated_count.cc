#include "producer/stated_count.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr auto kProductNouns = std::to_array<std::string_view>({
    "product",    "products",    "item",      "items",      "result",      "results",      "article",
    "articles",   "produkt",     "produkte",  "produkten",  "artikel",     "artikeln",     "ergebnis",
    "ergebnisse", "ergebnissen", "treffer",   "treffern",   "produit",     "produits",     "résultat",
    "résultats",  "producto",    "productos", "artículo",   "artículos",   "resultado",    "resultados",
    "produto",    "produtos",    "artigo",    "artigos",    "itens",       "prodotto",     "prodotti",
    "articolo",   "articoli",    "risultato", "risultati",  "producten",   "artikelen",    "resultaat",
    "resultaten", "produkter",   "varor",     "varer",      "vare",        "vara",         "træffere",
    "resultater", "resultat",    "tuotetta",  "tuote",      "tuotteet",    "produktów",    "produkty",
    "wyników",    "wyniki",      "produktu",  "produktů",   "položek",     "položky",      "výsledků",
    "produktov",  "položiek",    "termék",    "találat",    "termékek",    "produse",      "rezultate",
    "produs",     "ürün",        "sonuç",     "προϊόν",     "προϊόντα",    "αποτελέσματα", "товар",
    "товара",     "товаров",     "результат", "результата", "результатов", "товари",       "товарів",
    "продукта",   "продукти",    "proizvoda", "proizvod",   "rezultata",   "izdelkov",     "toodet",
    "tooted",     "prekės",      "prekių",    "preces",     "件",          "商品",         "点",
    "個",         "件中",        "件商品",    "个商品",     "個商品",      "个结果",       "개",
    "상품",       "개의",        "منتج",      "منتجات",     "نتيجة",       "מוצרים",       "תוצאות",
    "รายการ",     "สินค้า",        "produk",    "barang",     "hasil",       "mục",          "phẩm",
    "titles",     "models",      "designs",   "styles",
});
// What such a text may hold besides.
constexpr auto kCountFillers = std::to_array<std::string_view>({
    "showing",     "show",
    "shown",       "displaying",
    "viewing",     "view",
    "of",          "out",
    "from",        "to",
    "the",         "all",
    "for",         "there",
    "are",         "is",
    "found",       "total",
    "in",          "we",
    "single",      "only",
    "matching",    "your",
    "selection",   "search",
    "per",         "page",
    "von",         "bis",
    "es",          "wurden",
    "gefunden",    "zeige",
    "zeigt",       "insgesamt",
    "alle",        "anzeigen",
    "angezeigt",   "seite",
    "sur",         "sont",
    "affichés",    "affichage",
    "affichage:",  "de",
    "des",         "à",
    "il",          "y",
    "a",           "trouvés",
    "trouvé",      "total:",
    "mostrando",   "hay",
    "se",          "encontraron",
    "encontramos", "encontrados",
    "encontrado",  "al",
    "del",         "el",
    "los",         "las",
    "e",           "do",
    "da",          "em",
    "exibindo",    "foram",
    "di",          "su",
    "sono",        "trovati",
    "ci",          "visualizzati",
    "mostra",      "van",
    "tot",         "weergegeven",
    "gevonden",    "toon",
    "zijn",        "av",
    "af",          "ud",
    "til",         "viser",
    "visar",       "fant",
    "z",           "ze",
    "spośród",     "wyświetlanie",
    "wyświetlane", "pokazano",
    "znaleziono",  "nalezeno",
    "zobrazeno",   "celkem",
    "celkom",      "zobrazených",
    "összesen",    "db",
    "din",         "afișare",
    "toplam",      "gösteriliyor",
    "adet",        "arası",
    "показано",    "из",
    "найдено",     "всего",
    "з",           "от",
    "намерени",    "全",
    "中",          "全部",
    "共",          "表示",
    "総",          "총",
    "search:",     "produktgruppe",
    "or",          "und",
    "et",          "y",
    "i",           "og",
    "och",         "and",
    "listed",      "available",
    "here",        "have",
    "items:",      "ennyi",
    "od",          "do",
    "na",          "ukupno",
    "prikazano",   "kpl",
    "kokku",       "iš",
    "no",          "hiển",
    "thị",         "trong",
    "sản",         "số",
    "dari",        "menampilkan",
});
constexpr auto kPageNouns = std::to_array<std::string_view>({
    "page",   "pages", "seite",  "seiten", "página",   "páginas",  "pagina", "pagine",   "pagina's",
    "sida",   "side",  "sider",  "sivu",   "strona",   "stron",    "strony", "stránka",  "stránek",
    "strana", "oldal", "sayfa",  "σελίδα", "страница", "страниц",  "стр",    "сторінка", "ページ",
    "页",     "頁",    "페이지", "trang",  "halaman",  "stranica",
});

struct Words {
  std::vector<std::uint32_t> numbers;
  bool product = false;
  bool page = false;
  std::size_t others = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "1,234", "1.234", "1 234" at the front; a group has three digits.
std::size_t NumberSize(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && IsDigit(text[size])) ++size;
  const auto is_group = [text](std::size_t at) {
    return at + 4 <= text.size() && std::string_view(",. '").find(text[at]) != std::string_view::npos &&
           IsDigit(text[at + 1]) && IsDigit(text[at + 2]) && IsDigit(text[at + 3]) &&
           (at + 4 == text.size() || !IsDigit(text[at + 4]));
  };
  while (size > 0 && size <= 11 && is_group(size)) size += 4;
  return size;
}

std::optional<std::uint32_t> ValueOf(std::string_view number) {
  std::string digits;
  std::copy_if(number.begin(), number.end(), std::back_inserter(digits), IsDigit);
  std::uint32_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

void TakeWord(std::string_view word, Words& words) {
  static const WordSet nouns{kProductNouns};
  static const WordSet fillers{kCountFillers};
  const bool product = nouns.Holds(word);
  const bool page = HoldsWord(kPageNouns, word);
  words.product = words.product || product;
  words.page = words.page || page;
  if (!product && !page && !fillers.Holds(word)) ++words.others;
}

Words WordsIn(std::string_view text) {
  constexpr std::string_view kBetween = " \t\n.,:;()[]/|+*-<>\"'";
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    if (IsDigit(text[at])) {
      const auto size = NumberSize(text.substr(at));
      if (const auto value = ValueOf(text.substr(at, size))) words.numbers.push_back(*value);
      at += size;
      continue;
    }
    const auto end = std::min(text.find_first_of(" \t\n.,:;()[]/|+*-<>\"'0123456789", at), text.size());
    const auto word = text.substr(at, end - at);
    if (!word.empty() && word != "–" && word != "—" && word != "…") TakeWord(word, words);
    at = end + (end < text.size() && kBetween.find(text[end]) != std::string_view::npos ? 1 : 0);
  }
  return words;
}

// The total of "1-9 of 23", "12 of 45", "23"; the largest, which stands last or first.
std::optional<std::uint32_t> TotalOf(const std::vector<std::uint32_t>& numbers) {
  if (numbers.empty() || numbers.size() > 3) return std::nullopt;
  return *std::max_element(numbers.begin(), numbers.end());
}

}  // namespace

StatedCounts CountsIn(std::string_view text) {
  constexpr std::size_t kMaxBytes = 90;
  constexpr std::size_t kMaxOthers = 1;
  StatedCounts counts;
  if (text.empty() || text.size() > kMaxBytes) return counts;
  if (std::none_of(text.begin(), text.end(), IsDigit)) return counts;
  const auto words = WordsIn(LowerCase(text));
  if (words.others > kMaxOthers || words.numbers.empty()) return counts;
  const auto& numbers = words.numbers;
  const bool rising = numbers.size() >= 3 && numbers[0] <= numbers[1] && numbers[1] <= numbers[2];
  const bool with_pages = words.page && numbers.size() == 4 && rising;  // "Showing 1 to 15 of 19 (2 pages)"
  const bool of_products = words.product && !(words.page && numbers.size() == 1);
  const bool bare = !words.page && numbers.size() == 3 && rising && words.others == 0;  // "1 - 24 of 120"
  if (words.page && !words.product && numbers.size() == 2 && numbers[0] <= numbers[1]) {
    counts.page = numbers[0];
    counts.pages = numbers[1];
  } else if (with_pages || (bare && !of_products)) {
    counts.products = numbers[2];
  } else if (of_products) {
    counts.products = TotalOf(numbers);
  }
  return counts;
}

StatedCounts FindStatedCounts(const Outline& outline, const std::vector<Region>& regions,
                              const std::vector<std::size_t>& cards) {
  StatedCounts found;
  auto card = cards.begin();
  for (std::size_t at = 1; at < outline.elements.size();) {
    while (card != cards.end() && *card < at) ++card;
    const auto tag = outline.elements[at].node.Tag();
    const bool aside = tag == "a" || tag == "label" || tag == "option" || regions[at] == Region::kFurniture;
    if (aside || (card != cards.end() && *card == at)) {
      at = std::max<std::size_t>(outline.elements[at].end, at + 1);
      continue;
    }
    const auto counts = CountsIn(outline.TextOf(at));
    if (!found.products && counts.products.value_or(0) >= cards.size()) found.products = counts.products;
    if (!found.pages && counts.pages) {
      found.page = counts.page;
      found.pages = counts.pages;
    }
    if (found.products && found.pages) break;
    ++at;
  }
  return found;
}

}  // namespace pricecrew
