#include "producer/next_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 13> kForwardSigns = {"»", "›", "→", ">", ">>",   "▶", "►",
                                                            "❯", "⟩", "⇒", "▸", "&gt;", "➔"};
constexpr std::array<std::string_view, 12> kBackSigns = {"«", "‹", "←", "<", "<<", "◀",
                                                         "◄", "❮", "⟨", "⇐", "◂",  "&lt;"};

constexpr std::array<std::string_view, 96> kNext = {"next",
                                                    "next page",
                                                    "nextpage",
                                                    "go to next page",
                                                    "next results",
                                                    "next posts",
                                                    "older entries page",
                                                    "more results",
                                                    "next products",
                                                    "next items",
                                                    "forward",
                                                    "next post",
                                                    "next article",
                                                    "nxt",
                                                    "next one",
                                                    "page next",
                                                    "weiter",
                                                    "nächste",
                                                    "nächste seite",
                                                    "nächste seite anzeigen",
                                                    "zur nächsten seite",
                                                    "vorwärts",
                                                    "vor",
                                                    "nächster",
                                                    "suivant",
                                                    "suivante",
                                                    "suivants",
                                                    "page suivante",
                                                    "la page suivante",
                                                    "produits suivants",
                                                    "aller à la page suivante",
                                                    "suiv",
                                                    "suiv.",
                                                    "siguiente",
                                                    "siguientes",
                                                    "página siguiente",
                                                    "pagina siguiente",
                                                    "siguiente página",
                                                    "sig",
                                                    "sig.",
                                                    "ir a la página siguiente",
                                                    "próxima",
                                                    "próximo",
                                                    "próxima página",
                                                    "proxima",
                                                    "proximo",
                                                    "proxima pagina",
                                                    "seguinte",
                                                    "página seguinte",
                                                    "avançar",
                                                    "avanti",
                                                    "successivo",
                                                    "successiva",
                                                    "successivi",
                                                    "pagina successiva",
                                                    "prossimo",
                                                    "prossima",
                                                    "prossima pagina",
                                                    "succ",
                                                    "succ.",
                                                    "volgende",
                                                    "volgende pagina",
                                                    "naar volgende pagina",
                                                    "verder",
                                                    "nästa",
                                                    "nästa sida",
                                                    "næste",
                                                    "næste side",
                                                    "neste",
                                                    "neste side",
                                                    "seuraava",
                                                    "seuraava sivu",
                                                    "dalej",
                                                    "następna",
                                                    "następny",
                                                    "następna strona",
                                                    "další",
                                                    "další stránka",
                                                    "následující",
                                                    "ďalšia",
                                                    "ďalej",
                                                    "következő",
                                                    "következő oldal",
                                                    "înainte",
                                                    "următoarea",
                                                    "pagina următoare",
                                                    "sonraki",
                                                    "ileri",
                                                    "sonraki sayfa",
                                                    "επόμενη",
                                                    "επόμενο",
                                                    "sljedeća",
                                                    "sledeća",
                                                    "naslednja",
                                                    "الصفحة التالية",
                                                    "التالي"};
constexpr std::array<std::string_view, 32> kNextFurther = {"следующая",   "следующая страница",
                                                           "следующий",   "след",
                                                           "след.",       "далее",
                                                           "вперед",      "вперёд",
                                                           "дальше",      "наступна",
                                                           "далі",        "следваща",
                                                           "напред",      "次へ",
                                                           "次のページ",  "次のページへ",
                                                           "次",          "次の記事",
                                                           "下一页",      "下一頁",
                                                           "下页",        "下頁",
                                                           "下一步",      "后页",
                                                           "다음",        "다음 페이지",
                                                           "הבא",         "ถัดไป",
                                                           "tiếp",        "trang sau",
                                                           "selanjutnya", "berikutnya"};

constexpr std::array<std::string_view, 44> kPrevious = {
    "prev",      "previous",       "back",       "zurück",       "vorherige",   "précédent",  "précédente",
    "anterior",  "anteriores",     "precedente", "indietro",     "vorige",      "föregående", "forrige",
    "edellinen", "wstecz",         "poprzednia", "předchozí",    "predchozi",   "předošlá",   "előző",
    "înapoi",    "önceki",         "geri",       "предыдущая",   "назад",       "пред",       "пред.",
    "前へ",      "前の",           "前のページ", "前のページへ", "上一页",      "上一頁",     "上页",
    "이전",      "الصفحة السابقة", "السابق",     "anterioară",   "προηγούμενη", "попередня",  "предишна",
    "prethodna", "prejšnja"};

