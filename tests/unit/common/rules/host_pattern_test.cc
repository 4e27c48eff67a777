#include "common/rules/host_pattern.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

bool Matches(std::string_view pattern, std::string_view host) {
  const auto parsed = HostPattern::Parse(pattern);
  return parsed && parsed->Matches(host);
}

TEST(HostPattern, IsForThatHostAlone) {
  EXPECT_TRUE(Matches("shop.example", "shop.example"));
  EXPECT_TRUE(Matches("SHOP.example", "shop.example."));
  EXPECT_FALSE(Matches("shop.example", "www.shop.example"));
  EXPECT_FALSE(Matches("shop.example", "myshop.example"));
  EXPECT_TRUE(Matches("größe.example", "xn--gre-6ka8i.example"));
  EXPECT_TRUE(Matches("127.0.0.1", "127.0.0.1"));
}

TEST(HostPattern, IsForAllBelowAHost) {
  EXPECT_TRUE(Matches("*.shop.example", "www.shop.example"));
  EXPECT_TRUE(Matches("*.shop.example", "a.b.shop.example"));
  EXPECT_FALSE(Matches("*.shop.example", "shop.example"));
  EXPECT_FALSE(Matches("*.shop.example", "myshop.example"));
  EXPECT_FALSE(Matches("*.shop.example", ".shop.example"));
}

TEST(HostPattern, IsForAnyHost) { EXPECT_TRUE(Matches("*", "shop.example")); }

TEST(HostPattern, RefusesWhatIsNoHost) {
  for (const char* text : {"", "*.", "http://shop.example", "shop.example/p", "shop.example:80", "a*.example",
                           "*.*.example", "shop example"})
    EXPECT_FALSE(HostPattern::Parse(text)) << text;
}

}  // namespace
}  // namespace pricecrew
