#include "producer/item_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> HrefsIn(const std::vector<std::string>& blocks) {
  std::vector<std::string> hrefs;
  for (const auto& item : ReadListedData(blocks).items) hrefs.push_back(item.href);
  return hrefs;
}

TEST(ItemList, ReadsUrlsOfItemsInTheirForms) {
  EXPECT_THAT(
      HrefsIn(
          {R"({"@type":"ItemList","itemListElement":["/a",{"url":"/b"},{"item":"/c"},{"item":{"@id":"/d"}}]})"}),
      ElementsAre("/a", "/b", "/c", "/d"));
}

TEST(ItemList, ReadsNamesAndPrices) {
  const auto data = ReadListedData({R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":
    {"@type":"Product","url":"/a","name":"Oak","offers":{"price":12.5}}}]})"});
  ASSERT_EQ(data.items.size(), 1U);
  EXPECT_EQ(data.items[0].name, "Oak");
  EXPECT_EQ(data.items[0].price, "12.5");
  EXPECT_TRUE(data.names_products);
  EXPECT_EQ(data.products, 0U) << "what stands in a list is not what the page is about";
}

TEST(ItemList, FindsListsWithinGraphsAndPages) {
  EXPECT_THAT(HrefsIn({R"({"@graph":[{"@type":"CollectionPage","mainEntity":{"@type":["Thing","ItemList"],
                              "itemListElement":[{"url":"/a"}]}}]})"}),
              ElementsAre("/a"));
}

TEST(ItemList, TakesProductsSideBySideForAList) {
  const std::string one = R"({"@type":"Product","name":"A","url":"/a"})";
  EXPECT_THAT(HrefsIn({one, R"({"@type":"http://schema.org/Product","name":"B","url":"/b"})"}),
              ElementsAre("/a", "/b"));
  const auto alone = ReadListedData({one});
  EXPECT_THAT(alone.items, IsEmpty());
  EXPECT_EQ(alone.products, 1U);
  EXPECT_EQ(alone.product_name, "A");
}

TEST(ItemList, LeavesListsOfOtherThingsOut) {
  EXPECT_THAT(HrefsIn({R"({"@type":"ItemList","itemListElement":[{"item":{"@type":"Article","url":"/a"}},
                           {"@type":"SiteNavigationElement","url":"/b"}]})"}),
              IsEmpty());
  EXPECT_TRUE(ReadListedData({R"({"@type":"BlogPosting"})"}).is_article);
}

TEST(ItemList, LeavesBreadcrumbsAndBrokenBlocksOut) {
  EXPECT_THAT(
      HrefsIn({R"({"@type":"BreadcrumbList","itemListElement":[{"item":"/a"}]})", "{", "", "[1,null]"}),
      IsEmpty());
}

TEST(ItemList, SurvivesDeepNesting) {
  EXPECT_THAT(HrefsIn({std::string(200'000, '[')}), IsEmpty());
  EXPECT_THAT(HrefsIn({std::string(200'000, '[') + std::string(200'000, ']')}), IsEmpty());
}

}  // namespace
}  // namespace pricecrew
