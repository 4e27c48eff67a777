#include "producer/next_words.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(NextWords, KnowsNextInManyLanguages) {
  for (const auto* text :
       {"Next",     "NEXT PAGE",     "next >",     "Next →",  "weiter",  "Nächste",   "NÄCHSTE SEITE »",
        "Suivant",  "page suivante", "siguiente",  "Próxima", "Próximo", "avanti",    "successiva",
        "volgende", "nästa",         "Næste",      "dalej",   "Další",   "следующая", "СЛЕДУЮЩАЯ",
        "След.",    "次へ",          "次のページ", "下一页",  "下一頁",  "다음",      "Next 24 products"}) {
    EXPECT_EQ(DirectionOfText(text), Direction::kNext) << text;
  }
}

TEST(NextWords, KnowsTheWayBack) {
  for (const auto* text : {"Previous", "« Prev", "zurück", "Précédent", "‹", "←", "<", "前へ", "< Back"}) {
    EXPECT_EQ(DirectionOfText(text), Direction::kPrevious) << text;
  }
}

TEST(NextWords, ReadsPhrasesOfKnownWords) {
  for (const auto* text : {"Go to the next page", "Zur nächsten Seite", "Aller à la page suivante",
                           "Next page, 3", "Trang tiếp", "Następna strona", "page next"})
    EXPECT_EQ(DirectionOfText(text), Direction::kNext) << text;
  EXPECT_EQ(DirectionOfText("Go to the previous page"), Direction::kPrevious);
  EXPECT_EQ(DirectionOfText("The next big page"), Direction::kNone);
}

TEST(NextWords, KnowsNewerAndOlder) {
  for (const auto* text : {"Newer posts", "新しい投稿 →", "Neuere Beiträge »"})
    EXPECT_EQ(DirectionOfText(text), Direction::kNewer) << text;
  for (const auto* text : {"Older posts", "← 過去の投稿", "Older Entries »"})
    EXPECT_EQ(DirectionOfText(text), Direction::kPrevious) << text;
}

TEST(NextWords, KnowsLoadMore) {
  for (const auto* text :
       {"Load more", "Show 24 more products", "Mehr anzeigen", "Voir plus de produits", "もっと見る"})
    EXPECT_TRUE(SaysLoadMore(text)) << text;
  for (const auto* text : {"", "More", "Read more", "More about lamps"})
    EXPECT_FALSE(SaysLoadMore(text)) << text;
}

TEST(NextWords, TakesBareSignsForArrows) {
  for (const auto* text : {"›", "»", "→", ">", ">>"})
    EXPECT_EQ(DirectionOfText(text), Direction::kArrow) << text;
}

TEST(NextWords, SaysNothingOfOtherTexts) {
  for (const auto* text :
       {"", "Next day delivery", "Nexus 5", "2", "The next generation of lamps", "…", "Home > Lamps"}) {
    EXPECT_EQ(DirectionOfText(text), Direction::kNone) << text;
  }
}

TEST(NextWords, ReadsNames) {
  EXPECT_EQ(DirectionOfName("page-item next"), Direction::kNext);
  EXPECT_EQ(DirectionOfName("iconArrowRight"), Direction::kArrow);
  EXPECT_EQ(DirectionOfName("/img/btn_prev.gif"), Direction::kPrevious);
  EXPECT_EQ(DirectionOfName("context nextdoor"), Direction::kNone);
  EXPECT_EQ(DirectionOfName("calendar-next-month"), Direction::kNone) << "a next of something else";
}

}  // namespace
}  // namespace pricecrew
