#include "common/html/tree_builder.h"

#include <gtest/gtest.h>

#include <string>

#include "common/html/document.h"

namespace pricecrew {
namespace {

std::string Dump(Node node) {
  if (!node.IsElement()) return std::string(node.OwnText());
  std::string dump = "<" + std::string(node.Tag());
  for (const auto& [name, value] : node.Attributes()) dump.append(" ").append(name).append("=").append(value);
  dump += ">";
  for (const Node child : node.Children()) dump += Dump(child);
  return dump + "</>";
}

std::string Repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// Where pages are as most are, the tree is gumbo's to the letter.
TEST(TreeBuilder, AgreesWithTheFullParser) {
  for (const std::string_view page : {
           "",
           "a",
           "<p>one<p>two<div>three</div>",
           "<html lang=en><head><title>a &amp; b</title><meta name=x content=y></head><body "
           "class=c><h1>x</h1></body></html>",
           "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e",
           "<dl><dt>a<dd>b<dt>c</dl>",
           "<table><tbody><tr><td>a<td>b<tr><th>c</table>d",
           "<table><tbody><tr><td><table><tbody><tr><td>in</table>out</table>",
           "<select><option>a<option selected>b</select>c",
           "<a href=1>a<a href=2>b</a>",
           "<div><span>a</div>b",
           "<div>a</section>b</div>c",
           "<h1>a</h2>b",
           "<p>a<h2>b</h2>c",
           "<button>a<button>b",
           "<script>if (a<b) x='<p>'</script><p>a",
           "<textarea><p></textarea>a",
           "<div><!-- no -->a</div>",
           "<my-price value=3>1</my-price>2",
           "<form><div>a</form>b</div>c",
           "<i>a<b>b</i>",
           "<a href=x><div>a</div></a>b",
           "<img src=a><br>b<input value=1>",
           "<span class='a\"b' data-x>t</span>",
           "<meta itemprop=price content=5><div>a</div>",
       }) {
    const auto exact = Document::Parse(page);
    ASSERT_TRUE(exact.ok()) << page;
    EXPECT_EQ(Dump(Document::Sketch(page).Root()), Dump(exact->Root())) << page;
  }
}

TEST(TreeBuilder, DropsTheInsidesOfDrawings) {
  EXPECT_EQ(Dump(Document::Sketch("<body><svg><title>no</title><path d=1 /></svg>a").Root()),
            "<html><head></><body><svg></>a</></>");
  EXPECT_EQ(Dump(Document::Sketch("<body><svg><g><p>a").Root()),
            "<html><head></><body><svg></><p>a</></></>");
}

TEST(TreeBuilder, JoinsTextAcrossComments) {
  const Document document = Document::Sketch("<p>$<!-- -->12</p>");
  EXPECT_EQ(document.Root().Text(), "$12");
}

TEST(TreeBuilder, MakesWhatIsTooDeepFlat) {
  const Document document = Document::Sketch(Repeat("<div>", 100'000) + "deep");
  std::size_t depth = 0;
  Node node = document.Root();
  while (node.FirstChild()) {
    node = node.FirstChild().NextSibling() && node.FirstChild().Tag() == "head"
               ? node.FirstChild().NextSibling()
               : node.FirstChild();
    ++depth;
  }
  EXPECT_LE(depth, TreeBuilder::kMaxDepth + 1);
  EXPECT_EQ(document.Root().Text(), "deep");
}

TEST(TreeBuilder, StopsAtAMostOfElements) {
  const Document document = Document::Sketch("<body>" + Repeat("<i></i>", 300'000));
  EXPECT_LE(document.Root().FirstChild().NextSibling().Children().size(), kMaxTreeTags);
}

}  // namespace
}  // namespace pricecrew
