#include "common/domain/word_list.h"

#include <gtest/gtest.h>

#include <array>

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 6> kWords{"from", "as low as", "low as", "から", "от", "x"};

TEST(WordList, FindsTheLongestWordAtAnEdge) {
  const WordList list(kWords);
  EXPECT_EQ(list.FirstOf("from 5"), "from");
  EXPECT_EQ(list.LastOf("now as low as"), "as low as");
  EXPECT_EQ(list.LastOf("цена от"), "от");
  EXPECT_EQ(list.FirstOf("からの"), "から");
  EXPECT_EQ(list.FirstOf(""), "");
  EXPECT_EQ(list.LastOf(""), "");
}

TEST(WordList, FindsNoWordInsideAnother) {
  const WordList list(kWords);
  EXPECT_EQ(list.FirstOf("fromage"), "");
  EXPECT_EQ(list.LastOf("therefrom"), "");
  EXPECT_EQ(list.LastOf("кот"), "");
  EXPECT_FALSE(list.IsIn("a fromage, therefrom"));
}

TEST(WordList, FindsAWordAnywhere) {
  const WordList list(kWords);
  EXPECT_TRUE(list.IsIn("sold from 5"));
  EXPECT_TRUE(list.IsIn("5円から買う"));
  EXPECT_TRUE(list.Holds("x"));
  EXPECT_FALSE(list.Holds("x "));
  EXPECT_FALSE(list.Holds(""));
}

}  // namespace
}  // namespace pricecrew
