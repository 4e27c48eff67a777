#include "common/html/scan.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace pricecrew {
namespace {

// Few letters, so that beginnings and ends of the word are everywhere.
std::string RandomText(std::minstd_rand& random, std::size_t size) {
  std::string text(size, ' ');
  for (char& c : text) c = "abc"[random() % 3];
  return text;
}

TEST(FindWord, FindsWhatFindFinds) {
  std::minstd_rand random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = RandomText(random, random() % 100);
    const std::string word = RandomText(random, 2 + random() % 20);
    const std::size_t from = random() % 60;
    ASSERT_EQ(FindWord(text, word, from), text.find(word, from)) << text << " " << word << " " << from;
  }
}

TEST(FindWord, FindsAWordAtEveryPlaceOfABlock) {
  for (std::size_t at = 0; at < 50; ++at) {
    const std::string text = std::string(at, '.') + "price" + std::string(50 - at, '.');
    EXPECT_EQ(FindWord(text, "price"), at);
    EXPECT_EQ(FindWord(text, "price", at + 1), std::string::npos);
    EXPECT_EQ(FindWord(text, "prize"), std::string::npos);
  }
}

TEST(FindAny, FindsTheFirstOfItsBytes) {
  for (std::size_t at = 0; at < 50; ++at) {
    const std::string text = std::string(at, '.') + "&<" + std::string(50 - at, '.');
    const char* end = text.data() + text.size();
    EXPECT_EQ((FindAny<'<', '&'>(text.data(), end)), text.data() + at);
    EXPECT_EQ((FindAny<'<'>(text.data(), end)), text.data() + at + 1);
    EXPECT_EQ((FindAny<'>'>(text.data(), end)), end);
  }
}

}  // namespace
}  // namespace pricecrew