// A phrase of these words alone says the same as its one word for "next" or "previous": "go to the next
// page", "zur nächsten Seite blättern", "aller à la page suivante".
constexpr auto kFillers = std::to_array<std::string_view>({
    "go",         "to",       "the",       "page",   "pages",   "of",        "results",  "products",
    "items",      "posts",    "entries",   "show",   "view",    "see",       "load",     "get",
    "set",        "zur",      "zu",        "der",    "die",     "seite",     "seiten",   "gehe",
    "gehen",      "anzeigen", "blättern",  "aller",  "à",       "la",        "vers",     "les",
    "résultats",  "produits", "ir",        "a",      "al",      "página",    "pagina",   "pág",
    "páginas",    "de",       "productos", "vai",    "alla",    "risultati", "prodotti", "ga",
    "naar",       "sida",     "side",      "til",    "till",    "gå",        "sivu",     "sivulle",
    "strona",     "stronę",   "idź",       "do",     "przejdź", "na",        "stránka",  "stránku",
    "strana",     "strany",   "stranu",    "oldal",  "oldalra", "sayfa",     "sayfaya",  "страница",
    "страницу",   "на",       "сторінка",  "para",   "próxima", "trang",     "halaman",  "stranica",
    "lehekülg",   "lapa",     "puslapis",  "σελίδα", "forward", "arrow",     "link",     "button",
    "navigation",
});
constexpr auto kNextTokens = std::to_array<std::string_view>({
    "next",        "nächste",    "nächsten",  "nächster",  "weiter",      "folgende",   "suivant",
    "suivante",    "suivants",   "suivantes", "siguiente", "siguientes",  "próxima",    "próximo",
    "próximos",    "seguinte",   "següent",   "seguent",   "successivo",  "successiva", "prossimo",
    "prossima",    "volgende",   "nästa",     "næste",     "neste",       "seuraava",   "seuraavalle",
    "następna",    "następną",   "następny",  "další",     "následující", "ďalšia",     "nasledujúca",
    "következő",   "următoarea", "următor",   "sonraki",   "επόμενη",     "επόμενο",    "sljedeća",
    "sledeća",     "naslednja",  "следующая", "следующую", "следующий",   "наступна",   "наступну",
    "следваща",    "järgmine",   "nākamā",    "kitas",     "tiếp",        "sau",        "berikutnya",
    "selanjutnya", "seterusnya", "nesaf",     "næsta",     "pasqyra",
});
constexpr auto kPreviousTokens = std::to_array<std::string_view>({
    "previous",       "prev",       "vorherige",  "vorherigen", "vorige",      "précédente", "précédent",
    "anterior",       "precedente", "föregående", "forrige",    "edellinen",   "poprzednia", "předchozí",
    "predchádzajúca", "előző",      "önceki",     "anterioară", "προηγούμενη", "предыдущая", "предыдущую",
    "попередня",      "trước",      "sebelumnya", "eelmine",    "iepriekšējā", "ankstesnis",
});
// What stands after "newer" and "older" is a word for entries of a list by date.
constexpr auto kNewer = std::to_array<std::string_view>({
    "newer",
    "newer posts",
    "newer entries",
    "newer post",
    "newer articles",
    "newer comments",
    "newer stories",
    "neuere beiträge",
    "neuere artikel",
    "neuere einträge",
    "articles plus récents",
    "articles récents",
    "message plus récent",
    "entradas más recientes",
    "entradas más nuevas",
    "entradas recientes",
    "postagens mais recentes",
    "posts mais recentes",
    "post più recenti",
    "articoli più recenti",
    "nieuwere berichten",
    "nyare inlägg",
    "nyere innlegg",
    "nyere indlæg",
    "uudemmat tekstit",
    "nowsze wpisy",
    "novější příspěvky",
    "újabb bejegyzések",
    "mai recente",
    "daha yeni yazılar",
    "более новые записи",
    "следующие записи",
    "новіші записи",
    "新しい投稿",
    "新しい記事",
    "较新的文章",
    "较新的博文",
    "최신 글",
});
constexpr auto kOlder = std::to_array<std::string_view>({
    "older",
    "older posts",
    "older entries",
    "older post",
    "older articles",
    "older comments",
    "older stories",
    "ältere beiträge",
    "ältere artikel",
    "ältere einträge",
    "articles plus anciens",
    "message plus ancien",
    "articles précédents",
    "entradas más antiguas",
    "entradas antiguas",
    "postagens mais antigas",
    "posts mais antigos",
    "post più vecchi",
    "articoli meno recenti",
    "oudere berichten",
    "äldre inlägg",
    "eldre innlegg",
    "ældre indlæg",
    "vanhemmat tekstit",
    "starsze wpisy",
    "starší příspěvky",
    "régebbi bejegyzések",
    "mai vechi",
    "daha eski yazılar",
    "более старые записи",
    "предыдущие записи",
    "старіші записи",
    "過去の投稿",
    "以前の投稿",
    "古い投稿",
    "过往文章",
    "较旧的博文",
    "이전 글",
});
constexpr auto kLoadMore = std::to_array<std::string_view>({
    "load more",
    "show more",
    "view more",
    "see more",
    "more results",
    "more products",
    "load more products",
    "show more products",
    "view more products",
    "see more products",
    "load more results",
    "show more results",
    "load more items",
    "show more items",
    "show next",
    "show all products",
    "mehr laden",
    "mehr anzeigen",
    "weitere laden",
    "weitere anzeigen",
    "mehr produkte",
    "mehr produkte laden",
    "mehr produkte anzeigen",
    "weitere produkte",
    "weitere produkte laden",
    "weitere produkte anzeigen",
    "weitere artikel laden",
    "weitere artikel anzeigen",
    "mehr artikel anzeigen",
    "voir plus",
    "afficher plus",
    "charger plus",
    "voir plus de produits",
    "afficher plus de produits",
    "charger plus de produits",
    "plus de produits",
    "ver más",
    "mostrar más",
    "cargar más",
    "ver más productos",
    "mostrar más productos",
    "cargar más productos",
    "ver mais",
    "mostrar mais",
    "carregar mais",
    "ver mais produtos",
    "carregar mais produtos",
    "mostra altri",
    "carica altri",
    "mostra altro",
    "vedi altri",
    "carica di più",
    "carica altri prodotti",
    "mostra altri prodotti",
    "toon meer",
    "meer laden",
    "laad meer",
    "meer tonen",
    "meer producten",
    "toon meer producten",
    "laad meer producten",
    "meer producten laden",
    "visa fler",
    "ladda fler",
    "visa fler produkter",
    "ladda fler produkter",
    "vis flere",
    "indlæs flere",
    "last flere",
    "vis flere produkter",
    "hent flere",
    "näytä lisää",
    "lataa lisää",
    "pokaż więcej",
    "załaduj więcej",
    "wczytaj więcej",
    "pokaż więcej produktów",
    "zobacz więcej",
    "načíst další",
    "zobrazit další",
    "zobrazit více",
    "načíst další produkty",
    "zobraziť ďalšie",
    "načítať ďalšie",
    "további termékek",
    "több betöltése",
    "mutass többet",
    "vezi mai multe",
    "încarcă mai multe",
    "mai multe produse",
    "daha fazla",
    "daha fazla göster",
    "daha fazla yükle",
    "daha fazla ürün",
    "δείτε περισσότερα",
    "περισσότερα",
    "učitaj više",
    "prikaži više",
    "показать еще",
    "показать ещё",
    "загрузить еще",
    "загрузить ещё",
    "больше товаров",
    "показати ще",
    "завантажити ще",
    "зареди още",
    "покажи още",
    "もっと見る",
    "さらに表示",
    "もっと読み込む",
    "さらに読み込む",
    "加载更多",
    "查看更多",
    "載入更多",
    "更多商品",
    "더보기",
    "더 보기",
    "عرض المزيد",
    "المزيد",
    "تحميل المزيد",
    "טען עוד",
    "הצג עוד",
    "xem thêm",
    "tải thêm",
    "muat lebih banyak",
    "lihat lainnya",
    "โหลดเพิ่มเติม",
    "ดูเพิ่มเติม",
});

