#include "producer/ruled_discovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/rules/read_rules.h"

namespace pricecrew {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kPage =
    "<title>Lamps</title><h1>Lamps</h1><div class=tile><b><a href='/p/1#x'>One</a></b></div>"
    "<div class=tile><a href='/p/2?a=1'>Two</a></div><div class=tile><a href='/gift'>Gift card</a></div>"
    "<div class=tile><a href='/p/1'>One again</a></div><a class=advert href='/p/9'>Nine</a>"
    "<a class=more href='/c?from=20'>further</a>";

Discovery Read(const std::string& site) {
  auto rules = ReadRules(R"({"sites":[{"hosts":["shop.example"],)" + site + "}]}");
  if (auto* mistakes = std::get_if<std::vector<RulesMistake>>(&rules)) {
    ADD_FAILURE() << ToString(mistakes->front());
    return {};
  }
  const Page page{kPage, "text/html; charset=utf-8", *ParseUrl("https://shop.example/c")};
  return DiscoverWithRules(page, {}, std::get<Rules>(rules));
}

std::vector<std::string> Products(const Discovery& discovery) {
  std::vector<std::string> urls;
  for (const ProductLink& link : discovery.products) urls.push_back(link.url);
  return urls;
}

TEST(RuledDiscovery, TakesTheLinksThatSelectorsFind) {
  const Discovery found = Read(R"("product_links": ".tile", "drop": "*/gift")");
  EXPECT_THAT(Products(found), ElementsAre("https://shop.example/p/1", "https://shop.example/p/2?a=1"));
  EXPECT_EQ(found.products[0].text, "One");
  EXPECT_EQ(found.kind, PageKind::kListing);
}

TEST(RuledDiscovery, KeepsOnlyWhatPatternsName) {
  EXPECT_THAT(Products(Read(R"("product_links": "a", "keep": "*/p/*", "drop": ["*/p/9"])")),
              ElementsAre("https://shop.example/p/1", "https://shop.example/p/2?a=1"));
}

TEST(RuledDiscovery, TheNextPageIsTheirsAlone) {
  EXPECT_EQ(Read(R"("next_page": "a.more")").next, "https://shop.example/c?from=20");
  EXPECT_EQ(Read(R"("next_page": "a.none")").next, std::nullopt);
}

TEST(RuledDiscovery, OtherHostsAreLeftToDiscover) {
  auto rules = ReadRules(R"({"sites":[{"hosts":["other.example"],"drop":"*"}]})");
  const Page page{kPage, "text/html; charset=utf-8", *ParseUrl("https://shop.example/c")};
  EXPECT_EQ(Products(DiscoverWithRules(page, {}, std::get<Rules>(rules))), Products(Discover(page)));
}

}  // namespace
}  // namespace pricecrew
