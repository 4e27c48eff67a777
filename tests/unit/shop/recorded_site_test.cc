#include "tests/shop/recorded_site.h"

#include <gtest/gtest.h>

namespace pricecrew::shop {
namespace {

constexpr const char* kLines =
    "{\"path\": \"/\", \"html\": \"<h1>caf\\u00e9</h1>\"}\n"
    "\n"
    "{\"path\": \"/c\", \"html\": \"one\", \"status\": 200}\n"
    "{\"path\": \"/c?page=2\", \"html\": \"two\"}\n"
    "{\"path\": \"/d?page=1\", \"html\": \"first\"}";

TEST(RecordedSite, AnswersWhatWasRecorded) {
  const auto site = RecordedSite::Parse(kLines);
  ASSERT_TRUE(site.ok());
  EXPECT_EQ(site->pages(), 4U);
  EXPECT_EQ(site->Answer("/").body, "<h1>café</h1>");
  EXPECT_EQ(site->Answer("/c?page=2").body, "two");
  EXPECT_EQ(site->Answer("/d?page=1").body, "first");
}

TEST(RecordedSite, TakesPageOneForThePageWithoutQuery) {
  const auto site = RecordedSite::Parse(kLines);
  EXPECT_EQ(site->Answer("/c?page=1").body, "one");
  EXPECT_EQ(site->Answer("/c?page=1").status, 200);
  EXPECT_EQ(site->Answer("/c?page=3").status, 404);
  EXPECT_EQ(site->Answer("/e?page=1").status, 404);
}

TEST(RecordedSite, NamesALineThatIsNoRecord) {
  for (const char* bad : {"{\"path\": \"/\"}", "nonsense", "[1]", "{\"path\": 1, \"html\": \"x\"}"}) {
    const auto site = RecordedSite::Parse(std::string("{\"path\": \"/\", \"html\": \"\"}\n") + bad);
    ASSERT_FALSE(site.ok()) << bad;
    EXPECT_NE(site.error().text.find("line 2"), std::string::npos);
  }
}

}  // namespace
}  // namespace pricecrew::shop
