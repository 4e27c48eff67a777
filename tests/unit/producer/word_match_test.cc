#include "producer/word_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WordMatch, PartsNamesIntoWords) {
  EXPECT_THAT(WordsOf("nav-topMenu2 Foo_BAR"), ElementsAre("nav", "top", "menu", "foo", "bar"));
  EXPECT_THAT(WordsOf("12 -- "), IsEmpty());
}

TEST(WordMatch, LowersTheScriptsOfEurope) {
  EXPECT_EQ(LowerCase("NÄCHSTE ĎALŠÍ ŽÓŁĆ СЛЕДУЮЩАЯ ЁЖ ΕΠΌΜΕΝΗ 次へ"),
            "nächste ďalší žółć следующая ёж επόμενη 次へ");
  EXPECT_EQ(LowerCase("\xC3"), "\xC3") << "cut off";
}

}  // namespace
}  // namespace pricecrew
