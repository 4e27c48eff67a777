#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/domain/url.h"

namespace pricecrew {
namespace {

struct Row {
  std::string input;
  std::string wanted;
};

void ExpectCanonical(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const auto url = ParseUrl("https://s.example" + row.input);
    ASSERT_TRUE(url) << row.input;
    EXPECT_EQ(CanonicalUrl(*url), "https://s.example" + row.wanted) << "input: " << row.input;
  }
}

TEST(CanonicalUrl, DropsWhatNamesNoPage) {
  ExpectCanonical({
      {"/a#reviews", "/a"},
      {"/a?#", "/a"},
      {"/a?&&", "/a"},
      {"/a?utm_source=x&UTM_Medium=y&utm_anything=z", "/a"},
      {"/a?gclid=1&fbclid=2&msclkid=3&yclid=4&dclid=5&gbraid=6&wbraid=7&srsltid=8&igshid=9", "/a"},
      {"/a?mc_cid=1&mc_eid=2&_ga=2.1&_gl=1*x&id=7", "/a?id=7"},
      {"/a?ref_=nav&pf_rd_p=1&pd_rd_i=2", "/a"},
      {"/a?ref=newsletter", "/a"},
      {"/a?ref=sr_1_4&id=7", "/a?id=7"},
      {"/a?ref", "/a"},
  });
  EXPECT_EQ(CanonicalUrl(ParseUrl("http://me:pw@S.example:8080/a").value()), "http://s.example:8080/a");
}

TEST(CanonicalUrl, DropsSessions) {
  ExpectCanonical({
      {"/a?PHPSESSID=1&id=7", "/a?id=7"},
      {"/a?jsessionid=1&sessionid=2&ASPSESSIONIDQQABCD=3", "/a"},
      {"/a;jsessionid=0A1B2C?id=7", "/a?id=7"},
      {"/a;JSESSIONID=0A1B2C.node1/b", "/a/b"},
      {"/a;jsessionid=0A;color=red", "/a;color=red"},
      {"/a;jsessionid=1/b;JSESSIONID=2", "/a/b"},
      {"/a/..;jsessionid=1/b", "/a/..;jsessionid=1/b"},  // without it, another page
      {"/a/ref=x/ref=y", "/a"},
      {"/a?sid=0123456789abcdef0123456789abcdef", "/a"},
      {"/a?sid=", "/a"},
  });
}

TEST(CanonicalUrl, KeepsWhatMayNameAProduct) {
  for (const std::string query : {"id=1",          "pid=1",      "sku=AB-1", "variant=123456789012345678",
                                  "color=red",     "size=42",    "sid=1234", "sid=red-shoe",
                                  "ref=12345",     "ref=AB_123", "ref=1_2",  "article=x",
                                  "item=1",        "p=2",        "page=2",   "q=utm",
                                  "product_ref=1", "gclidx=1",   "utm=1",    "asin=B000",
                                  "dwvar_color=1", "s=1",        "cid=1",    "ga=1",
                                  "=utm_source"})
    ExpectCanonical({{"/a?" + query, "/a?" + query}});
  ExpectCanonical({
      {"/a/", "/a/"},
      {"//a//b", "//a//b"},
      {"/a;id=7", "/a;id=7"},
      {"/a/id=7", "/a/id=7"},
      {"/a/ref=12345", "/a/ref=12345"},
  });
}

TEST(CanonicalUrl, SortsByNameAndKeepsTheOrderWithinAName) {
  ExpectCanonical({
      {"/a?b=2&a=1", "/a?a=1&b=2"},
      {"/a?f=z&c=1&f=a&f=m", "/a?c=1&f=z&f=a&f=m"},
      {"/a?b&a=&a", "/a?a=&a&b"},
      {"/a?b=1=2&a=x?y", "/a?a=x?y&b=1=2"},
  });
}

TEST(CanonicalUrl, KeepsTheOrderWithinANameOfManyParameters) {
  std::string query = "z=0";
  for (int i = 99; i >= 0; --i) query += "&f=" + std::to_string(i);
  ExpectCanonical({{"/a?" + query, "/a?" + query.substr(4) + "&z=0"}});
}

TEST(CanonicalUrl, SpellsPercentEncodingInOneWay) {
  ExpectCanonical({
      {"/gr%c3%b6%c3%9fe", "/gr%C3%B6%C3%9Fe"},
      {"/größe", "/gr%C3%B6%C3%9Fe"},
      {"/%7Eshop/%41%2d%2Fb", "/~shop/A-%2Fb"},
      {"/a?%75tm_source=x&q=%2b+", "/a?q=%2B+"},
      {"/100%/%zz", "/100%/%zz"},
  });
}

TEST(CanonicalUrl, DropsTheReferrerAtThePathsEnd) {
  ExpectCanonical({
      {"/dp/B000/ref=sr_1_4?qid=1", "/dp/B000?qid=1"},
      {"/dp/B000/ref=nav", "/dp/B000"},
      {"/ref=nav", "/ref=nav"},
      {"/dp/ref=nav/B000", "/dp/ref=nav/B000"},
  });
}

TEST(CanonicalUrl, IsTheIdentityOnItsOwnResult) {
  for (const std::string input : {"/a;jsessionid=1;b/ref=x?z=1&utm_x=2&a=%7e", "/%2541?%2541=%25", "/?b&a",
                                  "/p/.;jsessionid=1;jsessionid=2", "/p/..;jsessionid=1/x;jsessionid=2"}) {
    const std::string once = CanonicalUrl(ParseUrl("https://s.example" + input).value());
    EXPECT_EQ(CanonicalUrl(ParseUrl(once).value()), once);
  }
}

}  // namespace
}  // namespace pricecrew
