#include "common/html/utf8.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(Utf8, EncodesOneToFourBytes) {
  EXPECT_EQ(EncodeUtf8(U'a').View(), "a");
  EXPECT_EQ(EncodeUtf8(U'\u00E9').View(), "\u00E9");
  EXPECT_EQ(EncodeUtf8(U'\u20AC').View(), "\u20AC");
  EXPECT_EQ(EncodeUtf8(U'\U0001F600').View(), "\U0001F600");
}

struct Case {
  const char* what;
  std::string_view bytes;
  std::string_view repaired;
};

// The standard's decoder: one U+FFFD for each maximal part of a sequence.
constexpr Case kCases[] = {
    {"overlong", "\xC0\xAF", "\uFFFD\uFFFD"},
    {"overlong in three", "\xE0\x80\xAF", "\uFFFD\uFFFD\uFFFD"},
    {"surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
    {"beyond U+10FFFF", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"cut in the middle", "\xE2\x82 a", "\uFFFD a"},
    {"cut at the end", "a\xF0\x9F\x98", "a\uFFFD"},
    {"lone continuation", "a\x80z", "a\uFFFDz"},
    {"0xFF", "\xFF", "\uFFFD"},
};

TEST(Utf8, ReplacesWhatIsInvalid) {
  for (const Case& test : kCases) {
    EXPECT_EQ(RepairUtf8(test.bytes), test.repaired) << test.what;
    EXPECT_LT(ValidUtf8Prefix(test.bytes), test.bytes.size()) << test.what;
  }
}

TEST(Utf8, LeavesValidTextAlone) {
  const std::string text =
      "plain ASCII, then some: \u00E9\u20AC\U0001F600\uFFFD\uD7FF\uE000\U0010FFFF, and so on and on";
  EXPECT_EQ(ValidUtf8Prefix(text), text.size());
  EXPECT_EQ(RepairUtf8(text), text);
}

TEST(Utf8, FindsAnInvalidByteWhereverItStands) {
  for (std::size_t at = 0; at < 200; ++at) {
    std::string text(200, 'x');
    text[at] = '\xE9';
    EXPECT_EQ(AsciiPrefix(text), at);
    EXPECT_EQ(ValidUtf8Prefix(text), at);
  }
}

}  // namespace
}  // namespace pricecrew
