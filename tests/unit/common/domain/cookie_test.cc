#include "common/domain/cookie.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

constexpr std::int64_t kNow = 1'700'000'000;

std::string HeaderFor(const std::string& file, const char* url) {
  const auto cookies = ParseCookieFile(file);
  EXPECT_TRUE(cookies);
  return CookieHeader(*cookies, *ParseUrl(url), kNow);
}

TEST(CookieFile, ReadsCommentsHttpOnlyLinesAndCrLf) {
  const std::string file =
      "# Netscape HTTP Cookie File\r\n\r\nshop.test\tFALSE\t/\tFALSE\t0\ta\t1\r\n"
      "#HttpOnly_.shop.test\tTRUE\t/\tFALSE\t0\tb\t2\r\n";
  EXPECT_EQ(HeaderFor(file, "http://shop.test/"), "a=1; b=2");
}

TEST(CookieFile, NamesTheBadLineButNotItsValue) {
  for (const char* bad :
       {"\nshop.test\tsecret", "\nshop.test\tTRUE\t/\tFALSE\tsoon\ta\tsecret",
        "\n\tTRUE\t/\tFALSE\t0\ta\tsecret", "\nshop.test\tTRUE\t/\tFALSE\t0\ta\tsecret;b"}) {
    const auto cookies = ParseCookieFile(bad);
    ASSERT_FALSE(cookies) << bad;
    EXPECT_NE(cookies.error().text.find("line 2"), std::string::npos);
    EXPECT_EQ(cookies.error().text.find("secret"), std::string::npos);
  }
}

TEST(CookieHeader, FollowsDomainPathSecurityAndExpiry) {
  const std::string file =
      "shop.test\tFALSE\t/\tFALSE\t0\thost\t1\n.shop.test\tTRUE\t/\tFALSE\t0\tdomain\t2\n"
      "shop.test\tTRUE\t/cart\tFALSE\t0\tpath\t3\nshop.test\tTRUE\t/\tTRUE\t0\tsecure\t4\n"
      "shop.test\tTRUE\t/\tFALSE\t1600000000\tgone\t5\n";
  EXPECT_EQ(HeaderFor(file, "http://shop.test/"), "host=1; domain=2");
  EXPECT_EQ(HeaderFor(file, "https://shop.test/cart/x"), "host=1; domain=2; path=3; secure=4");
  EXPECT_EQ(HeaderFor(file, "http://www.shop.test/cartoon"), "domain=2");
  EXPECT_EQ(HeaderFor(file, "http://notshop.test/"), "");
}

}  // namespace
}  // namespace pricecrew
