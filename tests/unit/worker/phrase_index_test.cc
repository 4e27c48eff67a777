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

TEST(PhraseIndex, FindsPhrasesThatAreWholeWords) {
  const PhraseIndex phrases(kPhrases);
  for (const char* text : {"price", "price: 5", "the price", "sparen, spar!"})
    EXPECT_TRUE(phrases.HasWholeIn(text)) << text;
  for (const char* text : {"prices", "sparen", "caprice"}) EXPECT_FALSE(phrases.HasWholeIn(text)) << text;
}

}  // namespace
}  // namespace pricecrew
