#include "common/html/page_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::string Repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(PageScan, FindsWhatTheHeadSays) {
  const PageScan scan = ScanPage(
      "<!doctype html><html lang=en-GB><head><base href='/b/'><base href=no>"
      "<title> A &amp;\n B </title><title>no</title>"
      "<link rel='nofollow Canonical' href='/c?a=1&amp;b=2'><link rel=NEXT href=/2><link rel=next href=/3>");
  EXPECT_EQ(scan.lang, "en-GB");
  EXPECT_EQ(scan.base, "/b/");
  EXPECT_EQ(scan.title, "A & B");
  EXPECT_EQ(scan.canonical, "/c?a=1&b=2");
  EXPECT_EQ(scan.next, "/2");
}

TEST(PageScan, KeepsMetasInOrderUnderTheirFirstKindOfName) {
  const PageScan scan = ScanPage(
      "<meta property=' OG:Title ' name=x content=' T '><meta name=Description content=D><meta "
      "itemprop=price content=5>"
      "<meta name=empty><meta content=nameless><meta charset=utf-8>");
  ASSERT_THAT(scan.metas, SizeIs(3));
  EXPECT_EQ(scan.metas[0].key, "og:title");
  EXPECT_EQ(scan.metas[0].content, "T");
  EXPECT_EQ(scan.metas[1].key, "description");
  EXPECT_EQ(scan.metas[2].key, "price");
}

TEST(PageScan, PassesOverJsonLdBeyondWhatItKeepsInAll) {
  const auto block = [](char letter, std::size_t size) {
    return "<script type=application/ld+json>" + std::string(size, letter) + "</script>";
  };
  const PageScan scan =
      ScanPage(block('a', kMaxKeptText - 10) + block('b', 11) + block('c', 10) + block('d', 1));
  ASSERT_EQ(scan.json_ld.size(), 2U);
  EXPECT_EQ(scan.json_ld[0].size(), kMaxKeptText - 10);
  EXPECT_EQ(scan.json_ld[1], std::string(10, 'c'));
}

TEST(PageScan, KeepsJsonLdAsWritten) {
  const PageScan scan = ScanPage(
      "<script type='application/ld+json'>{\"a\":\"<b>&amp;\"}</script><script>no</script>"
      "<script type=' Application/LD+JSON; charset=utf-8'>2</script><script "
      "type=application/json>no</script>");
  EXPECT_THAT(scan.json_ld, ElementsAre("{\"a\":\"<b>&amp;\"}", "2"));
}

TEST(PageScan, IsBounded) {
  const PageScan scan =
      ScanPage(Repeat("<meta name=a content=b><script type=application/ld+json>1</script>", 1'000));
  EXPECT_THAT(scan.metas, SizeIs(256));
  EXPECT_THAT(scan.json_ld, SizeIs(64));
}

std::string Lean(std::string_view html) { return WithoutScriptTexts(html, ScanPage(html)); }

TEST(PageScan, CanLeaveOutTheTextsOfScriptsAndStyleSheets) {
  EXPECT_EQ(Lean("a<script>if (a<b) x='<p>';</script >b<STYLE>p>a{}</STYLE>c"),
            "a<script></script >b<STYLE></STYLE>c");
  EXPECT_EQ(Lean("<script>a\r\nb</script>c<script>\n</script>"), "<script></script>c<script></script>");
  EXPECT_EQ(Lean("<script>x = '<!-- <script> </script> -->';</script>c"), "<script></script>c");
}

TEST(PageScan, LeavesOutNothingElse) {
  for (const std::string_view page : {
           "<script></script>a",
           "<script>a",
           "<script><!-- <script>a</script> --></script>b",
           "<svg><script>a</script></svg>b",
           "<textarea><script>a</script></textarea>b",
           "<title><style>a</style></title>b",
           "<!-- <script>a</script> -->b",
           "<a title='<script>a</script>'>b",
       })
    EXPECT_EQ(Lean(page), page);
}

TEST(PageScan, PassesOverTheTitlesOfPictures) {
  EXPECT_EQ(ScanPage("<svg><title>Cart</title></svg><title>Shop</title>").title, "Shop");
}

TEST(PageScan, SaysNothingOfNothing) {
  const PageScan scan = ScanPage("");
  EXPECT_EQ(scan.title, "");
  EXPECT_THAT(scan.metas, SizeIs(0));
}

}  // namespace
}  // namespace pricecrew
