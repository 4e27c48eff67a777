#include "producer/product_url.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(ProductUrl, KnowsTheFormsOfShops) {
  for (const auto* url : {"http://a.test/product/9", "http://a.test/x/dp/B00",
                          "http://a.test/?route=product/product&product_id=5",
                          "http://a.test/oak-lamp-a1472925.html", "http://a.test/p/oak"}) {
    EXPECT_TRUE(LooksLikeProductUrl(url)) << url;
  }
  for (const auto* url : {"http://a.test/", "http://a.test", "http://product/", "http://a.test/lamps",
                          "http://a.test/?p=149", "http://a.test/c?since=20160401"}) {
    EXPECT_FALSE(LooksLikeProductUrl(url)) << url;
  }
  EXPECT_FALSE(NamesProduct("http://a.test/oak-lamp-a1472925.html"));
}

TEST(ProductUrl, NamesTheKindOfAPage) {
  EXPECT_EQ(UrlKind("http://a.test/book/oak"), UrlKind("http://b.test/book/elm"));
  EXPECT_EQ(UrlKind("http://a.test/?r=product&id=1"), UrlKind("http://a.test/?r=product&id=22"));
  EXPECT_NE(UrlKind("http://a.test/?r=product&id=1"), UrlKind("http://a.test/?r=category&id=1"));
  EXPECT_NE(UrlKind("http://a.test/book/oak"), UrlKind("http://a.test/brand/oak"));
}

TEST(ProductUrl, KnowsThePagesOfOneProduct) {
  const auto about = [](const char* page, const char* url) {
    return IsSubjectOf(ParseUrl(page).value(), url);
  };
  EXPECT_TRUE(about("http://a.test/reviews/14493", "http://a.test/lamp/dp/14493"));
  EXPECT_TRUE(about("http://a.test/oak-lamp/questions", "http://a.test/oak-lamp"));
  EXPECT_FALSE(about("http://a.test/list?cat=14493", "http://a.test/item?cat=14493&id=7"));
  EXPECT_FALSE(about("http://a.test/lamps", "http://a.test/lamps/oak-10482"));
}

TEST(ProductUrl, KnowsProductWordsInNames) {
  EXPECT_TRUE(HasProductWord("col-4 productCard"));
  EXPECT_TRUE(HasProductWord("https://schema.org/Product"));
  EXPECT_FALSE(HasProductWord("production team"));
}

}  // namespace
}  // namespace pricecrew
