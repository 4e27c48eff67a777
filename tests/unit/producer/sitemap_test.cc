#include "producer/sitemap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <array>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::optional<Sitemap> Read(std::string_view body, std::string_view url = "http://shop.test/sitemap.xml") {
  return ReadSitemap({.body = body, .content_type = "", .url = ParseUrl(url).value()});
}

std::string Gzip(std::string text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

constexpr const char* kUrls = R"(<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="i">
<url><loc> http://shop.test/product/1?a=1&amp;b=2 </loc><image:image><image:loc>http://shop.test/1.jpg</image:loc></image:image></url>
<!-- <url><loc>http://shop.test/commented</loc></url> -->
<url><loc><![CDATA[http://shop.test/product/2]]></loc><lastmod>2020-01-01</lastmod></url></urlset>)";

TEST(Sitemap, ReadsPagesButNoImages) {
  const auto found = Read(kUrls);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->pages, ElementsAre("http://shop.test/product/1?a=1&b=2", "http://shop.test/product/2"));
  EXPECT_THAT(found->sitemaps, IsEmpty());
  EXPECT_EQ(found->broken, "");
}

TEST(Sitemap, ReadsAnyPrefixAndImagesFirst) {
  const auto found =
      Read(R"(<s:urlset xmlns:s="x"><s:url><i:image><i:loc>http://shop.test/1.jpg</i:loc></i:image>
    <s:loc>http://shop.test/p/1</s:loc></s:url></s:urlset>)");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->pages, ElementsAre("http://shop.test/p/1"));
}

TEST(Sitemap, ReadsAnIndexEvenWithoutLoc) {
  const auto found = Read(R"(<sitemapindex><sitemap><loc>http://shop.test/s1.xml.gz</loc></sitemap>
    <sitemap>http://shop.test/s2.xml?a=1&amp;b=2</sitemap></sitemapindex>)");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->sitemaps, ElementsAre("http://shop.test/s1.xml.gz", "http://shop.test/s2.xml?a=1&b=2"));
}

TEST(Sitemap, ReadsFeedsAndLists) {
  EXPECT_THAT(Read(R"(<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://shop.test/"/><entry>
    <link rel="edit" href="http://shop.test/edit"/><link href="http://shop.test/p/1"/></entry></feed>)")
                  ->pages,
              ElementsAre("http://shop.test/p/1"));
  EXPECT_THAT(Read("<rss><channel><link>http://shop.test/</link><item><link>http://shop.test/p/1</link></"
                   "item></channel></rss>")
                  ->pages,
              ElementsAre("http://shop.test/p/1"));
  EXPECT_THAT(Read("http://shop.test/p/1\r\nhttp://shop.test/p/2\nnonsense\n")->pages,
              ElementsAre("http://shop.test/p/1", "http://shop.test/p/2"));
}

TEST(Sitemap, ReadsTheSitemapsOfARobotsFile) {
  const auto found =
      Read("User-agent: *\nDisallow: /x\nSITEMAP: http://shop.test/a.xml # main\nSitemap:/b.xml",
           "http://shop.test/robots.txt");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->sitemaps, ElementsAre("http://shop.test/a.xml", "/b.xml"));
}

TEST(Sitemap, ReadsGzipEvenWhenItIsCutShort) {
  EXPECT_THAT(Read(Gzip(kUrls))->pages, SizeIs(2));
  std::string many = "<urlset>";
  for (int i = 0; i < 5'000; ++i)
    many += "<url><loc>http://shop.test/product/" + std::to_string(i * 7919) + "</loc></url>";
  const std::string packed = Gzip(many + "</urlset>");
  EXPECT_THAT(Read(packed)->pages, SizeIs(5'000));
  const auto cut = Read(std::string_view(packed).substr(0, packed.size() / 2));
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->broken, "gzip");
  EXPECT_GT(cut->pages.size(), 1'000U);
}

TEST(Sitemap, ReadsBrokenXmlUpToThere) {
  const auto found = Read("<urlset><url><loc>http://shop.test/p/1</loc></url><url><loc>http://shop.te");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->pages, ElementsAre("http://shop.test/p/1"));
  EXPECT_EQ(found->broken, "xml");
}

TEST(Sitemap, KeepsTheLimitsOfTheProtocol) {
  std::string many = "<urlset>";
  for (int i = 0; i < 50'010; ++i)
    many += "<url><loc>http://shop.test/p/" + std::to_string(i) + "</loc></url>";
  EXPECT_THAT(Read(many)->pages, SizeIs(50'000));
  const auto bomb = Read(Gzip("<urlset>" + std::string(std::size_t{60} << 20, ' ') + "</urlset>"));
  ASSERT_TRUE(bomb);
  EXPECT_EQ(bomb->broken, "too_large");
}

TEST(Sitemap, LeavesPagesAlone) {
  EXPECT_FALSE(Read("<!doctype html><html><body><a href=/p/1>1</a>"));
  EXPECT_FALSE(Read(R"(<?xml version="1.0"?><!DOCTYPE html><html><body><p>:urlset</p></body></html>)"));
  EXPECT_FALSE(Read(""));
  EXPECT_FALSE(Read("<p>http://shop.test/"));
}

TEST(Sitemap, TellsProductsByShape) {
  EXPECT_THAT(ProductPagesOf({"http://a.test/", "http://a.test/category/x", "http://a.test/product/1"}),
              ElementsAre("http://a.test/product/1"));
  EXPECT_THAT(ProductPagesOf(
                  {"http://a.test/oak-lamp-10482", "http://a.test/elm-lamp-10483", "http://a.test/blog/x"}),
              ElementsAre("http://a.test/oak-lamp-10482", "http://a.test/elm-lamp-10483"));
  EXPECT_THAT(ProductPagesOf({"http://a.test/lamps/oak", "http://a.test/lamps/elm", "http://a.test/lamps",
                              "http://a.test/sofas/red"}),
              ElementsAre("http://a.test/lamps/oak", "http://a.test/lamps/elm", "http://a.test/sofas/red"));
}

}  // namespace
}  // namespace pricecrew
