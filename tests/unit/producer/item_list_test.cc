#include "producer/item_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ItemList, ReadsUrlsOfItemsInTheirForms) {
  EXPECT_THAT(
      ItemListHrefs(
          {R"({"@type":"ItemList","itemListElement":["/a",{"url":"/b"},{"item":"/c"},{"item":{"@id":"/d"}}]})"}),
      ElementsAre("/a", "/b", "/c", "/d"));
}

TEST(ItemList, FindsListsWithinGraphsAndPages) {
  EXPECT_THAT(
      ItemListHrefs({R"({"@graph":[{"@type":"CollectionPage","mainEntity":{"@type":["Thing","ItemList"],
                              "itemListElement":[{"url":"/a"}]}}]})"}),
      ElementsAre("/a"));
}

TEST(ItemList, LeavesBreadcrumbsAndBrokenBlocksOut) {
  EXPECT_THAT(
      ItemListHrefs({R"({"@type":"BreadcrumbList","itemListElement":[{"item":"/a"}]})", "{", "", "[1,null]"}),
      IsEmpty());
}

TEST(ItemList, SurvivesDeepNesting) {
  EXPECT_THAT(ItemListHrefs({std::string(200'000, '[')}), IsEmpty());
  EXPECT_THAT(ItemListHrefs({std::string(200'000, '[') + std::string(200'000, ']')}), IsEmpty());
}

}  // namespace
}  // namespace pricecrew
