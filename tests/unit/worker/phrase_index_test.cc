#include "worker/phrase_index.h"

#include <gtest/gtest.h>

#include <array>

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 4> kPhrases{"price", "add to cart", "spar",
                                                   "\xD0\xBA\xD1\x83\xD0\xBF"};

TEST(PhraseIndex, FindsPhrasesThatBeginWhereAWordDoes) {
  const PhraseIndex phrases(kPhrases);
  for (const char* text : {"price", "sale-price", "x2price", "prices", "please add to cart", "sparen",
                           "\xD0\xBA\xD1\x83\xD0\xBF\xD0\xB8\xD1\x82\xD1\x8C"})
    EXPECT_TRUE(phrases.HasBeginIn(text)) << text;
  for (const char* text : {"", "caprice", "pric", "add to  cart", "ad"})
    EXPECT_FALSE(phrases.HasBeginIn(text)) << text;
}

TEST(PhraseIndex, TellsGroupsApart) {
  static constexpr std::array<std::string_view, 2> kBuy{"buy", "b"};
  static constexpr std::array<std::string_view, 2> kSold{"sold out", "bye"};
  const PhraseIndex phrases{{1, kBuy}, {2, kSold}};
  EXPECT_EQ(phrases.MeaningsIn("buy it, or it is sold out"), 3U);
  EXPECT_EQ(phrases.MeaningsIn("b"), 1U);
  EXPECT_EQ(phrases.MeaningsIn("bye"), 3U);
  EXPECT_EQ(phrases.MeaningsIn("oversold outright"), 0U);
  EXPECT_EQ(phrases.MeaningsIn("s"), 0U);
}

TEST(PhraseIndex, FindsPhrasesThatAreWholeWords) {
  const PhraseIndex phrases(kPhrases);
  for (const char* text : {"price", "price: 5", "the price", "sparen, spar!"})
    EXPECT_TRUE(phrases.HasWholeIn(text)) << text;
  for (const char* text : {"prices", "sparen", "caprice"}) EXPECT_FALSE(phrases.HasWholeIn(text)) << text;
  EXPECT_TRUE(phrases.HasWholeAtFront("price: 5"));
  for (const char* text : {"", "prices", "the price"}) EXPECT_FALSE(phrases.HasWholeAtFront(text)) << text;
}

TEST(PhraseIndex, TellsGroupsOfWholeWordsFromOthers) {
  constexpr std::array<std::string_view, 1> kOpen{"prij"};
  constexpr std::array<std::string_view, 2> kWhole{"pris", "k\xC3\xB8"};
  const PhraseIndex phrases{{1, kOpen}, {2, kWhole, PhraseEnd::kWord}};
  for (const char* text : {"pris", "pris_now", "salg-pris", "k\xC3\xB8 ny"})
    EXPECT_EQ(phrases.MeaningsIn(text), 2u) << text;
  for (const char* text : {"prism", "k\xC3\xB8\xC3\xB8", "\xC3\xA5pris", "pris\xC3\xA5"})
    EXPECT_EQ(phrases.MeaningsIn(text), 0u) << text;
  EXPECT_EQ(phrases.MeaningsIn("pris prism"), 2u);
  EXPECT_EQ(phrases.MeaningsIn("pris prijs"), 3u);
}

}  // namespace
}  // namespace pricecrew
