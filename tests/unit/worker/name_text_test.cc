#include "worker/name_text.h"

#include <gtest/gtest.h>

#include "common/html/page_scan.h"

namespace pricecrew {
namespace {

std::string NameIn(std::string_view html) {
  const Document document = Document::Sketch(html);
  return NameText(document.Root());
}

TEST(NameText, LeavesOutWhatIsHidden) {
  EXPECT_EQ(
      NameIn(
          "<h1><span class='sr-only'>Details about</span> Red&nbsp;<b>lamp</b><button>Share</button></h1>"),
      "Red lamp");
}

TEST(CleanName, DropsWhatShopsPutAround) {
  EXPECT_EQ(CleanName("$60 \u00B7 Skate board", ""), "Skate board");
  EXPECT_EQ(CleanName("Red lamp SKU: 1234", ""), "Red lamp");
  EXPECT_EQ(CleanName("Log in needed Skate board for two", "Skate board for two"), "Skate board for two");
}

TEST(CleanName, PartsWordsAsTheTitleDoes) {
  EXPECT_EQ(CleanName("LUMENDesk lamp, red", "LUMEN Desk lamp, red - Best shop"), "LUMEN Desk lamp, red");
  EXPECT_EQ(CleanName("LUMENDesk lamp, red", "Lumen Desk lamp, red"), "LUMENDesk lamp, red");
}

TEST(CleanName, KeepsNamesThatOnlyLookSo) {
  EXPECT_EQ(CleanName("$100 gift card", ""), "$100 gift card");
  EXPECT_EQ(CleanName("Big red lamp", "lamp"), "Big red lamp");
  EXPECT_EQ(CleanName("", ""), "");
}

}  // namespace
}  // namespace pricecrew
