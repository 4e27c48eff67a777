#include "common/html/meta_prescan.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace pricecrew {
namespace {

std::string Prescan(std::string_view html) { return std::string(PrescanMeta(html).value_or("")); }

TEST(MetaPrescan, ReadsACharset) {
  EXPECT_EQ(Prescan("<meta charset=latin2>"), "ISO-8859-2");
  EXPECT_EQ(Prescan("<META name=x CHARSET = ' Shift-JIS '>"), "Shift_JIS");
  EXPECT_EQ(Prescan("<meta/charset=koi8-r>"), "KOI8-R");
}

TEST(MetaPrescan, ReadsAContentTypeOnlyWithItsPragma) {
  EXPECT_EQ(Prescan("<meta content='text/html; charset=big5' http-equiv=Content-Type>"), "Big5");
  EXPECT_EQ(Prescan("<meta content='text/html; charset=big5' http-equiv=refresh>"), "");
  EXPECT_EQ(Prescan("<meta content='text/html; charset=big5'>"), "");
}

TEST(MetaPrescan, PassesOverCommentsAttributesAndUnknownLabels) {
  EXPECT_EQ(Prescan("<!-- <meta charset=big5> --><meta charset=gbk>"), "GBK");
  EXPECT_EQ(Prescan("<!--><meta charset=gbk>"), "GBK");
  EXPECT_EQ(Prescan("<p title='<meta charset=big5>'><meta charset=gbk>"), "GBK");
  EXPECT_EQ(Prescan("<meta charset=nonsense><meta charset=gbk>"), "GBK");
  EXPECT_EQ(Prescan("<? <meta charset=big5 ?><meta charset=gbk>"), "GBK");
}

TEST(MetaPrescan, DoesNotBelieveAnAsciiPageToBeUtf16) {
  EXPECT_EQ(Prescan("<meta charset=utf-16le>"), "UTF-8");
  EXPECT_EQ(Prescan("<meta charset=x-user-defined>"), "windows-1252");
}

TEST(MetaPrescan, ReadsAnXmlDeclarationWhereNoMetaIs) {
  EXPECT_EQ(Prescan("<?xml version='1.0' encoding='iso-8859-15'?><html>"), "ISO-8859-15");
  EXPECT_EQ(Prescan("<?xml version='1.0' encoding='iso-8859-15'?><meta charset=gbk>"), "GBK");
  EXPECT_EQ(Prescan(" <?xml encoding='iso-8859-15'?>"), "");
}

TEST(MetaPrescan, LooksBeyondTheFirstKilobyteButNotIntoScripts) {
  const std::string filler = "<!--" + std::string(2'000, 'x') + "-->";
  EXPECT_EQ(Prescan(filler + "<meta charset=gbk>"), "GBK");
  EXPECT_EQ(Prescan("<script>'<meta charset=big5>'</script><meta charset=gbk>"), "Big5");
  EXPECT_EQ(Prescan(filler + "<script>'<meta charset=big5></b>'</script><meta charset=gbk>"), "GBK");
}

TEST(MetaPrescan, IsLinear) {
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view piece :
       {"<", "<a ", "<meta ", "<!--", "<a b='", "</", "<script>", "<meta content=charset "}) {
    std::string page;
    while (page.size() < 4'000'000) page += piece;
    EXPECT_EQ(Prescan(page), "");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(CharsetOfContentType, ReadsQuotedAndBareLabels) {
  EXPECT_EQ(CharsetOfContentType("text/html; charset=\"UTF-8\""), "UTF-8");
  EXPECT_EQ(CharsetOfContentType("text/html;Charset = latin1 ;x=y"), "windows-1252");
  EXPECT_EQ(CharsetOfContentType("text/html; charset; charset=gbk"), "GBK");
  EXPECT_EQ(CharsetOfContentType("text/html; charset='gbk"), std::nullopt);
  EXPECT_EQ(CharsetOfContentType("text/html"), std::nullopt);
}

}  // namespace
}  // namespace pricecrew