bool EatSign(std::string_view& text, const auto& signs) {
  for (const auto sign : signs) {
    if (text.starts_with(sign)) {
      text.remove_prefix(sign.size());
      return true;
    }
    if (text.ends_with(sign)) {
      text.remove_suffix(sign.size());
      return true;
    }
  }
  return false;
}

bool EatPlain(std::string_view& text) {
  constexpr std::string_view kPlain = " \t\n.:|-()[]";
  if (!text.empty() && kPlain.find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
    return true;
  }
  if (!text.empty() && kPlain.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
    return true;
  }
  return false;
}

struct Bare {
  std::string_view words;
  bool forward_sign = false;
  bool back_sign = false;
};

Bare WithoutSigns(std::string_view text) {
  Bare bare{.words = text};
  for (bool eaten = true; eaten;) {
    const bool forward = EatSign(bare.words, kForwardSigns);
    const bool back = EatSign(bare.words, kBackSigns);
    bare.forward_sign = bare.forward_sign || forward;
    bare.back_sign = bare.back_sign || back;
    eaten = forward || back || EatPlain(bare.words);
  }
  return bare;
}

// "next 20 products": what follows a count is left out.
std::string_view BeforeCount(std::string_view words) {
  const auto digit = words.find_first_of("0123456789");
  if (digit == std::string_view::npos || digit == 0) return words;
  words = words.substr(0, digit);
  while (words.ends_with(' ')) words.remove_suffix(1);
  return words;
}

