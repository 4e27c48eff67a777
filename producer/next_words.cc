#include "producer/next_words.h"

#include <array>
#include <string>

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

constexpr std::array<std::string_view, 45> kPrevious = {
    "prev",       "previous",  "back",           "older",      "zurück",       "vorherige",   "précédent",
    "précédente", "anterior",  "anteriores",     "precedente", "indietro",     "vorige",      "föregående",
    "forrige",    "edellinen", "wstecz",         "poprzednia", "předchozí",    "predchozi",   "předošlá",
    "előző",      "înapoi",    "önceki",         "geri",       "предыдущая",   "назад",       "пред",
    "пред.",      "前へ",      "前の",           "前のページ", "前のページへ", "上一页",      "上一頁",
    "上页",       "이전",      "الصفحة السابقة", "السابق",     "anterioară",   "προηγούμενη", "попередня",
    "предишна",   "prethodna", "prejšnja"};

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
  if (HoldsWord(kPrevious, bare.words)) return Direction::kPrevious;
  const auto words = BeforeCount(bare.words);
  if (HoldsWord(kNext, words) || HoldsWord(kNextFurther, words)) return Direction::kNext;
  return Direction::kNone;
}

Direction DirectionOfName(std::string_view name) {
  constexpr std::array<std::string_view, 5> kForward = {"next", "nextpage", "suivant", "weiter", "siguiente"};
  constexpr std::array<std::string_view, 5> kBack = {"prev", "previous", "prevpage", "back", "left"};
  constexpr std::array<std::string_view, 4> kArrows = {"right", "forward", "chevronright", "arrowright"};
  auto direction = Direction::kNone;
  for (const auto& word : WordsOf(name)) {
    if (HoldsWord(kBack, word)) return Direction::kPrevious;
    if (HoldsWord(kForward, word)) direction = Direction::kNext;
    if (HoldsWord(kArrows, word) && direction == Direction::kNone) direction = Direction::kArrow;
  }
  return direction;
}

}  // namespace pricecrew
