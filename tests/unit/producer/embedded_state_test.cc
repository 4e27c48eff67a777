#include "producer/embedded_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> HrefsIn(const std::string& html) {
  std::vector<std::string> hrefs;
  for (const auto& item : ProductsInState(html, ScanPage(html).scripts)) hrefs.push_back(item.href);
  return hrefs;
}

std::string Objects(const std::string& more) {
  return R"([{"name":"A","url":"/a",)" + more + R"(},{"name":"B","url":"/b",)" + more + "}]" +
         std::string(120, ' ');
}

TEST(EmbeddedState, FindsObjectsWithNameAddressAndPrice) {
  EXPECT_THAT(HrefsIn("<script type=application/json>{\"list\":" + Objects(R"("price":1)") + "}</script>"),
              ElementsAre("/a", "/b"));
  EXPECT_THAT(HrefsIn("<script>self.x={\"list\":" +
                      Objects(R"("offer":{"salePrice":{"amount":"9.50"}},"price":"1")") + "};</script>"),
              ElementsAre("/a", "/b"));
}

TEST(EmbeddedState, LeavesOtherListsOut) {
  EXPECT_THAT(HrefsIn("<script type=application/json>{\"list\":" + Objects(R"("date":1)") + "}</script>"),
              IsEmpty())
      << "without a price";
  EXPECT_THAT(
      HrefsIn("<script type=application/json>{\"relatedProducts\":" + Objects(R"("price":1)") + "}</script>"),
      IsEmpty());
}

TEST(EmbeddedState, LeavesListsBelowOtherNamesOut) {
  EXPECT_THAT(HrefsIn("<script type=application/json>{\"recommendations\":{\"items\":" +
                      Objects(R"("price":1)") + "}}</script>"),
              IsEmpty());
}

TEST(EmbeddedState, SurvivesWhatIsBroken) {
  EXPECT_THAT(HrefsIn("<script type=application/json>{\"list\":" + Objects(R"("price":1)") + "</script>"),
              IsEmpty());
  EXPECT_THAT(HrefsIn("<script type=application/json>" + std::string(100'000, '[') + "</script>"), IsEmpty());
  EXPECT_THAT(HrefsIn("<script>a=={\"a\":b = [{" + std::string(200, '=') + "</script>"), IsEmpty());
}

}  // namespace
}  // namespace pricecrew