bool IsNumber(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> SplitWords(std::string_view text) {
  constexpr std::string_view kBetween = " \t\n.,:;()[]/|-";
  std::vector<std::string_view> words;
  for (std::size_t at = 0; (at = text.find_first_not_of(kBetween, at)) != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(kBetween, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

// Of a text in which every word is one for a direction, a filler or a number.
Direction DirectionOfPhrase(std::string_view text) {
  auto direction = Direction::kNone;
  for (const auto word : SplitWords(text)) {
    static const WordSet all{kNextTokens, kPreviousTokens, kFillers};
    if (!all.Holds(word) && !IsNumber(word)) return Direction::kNone;
    const bool next = HoldsWord(kNextTokens, word);
    const bool previous = HoldsWord(kPreviousTokens, word);
    if (previous) direction = Direction::kPrevious;
    if (next && direction == Direction::kNone) direction = Direction::kNext;
  }
  return direction;
}

// The names of signs in the usual icon fonts, which stand in a page as text.
constexpr auto kForwardIcons = std::to_array<std::string_view>(
    {"chevron_right", "navigate_next", "keyboard_arrow_right", "arrow_forward", "arrow_forward_ios",
     "arrow_right", "arrow_right_alt", "east"});
constexpr auto kBackIcons =
    std::to_array<std::string_view>({"chevron_left", "navigate_before", "keyboard_arrow_left", "arrow_back",
                                     "arrow_back_ios", "arrow_left", "west"});

}  // namespace

Direction DirectionOfText(std::string_view text) {
  constexpr std::size_t kMaxBytes = 60;
  if (text.empty() || text.size() > kMaxBytes) return Direction::kNone;
  const auto lower = LowerCase(text);
  const auto bare = WithoutSigns(lower);
  if (bare.words.empty()) {
    if (bare.back_sign) return Direction::kPrevious;
    return bare.forward_sign ? Direction::kArrow : Direction::kNone;
  }
  static const WordSet back{kPrevious, kOlder, kBackIcons};
  static const WordSet next{kNext, kNextFurther};
  if (HoldsWord(kForwardIcons, bare.words)) return Direction::kArrow;
  if (back.Holds(bare.words)) return Direction::kPrevious;
  if (HoldsWord(kNewer, bare.words)) return Direction::kNewer;
  const auto words = BeforeCount(bare.words);
  if (next.Holds(words)) return Direction::kNext;
  return DirectionOfPhrase(lower);
}

bool SaysLoadMore(std::string_view text) {
  constexpr std::size_t kMaxBytes = 80;
  if (text.empty() || text.size() > kMaxBytes) return false;
  const auto lower = LowerCase(text);
  const auto bare = WithoutSigns(lower);
  static const WordSet load_more{kLoadMore};
  if (load_more.Holds(bare.words) || load_more.Holds(BeforeCount(bare.words))) return true;
  // "Load 24 more products"
  std::string words;
  for (const auto word : SplitWords(bare.words)) {
    if (!IsNumber(word) && word != "+") words.append(words.empty() ? "" : " ").append(word);
  }
  return load_more.Holds(words);
}

Direction DirectionOfName(std::string_view name) {
  constexpr std::array<std::string_view, 5> kForward = {"next", "nextpage", "suivant", "weiter", "siguiente"};
  constexpr std::array<std::string_view, 5> kBack = {"prev", "previous", "prevpage", "back", "left"};
  constexpr std::array<std::string_view, 4> kArrows = {"right", "forward", "chevronright", "arrowright"};
  constexpr auto kOthers = std::to_array<std::string_view>(
      {"calendar", "month", "week", "day", "year", "slide", "slider", "slick", "swiper", "carousel", "banner",
       "gallery", "image", "photo", "picture", "thumb", "video", "step", "tab"});
  auto direction = Direction::kNone;
  for (const auto& word : WordsOf(name)) {
    if (HoldsWord(kBack, word)) return Direction::kPrevious;
    if (HoldsWord(kOthers, word)) return Direction::kNone;
    if (HoldsWord(kForward, word)) direction = Direction::kNext;
    if (HoldsWord(kArrows, word) && direction == Direction::kNone) direction = Direction::kArrow;
  }
  return direction;
}

}  // namespace pricecrew
