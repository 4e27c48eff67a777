#include "producer/page_number.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(PageNumber, ReadsTheFormsOfShops) {
  EXPECT_EQ(PageNumberIn("http://a.test/c?page=3"), 3);
  EXPECT_EQ(PageNumberIn("http://a.test/c?sort=x&p=12&size=24"), 12);
  EXPECT_EQ(PageNumberIn("http://a.test/c/page/4/"), 4);
  EXPECT_EQ(PageNumberIn("http://a.test/c/page-4"), 4);
  EXPECT_EQ(PageNumberIn("http://a.test/c/p5"), 5);
  EXPECT_EQ(PageNumberIn("http://a.test/c?PAGEN_1=6"), 6);
  EXPECT_EQ(PageNumberIn("http://a.test/c?start=40"), 40);
}

TEST(PageNumber, IsAbsentElsewhere) {
  for (const auto* url : {"http://a.test/", "http://a.test/lamp-12", "http://a.test/c?id=3",
                          "http://a.test/page", "http://a.test:8080/c", "http://a.test/p/1234567890"}) {
    EXPECT_EQ(PageNumberIn(url), std::nullopt) << url;
  }
}

TEST(PageNumber, MeasuresTheStepBetweenUrls) {
  EXPECT_EQ(StepBetween("http://a.test/list_70_2.html", "http://a.test/list_70_3.html"), 1);
  EXPECT_EQ(StepBetween("http://a.test/?p=9", "http://a.test/?p=10"), 1);
  EXPECT_EQ(StepBetween("http://a.test/?p=3", "http://a.test/?p=2"), -1);
  EXPECT_EQ(StepBetween("http://a.test/?p=3", "http://a.test/?q=4"), std::nullopt);
  EXPECT_EQ(StepBetween("http://a.test/1/2", "http://a.test/2/3"), std::nullopt) << "two numbers differ";
  EXPECT_EQ(StepBetween("http://a.test/1", "http://a.test/1"), std::nullopt) << "none differs";
  EXPECT_EQ(StepBetween("http://a.test/1", "http://a.test/1/2"), std::nullopt);
}

TEST(PageNumber, IsTakenOutAndPutInAgain) {
  const std::pair<const char*, const char*> urls[] = {{"http://a.test/c?page=3", "http://a.test/c"},
                                                      {"http://a.test/c?page=3&s=1", "http://a.test/c?s=1"},
                                                      {"http://a.test/c?s=1&page=3", "http://a.test/c?s=1"},
                                                      {"http://a.test/c/page/3/", "http://a.test/c/"},
                                                      {"http://a.test/c", "http://a.test/c"}};
  for (const auto& [url, bare] : urls) EXPECT_EQ(WithoutPageNumber(url), bare) << url;
  EXPECT_EQ(WithPageNumber("http://a.test/c/page/3/?x=1", 4), "http://a.test/c/page/4/?x=1");
  EXPECT_FALSE(PageNumberIn("http://a.test/p/123")) << "a product";
}

}  // namespace
}  // namespace pricecrew
