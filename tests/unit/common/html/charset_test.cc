#include "common/html/charset.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

using std::string_literals::operator""s;

TEST(Utf8Text, IsAViewOfWhatNeedsNoChange) {
  const std::string plain = "<p>\u20AC</p>";
  EXPECT_EQ(Utf8Text(plain, "").View().data(), plain.data());
  const std::string marked = "\xEF\xBB\xBF" + plain;
  EXPECT_EQ(Utf8Text(marked, "").View(), plain);
  EXPECT_EQ(Utf8Text("a\xFF", "text/html; charset=utf-8").View(), "a\uFFFD");
  EXPECT_EQ(Utf8Text("\x80", "text/html; charset=windows-1252").View(), "\u20AC");
  EXPECT_EQ(Utf8Text("", "").View(), "");
}

TEST(Charset, TheBomWins) {
  EXPECT_EQ(SniffEncoding("\xEF\xBB\xBF<meta charset=gbk>", "text/html; charset=big5"), "UTF-8");
  EXPECT_EQ(ToUtf8("\xEF\xBB\xBF\u20AC", "text/html; charset=big5"), "\u20AC");
}

TEST(Charset, TheHeaderWinsOverTheMeta) {
  EXPECT_EQ(SniffEncoding("<meta charset=gbk>", "text/html; charset=big5"), "Big5");
  EXPECT_EQ(SniffEncoding("<meta charset=gbk>", "text/html; charset=nonsense"), "GBK");
  EXPECT_EQ(SniffEncoding("<meta charset=gbk>", "text/html"), "GBK");
}

TEST(Charset, GuessesUtf8WhereTheBytesAreValid) {
  EXPECT_EQ(SniffEncoding("5 \u20AC", ""), "UTF-8");
  EXPECT_EQ(SniffEncoding("5 \x80", ""), "windows-1252");
  EXPECT_EQ(SniffEncoding("5", ""), "windows-1252");
}

TEST(Charset, ReadsUtf16ByItsBom) {
  EXPECT_EQ(ToUtf8("\xFF\xFE"
                   "5\0 \0\xAC\x20"s,
                   ""),
            "5 \u20AC");
  EXPECT_EQ(ToUtf8("\xFE\xFF\0"
                   "5\0 \x20\xAC"s,
                   ""),
            "5 \u20AC");
  EXPECT_EQ(ToUtf8("\xFF\xFE\x00\xD8"
                   "5\0\x41"s,
                   ""),
            "\uFFFD"
            "5\uFFFD");
}

struct Case {
  const char* label;
  std::string_view bytes;
  std::string_view text;
};

constexpr Case kCases[] = {
    {"latin1", "\x80 \xE9\x81", "\u20AC \u00E9\u0081"},
    {"iso-8859-2", "\xB5\xBB", "\u013E\u0165"},
    {"iso-8859-8-i", "\xE0", "\u05D0"},
    {"windows-1251", "\xF6\xE5\xED\xE0", "\u0446\u0435\u043D\u0430"},
    {"windows-1257", "\x81\xA1z", "\u0081\uFFFDz"},
    {"windows-874",
     "\xDF"
     "5",
     "\u0E3F5"},
    {"koi8-u", "\xA4", "\u0454"},
    {"x-mac-cyrillic", "\xB6\xA2", "\u0491\u0490"},
    {"shift_jis", "\x89\x7E \\5", "\u5186 \\5"},
    {"euc-jp", "\xB1\xDF", "\u5186"},
    {"iso-2022-jp", "\x1B$B1_\x1B(B5",
     "\u5186"
     "5"},
    {"gb2312", "\xD4\xAA\x80", "\u5143\u20AC"},
    {"big5", "\xA4\xB8", "\u5143"},
    {"euc-kr", "\xBF\xF8", "\uC6D0"},
    {"x-user-defined", "a\xFF", "a\uF7FF"},
    {"hz-gb-2312", "anything", "\uFFFD"},
    {"utf-8", "a\xFFz", "a\uFFFDz"},
};

TEST(Charset, DecodesWhatShopsUse) {
  for (const Case& test : kCases)
    EXPECT_EQ(ToUtf8(test.bytes, "text/html; charset="s + test.label), test.text) << test.label;
}

TEST(Charset, InvalidSequencesCostOnlyThemselves) {
  EXPECT_EQ(ToUtf8("\xD4<p>\xD4\xAA</p>\xD4", "text/html; charset=gbk"), "\uFFFD<p>\u5143</p>\uFFFD");
}

TEST(Charset, DecodesMoreThanOneBuffer) {
  std::string bytes;
  for (int i = 0; i < 50'000; ++i) bytes += "\xF6 ";
  const std::string text = ToUtf8(bytes, "text/html; charset=windows-1251");
  EXPECT_EQ(text.size(), 150'000U);
  EXPECT_TRUE(text.ends_with("\u0446 "));
}

}  // namespace
}  // namespace pricecrew
