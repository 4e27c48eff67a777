#include "producer/page_outline.h"

#include <gtest/gtest.h>

#include "common/html/page_scan.h"

namespace pricecrew {
namespace {

TEST(LastingClass, SkipsStatesAndNumbers) {
  EXPECT_EQ(LastingClass("first  item last"), "item");
  EXPECT_EQ(LastingClass("post-123 product sale"), "product");
  EXPECT_EQ(LastingClass(" odd "), "");
  EXPECT_EQ(LastingClass(""), "");
}

class OutlineTest : public testing::Test {
 protected:
  void Read(std::string_view html) {
    document_.emplace(Document::Sketch(html));
    outline_ = OutlineOf(*document_);
  }

  std::vector<std::size_t> Tagged(std::string_view tag) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < outline_.elements.size(); ++at) {
      if (outline_.elements[at].node.Tag() == tag) found.push_back(at);
    }
    return found;
  }

  std::optional<Document> document_;
  Outline outline_;
};

TEST_F(OutlineTest, GivesEveryElementItsRangeAndText) {
  Read("<div><p>A &amp; <b>b</b>c</p>\n<p>d<script>x</script></p></div>");
  const auto paragraphs = Tagged("p");
  ASSERT_EQ(paragraphs.size(), 2U);
  EXPECT_EQ(outline_.TextOf(paragraphs[0]), "A & bc");
  EXPECT_EQ(outline_.TextOf(paragraphs[1]), "d");
  EXPECT_EQ(outline_.TextOf(Tagged("div")[0]), "A & bc d");
  EXPECT_EQ(outline_.elements[paragraphs[0]].end, paragraphs[0] + 2) << "the b within";
  EXPECT_EQ(outline_.elements[paragraphs[0]].parent, Tagged("div")[0]);
}

TEST_F(OutlineTest, GivesAlikeElementsOnePath) {
  Read("<ul><li class='item odd'>a<li class='item'>b<li class=ad>c</ul><ol><li class=item>d</ol>");
  const auto items = Tagged("li");
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(outline_.elements[items[0]].path, outline_.elements[items[1]].path);
  EXPECT_NE(outline_.elements[items[0]].path, outline_.elements[items[2]].path) << "another class";
  EXPECT_NE(outline_.elements[items[0]].path, outline_.elements[items[3]].path) << "another parent";
  EXPECT_EQ(outline_.elements[items[0]].shape, outline_.elements[items[3]].shape);
}

}  // namespace
}  // namespace pricecrew
