#include "common/html/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace pricecrew {
namespace {

using ::testing::IsEmpty;
using ::testing::Optional;

Document Parse(std::string_view html) { return Document::Parse(html).value(); }

Node Find(Node from, std::string_view tag) {
  std::vector<Node> pending{from};
  while (!pending.empty()) {
    const Node node = pending.back();
    pending.pop_back();
    if (node.Tag() == tag) return node;
    for (const Node child : node.Children()) pending.push_back(child);
  }
  return {};
}

std::string BodyText(std::string_view html) {
  const Document document = Parse(html);
  return Find(document.Root(), "body").Text();
}

std::string Repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Document, HasAnHtmlRootEvenForNothing) {
  const Document document = Parse("");
  EXPECT_EQ(document.Root().Tag(), "html");
  EXPECT_TRUE(document.Root().IsElement());
  EXPECT_FALSE(document.Root().Parent());
}

TEST(Document, TellsElementsFromText) {
  const Document document = Parse("<p>one<b>two</b><!-- no --></p>");
  const std::vector<Node> children = Find(document.Root(), "p").Children();
  ASSERT_EQ(children.size(), 2U);
  EXPECT_FALSE(children[0].IsElement());
  EXPECT_EQ(children[0].Tag(), "");
  EXPECT_EQ(children[0].Text(), "one");
  EXPECT_EQ(children[1].Tag(), "b");
  EXPECT_EQ(children[1].Parent().Tag(), "p");
}

TEST(Document, GivesAttributesWithTheirReferencesResolved) {
  const Document document = Parse("<a HREF='/x?a=1&amp;b=2' title>x</a>");
  const Node link = Find(document.Root(), "a");
  EXPECT_THAT(link.Attribute("href"), Optional(std::string_view("/x?a=1&b=2")));
  EXPECT_THAT(link.Attribute("title"), Optional(std::string_view("")));
  EXPECT_EQ(link.Attribute("rel"), std::nullopt);
  EXPECT_EQ(link.Children()[0].Attribute("href"), std::nullopt);
}

TEST(Document, FindsWholeWordsOfTheClassOnly) {
  const Document document = Parse("<p class='price-box\tprice Sale'>");
  const Node node = Find(document.Root(), "p");
  EXPECT_TRUE(node.HasClass("price"));
  EXPECT_TRUE(node.HasClass("price-box"));
  EXPECT_TRUE(node.HasClass("Sale"));
  EXPECT_FALSE(node.HasClass("sale"));
  EXPECT_FALSE(node.HasClass("box"));
  EXPECT_FALSE(node.HasClass(""));
}

TEST(Document, SpellsUnknownElementsInLowerCase) {
  const Document document = Parse("<My-Price Value=3>1</My-Price>");
  const Node node = Find(document.Root(), "my-price");
  ASSERT_TRUE(node);
  EXPECT_EQ(node.Text(), "1");
}

TEST(Document, TextLeavesOutWhatIsNotShown) {
  EXPECT_EQ(
      BodyText("a<script>b</script><style>c</style><template>d</template><noscript>e</noscript><!--f-->g"),
      "ag");
}

TEST(Document, TextFoldsWhiteSpace) {
  EXPECT_EQ(BodyText(" \n a \t b<b> c</b> <i> d</i>\r\n"), "a b c d");
  EXPECT_EQ(BodyText("1&nbsp;299"),
            "1\xC2\xA0"
            "299");
}

TEST(Document, TextPartsBlocksAndLinesButNotSpans) {
  EXPECT_EQ(BodyText("<div>a</div><div>b</div>c<br>d"), "a b c d");
  EXPECT_EQ(BodyText("<span>12</span><sup>99</sup>"), "1299");
}

TEST(Document, NodesSurviveAMoveOfTheDocument) {
  Document document = Parse("<p>text</p>");
  const Node node = Find(document.Root(), "p");
  const Document moved = std::move(document);
  EXPECT_EQ(node.Text(), "text");
  EXPECT_EQ(moved.Root().Tag(), "html");
}

TEST(Document, ManyLevelsAreWalkedAndFreed) {
  const Document document = Parse(Repeat("<div>", 990) + "deep");
  EXPECT_EQ(document.Root().Text(), "deep");
}

std::string CodeOf(const TreeSize& size) { return BeyondTreeLimits(size).value_or(Error{}).code; }

TEST(Document, RefusesPagesBeyondTheLimits) {
  TreeSize size{kMaxTreeTags, kMaxTreeDepth, kMaxTreeAttributes, kMaxTreeAttributesInAll};
  EXPECT_EQ(CodeOf(size), "");
  ++size.attributes;
  EXPECT_EQ(CodeOf(size), "too_many_attributes");
  --size.attributes;
  ++size.max_attributes;
  EXPECT_EQ(CodeOf(size), "too_many_attributes");
  ++size.elements;
  EXPECT_EQ(CodeOf(size), "too_many_tags");
  ++size.depth;
  EXPECT_EQ(CodeOf(size), "too_deep");
  EXPECT_EQ(Document::Parse(Repeat("<div>", 1'100)).error().code, "too_deep");
}

TEST(Node, OfNothingIsEmpty) {
  const Node node;
  EXPECT_FALSE(node);
  EXPECT_FALSE(node.IsElement());
  EXPECT_EQ(node.Text(), "");
  EXPECT_THAT(node.Children(), IsEmpty());
  EXPECT_FALSE(node.Parent());
}

}  // namespace
}  // namespace pricecrew
