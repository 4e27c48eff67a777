#include "common/html/tree_estimate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/html/charset.h"
#include "common/html/document.h"
#include "tests/unit/common/html/corpus.h"

namespace pricecrew {
namespace {

struct Size {
  std::size_t depth = 0;
  std::size_t elements = 0;
};

// What gumbo makes of a page, whatever the limits.
Size TreeOf(std::string_view html) {
  const Document document = Document::Parse(html).value();
  Size size;
  std::vector<std::pair<Node, std::size_t>> pending{{document.Root(), 1}};
  while (!pending.empty()) {
    const auto [node, depth] = pending.back();
    pending.pop_back();
    if (!node.IsElement()) continue;
    ++size.elements;
    size.depth = std::max(size.depth, depth);
    for (const Node child : node.Children()) pending.emplace_back(child, depth + 1);
  }
  return size;
}

std::string Repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// Repeated a hundred times, each of these stays flat or grows deep in gumbo; the estimate must follow.
TEST(TreeEstimate, TellsTheDepthThatGumboReaches) {
  for (const std::string_view piece : {"<div>",
                                       "<div></div>",
                                       "<p>",
                                       "<p><b>",
                                       "<li>",
                                       "<ul><li>",
                                       "<ul><li></ul>",
                                       "<dt><dd>",
                                       "<option>",
                                       "</div><div>",
                                       "<table><tr><td>",
                                       "<table><tr><td>x<tr><td></table>",
                                       "<table><td>",
                                       "<td>",
                                       "<span><div></span></div>",
                                       "<div><span></div>",
                                       "<b><p></b></p>",
                                       "<i x=1><p></i>",
                                       "<a><div>",
                                       "<button>",
                                       "<h1>",
                                       "<h1><b></h2>",
                                       "<select><option>",
                                       "<select><div>",
                                       "<select></select>",
                                       "<svg><path/><g></g></svg>",
                                       "<svg><path>",
                                       "<svg><g></svg>",
                                       "<svg><desc><p>",
                                       "<math><mi><div>",
                                       "<svg><div>",
                                       "<svg><foreignObject><div></div></svg>",
                                       "<form><div></form></div>",

                                       "<object><p></object>",
                                       "<p><object></p>",
                                       "<template><td>",
                                       "<template></template>",
                                       "<ruby>x<rt>y",
                                       "<rt>",
                                       "<x-y>",
                                       "<x-y></x-y>",
                                       "<nobr>",
                                       "<frameset>",
                                       "<img><br><hr/>",
                                       "<div/>",
                                       "<select><title><option>",
                                       "<svg><title><p>",
                                       "<noscript><p>",
                                       "<script></script><style></style>",
                                       "<section><article>",
                                       "<label>",
                                       "<optgroup>",
                                       "<table><caption>",
                                       "<table><div>",
                                       "<marquee><td>",
                                       "</p>",
                                       "<svg></svg/>",
                                       "<math><title><p>"}) {
    const std::string page = Repeat(piece, 100);
    const TreeSize scan = MeasureTree(page);
    const Size tree = TreeOf(page);
    EXPECT_GE(scan.depth + 3, tree.depth) << piece;
    EXPECT_LE(scan.depth, tree.depth * 2 + 3) << piece;
    EXPECT_GE(scan.elements + 3, tree.elements) << piece;
  }
}

TEST(TreeEstimate, CountsWhatIsOpenedAgain) {
  std::string page = "<p>";
  for (int i = 0; i < 100; ++i) page += "<font size=" + std::to_string(i) + ">";
  page += Repeat("</p><p>x", 1'000);
  EXPECT_GE(MeasureTree(page).elements + 3, TreeOf(page).elements);
  EXPECT_GT(MeasureTree(page).elements, 100'000U);
}

TEST(TreeEstimate, StopsBeyondTheLimits) {
  EXPECT_EQ(MeasureTree(Repeat("<div>", 100'000)).depth, kMaxTreeDepth + 1);
  EXPECT_GT(MeasureTree(Repeat("<i></i>", 300'000)).elements, kMaxTreeTags);
  EXPECT_LT(MeasureTree(Repeat("<i></i>", 300'000)).elements, kMaxTreeTags + 100);
}

// Soups of a few kinds of tags, repeated: what would find a way of nesting that the estimate does not see.
TEST(TreeEstimate, IsNeverFarBelowTheTreeOfATagSoup) {
  constexpr std::array kNames{"div",  "p",    "b",  "i",        "a",      "font",   "span",  "table",
                              "tr",   "td",   "li", "ul",       "dd",     "form",   "h1",    "button",
                              "svg",  "math", "mi", "desc",     "select", "option", "title", "object",
                              "nobr", "ruby", "rt", "template", "x-y",    "br"};
  std::mt19937 random(1);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (int round = 0; round < 1'000; ++round) {
    std::array<const char*, 6> names{};
    for (const char*& name : names) name = kNames[below(kNames.size())];
    std::string piece;
    for (std::size_t left = 2 + below(10); left > 0; --left)
      piece += (below(3) == 0 ? "</" : "<") + std::string(names[below(names.size())]) +
               (below(8) == 0 ? "/>" : ">");
    const std::string page = Repeat(piece, 60);
    const TreeSize scan = MeasureTree(page);
    const Size tree = TreeOf(page);
    EXPECT_GE(scan.depth * 2 + 20, tree.depth) << piece;
    EXPECT_GE(scan.elements * 3 + 20, tree.elements) << piece;
  }
}

TEST(TreeEstimateCorpus, RefusesNoRealProductPage) {
  PRICECREW_CORPUS_OR_SKIP(corpus);
  int pages = 0;
  for (const auto& file : std::filesystem::directory_iterator(*corpus / "products")) {
    const std::string html = ToUtf8(testing::ReadFile(file.path()), "");
    const TreeSize scan = MeasureTree(html);
    const Result<Document> document = Document::Parse(html);
    ASSERT_TRUE(document.ok()) << file.path() << ": " << document.error().text;
    const Size tree = TreeOf(html);
    EXPECT_NEAR(static_cast<double>(scan.depth), static_cast<double>(tree.depth), 5) << file.path();
    EXPECT_GE(scan.elements + 3, tree.elements) << file.path();
    ++pages;
  }
  EXPECT_GT(pages, 90);
}

}  // namespace
}  // namespace pricecrew
