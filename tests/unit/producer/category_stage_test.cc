#include "producer/category_stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kCategory = "http://shop.test/c";

/// A category page with three products, and with a next page where `next` says which.
std::string Shelf(const std::string& next, const std::string& series = "") {
  std::string html = "<ul>";
  for (const char* name : {"1", "2", "3"})
    html += "<li class=product><a href='/product/" + series + name + "'>Lamp</a> 5.00 €</li>";
  html += "</ul>";
  return next.empty() ? html : html + "<a rel=next href='" + next + "'>Next</a>";
}

Task PageTask(std::uint32_t number) {
  const std::string url = number == 1 ? kCategory : kCategory + ("?page=" + std::to_string(number));
  Task task = *MakePageTask("job-1", Stage::kCategory, url);
  task.position = {4, {2}, number, 0};
  task.category_url = kCategory;
  return task;
}

Settlement Read(const Task& task, const std::string& html) {
  return ReadCategoryPage(task, {*ParseUrl(task.url), {200, {{"content-type", "text/html"}}, html}});
}

std::vector<std::string> PathsOf(const Settlement& settlement) {
  std::vector<std::string> paths;
  for (const Task& child : settlement.children)
    paths.push_back(child.url.substr(std::string_view("http://shop.test").size()));
  return paths;
}

TEST(CategoryStage, AnnouncesItsProductsThenTheNextPage) {
  const Settlement settlement = Read(PageTask(1), Shelf("?page=2"));
  EXPECT_EQ(settlement.outcome, Outcome::kListing);
  EXPECT_EQ(settlement.reason, "products");
  EXPECT_EQ(settlement.final_url, kCategory);
  EXPECT_EQ(settlement.links_seen, 4U);
  EXPECT_THAT(PathsOf(settlement), ElementsAre("/product/1", "/product/2", "/product/3", "/c?page=2"));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(settlement.children[i].stage, Stage::kProduct);
  EXPECT_EQ(settlement.children[3].stage, Stage::kCategory);
}

TEST(CategoryStage, NumbersProductsByPageAndRank) {
  const Settlement settlement = Read(PageTask(2), Shelf("?page=3"));
  ASSERT_THAT(settlement.children, SizeIs(4));
  for (std::uint32_t i = 0; i < 3; ++i)
    EXPECT_EQ(settlement.children[i].position, (Position{4, {2}, 2, i + 1}));
  EXPECT_EQ(settlement.children[3].position, (Position{4, {2}, 3, 0})) << "the next page";
}

TEST(CategoryStage, ChildrenNameTheFirstPageOfTheirCategory) {
  for (const Task& child : Read(PageTask(2), Shelf("?page=3")).children) {
    EXPECT_EQ(child.category_url, kCategory);
    EXPECT_EQ(child.job, "job-1");
  }
}

TEST(CategoryStage, TheLastOfTheAllowedPagesAnnouncesNoOther) {
  Task task = PageTask(1);
  task.left.pages = 2;
  const Settlement first = Read(task, Shelf("?page=2"));
  ASSERT_THAT(first.children, SizeIs(4));
  EXPECT_EQ(first.children[3].left.pages, 1U);
  const Settlement second = Read(first.children[3], Shelf("?page=3", "b"));
  EXPECT_THAT(PathsOf(second), ElementsAre("/product/b1", "/product/b2", "/product/b3"));
}

TEST(CategoryStage, TheAllowedProductsRunOutAlongTheChain) {
  Task task = PageTask(1);
  task.left.products = 5;
  const Settlement first = Read(task, Shelf("?page=2"));
  ASSERT_THAT(first.children, SizeIs(4));
  EXPECT_EQ(first.children[3].left.products, 2U);
  const Settlement second = Read(first.children[3], Shelf("?page=3", "b"));
  EXPECT_THAT(PathsOf(second), ElementsAre("/product/b1", "/product/b2")) << "and no further page";
}

TEST(CategoryStage, ExactlyTheAllowedProductsNeedNoFurtherPage) {
  Task task = PageTask(1);
  task.left.products = 3;
  EXPECT_THAT(PathsOf(Read(task, Shelf("?page=2"))), SizeIs(3));
}

TEST(CategoryStage, WithoutAShareOfTheProductsNothingIsAnnounced) {
  Task task = PageTask(1);
  task.left.products = 0;
  EXPECT_THAT(Read(task, Shelf("?page=2")).children, IsEmpty());
}

TEST(CategoryStage, WithoutLimitsTheNextPageHasNone) {
  EXPECT_EQ(Read(PageTask(1), Shelf("?page=2")).children[3].left, ChainLimits{});
}

TEST(CategoryStage, APageThatCallsItselfItsNextPageIsTheLast) {
  EXPECT_THAT(PathsOf(Read(PageTask(2), Shelf("?page=2&utm_source=pager"))), SizeIs(3));
}

TEST(CategoryStage, AChainThatNeverEndsIsCut) {
  const std::string next = "?page=" + std::to_string(kMaxChainPages + 1);
  EXPECT_THAT(Read(PageTask(kMaxChainPages - 1), Shelf("?page=" + std::to_string(kMaxChainPages))).children,
              SizeIs(4));
  EXPECT_THAT(Read(PageTask(kMaxChainPages), Shelf(next)).children, SizeIs(3));
}

TEST(CategoryStage, APageWithoutProductsSaysSo) {
  const Settlement settlement = Read(PageTask(1), "<p>All sold. <a href='/imprint'>Imprint</a>");
  EXPECT_EQ(settlement.outcome, Outcome::kListing);
  EXPECT_EQ(settlement.reason, "no_products");
  EXPECT_THAT(settlement.children, IsEmpty());
  EXPECT_EQ(settlement.links_seen, 1U);
}

TEST(CategoryStage, APageThatCannotBeReadIsAFailure) {
  const Settlement settlement = Read(PageTask(1), "");
  EXPECT_EQ(settlement.outcome, Outcome::kFailed);
  EXPECT_EQ(settlement.reason, "empty");
  EXPECT_THAT(settlement.detail, testing::HasSubstr(kCategory));
  EXPECT_THAT(settlement.children, IsEmpty());
}

/// Page `number` as the page before it announces it.
Task PageAfter(const Settlement& settlement) {
  Task next = settlement.children.back();
  next.job = "job-1";
  return next;
}

std::string Grid(const std::string& prefix) {
  std::string html;
  for (const char* number : {"1", "2", "3"})
    html += "<li class=product><a href='/product/" + prefix + number + "'>Lamp " + prefix + number +
            "</a> 5.00 €</li>";
  return "<ul>" + html + "</ul>";
}

TEST(CategoryStage, EndsAChainThatComesToAPageAgain) {
  const Settlement first = Read(PageTask(1), Grid("a") + "<a rel=next href='/c/second'>Next</a>");
  const Task second = PageAfter(first);
  EXPECT_THAT(second.chain.seen, SizeIs(2)) << "its address, and what it listed";
  const Settlement last = Read(second, Grid("b") + "<a rel=next href='/c'>Next</a>");
  EXPECT_EQ(last.reason, "page_seen");
  EXPECT_THAT(last.children, SizeIs(3));
}

TEST(CategoryStage, EndsAChainWhoseProductsWereAllSeen) {
  const Settlement first = Read(PageTask(1), Grid("a") + "<a rel=next href='?page=2'>Next</a>");
  const Settlement last = Read(PageAfter(first), Grid("a") + "<a rel=next href='?page=3'>Next</a>");
  EXPECT_EQ(last.reason, "products_seen");
  EXPECT_THAT(last.children, IsEmpty());
}

TEST(CategoryStage, EndsAChainWhosePageNumberDoesNotGrow) {
  const Settlement last = Read(PageTask(3), Grid("a") + "<a rel=next href='/c?sort=up&page=2'>Next</a>");
  EXPECT_EQ(last.reason, "page_number");
  EXPECT_THAT(last.children, SizeIs(3));
}

TEST(CategoryStage, EndsAChainOfPagesWithNothingOnThem) {
  const Settlement last = Read(PageTask(1), "<p>Nothing</p><a rel=next href='?page=2'>Next</a>");
  EXPECT_EQ(last.reason, "no_products");
  EXPECT_THAT(last.children, IsEmpty());
}

TEST(CategoryStage, SaysHowManyProductsWereStatedAndFound) {
  const Settlement first =
      Read(PageTask(1), "<p>8 products</p>" + Grid("a") + "<a rel=next href='?page=2'>Next</a>");
  EXPECT_FALSE(first.stated) << "the chain goes on";
  EXPECT_FALSE(first.children.back().chain.guessed) << "a link leads on";
  const Settlement last = Read(PageAfter(first), Grid("b"));
  EXPECT_EQ(last.stated, (StatedProducts{8, 6}));
}

TEST(CategoryStage, GuessesTheNextPageUntilAllStatedAreFound) {
  const Settlement first = Read(PageTask(1), "<p>6 products</p>" + Grid("a"));
  ASSERT_THAT(first.children, SizeIs(4));
  EXPECT_EQ(first.children.back().url, "http://shop.test/c?page=2");
  EXPECT_TRUE(first.children.back().chain.guessed);
  const Settlement last = Read(PageAfter(first), "<p>6 products</p>" + Grid("b"));
  EXPECT_THAT(last.children, SizeIs(3));
  EXPECT_EQ(last.stated, (StatedProducts{6, 6}));
}

TEST(CategoryStage, FollowsSubcategoriesAsFarDownAsTheJobWants) {
  const std::string html =
      "<div class=subcategories><a href='/c/desk'>Desk</a><a href='/c/wall'>Wall</a></div>" + Grid("a");
  Task task = PageTask(1);
  EXPECT_THAT(Read(task, html).children, SizeIs(3)) << "no level is left";
  task.chain.depth = 2;
  task.left.pages = 5;
  const Settlement settlement = Read(task, html);
  ASSERT_THAT(settlement.children, SizeIs(5));
  const Task& wall = settlement.children[4];
  EXPECT_EQ(wall.url, "http://shop.test/c/wall");
  EXPECT_EQ(wall.position, (Position{4, {2, 2}, 1, 0}));
  EXPECT_EQ(wall.category_url, wall.url);
  EXPECT_EQ(wall.chain.depth, 1U);
  EXPECT_EQ(wall.left.pages, 5U);
  task.position.page = 2;
  EXPECT_THAT(Read(task, html).children, SizeIs(3)) << "later pages show them again";
}

TEST(CategoryStage, DividesWhatIsLeftOfProductsAmongThem) {
  Task task = PageTask(1);
  task.chain.depth = 1;
  task.left.products = 6;
  const Settlement settlement = Read(task, "<div class=subcategories><a href='/c/desk'>Desk</a></div>" +
                                               Grid("a") + "<a rel=next href='?page=2'>Next</a>");
  ASSERT_THAT(settlement.children, SizeIs(5));
  EXPECT_EQ(settlement.children[3].left.products, 2U);
  EXPECT_EQ(settlement.children[4].left.products, 1U);
}

TEST(CategoryStage, VisitsAProductPageAsOne) {
  const Settlement settlement =
      Read(PageTask(1), "<h1>Oak lamp</h1><p>5.00 €</p><button>Add to cart</button>");
  EXPECT_EQ(settlement.outcome, Outcome::kListing);
  EXPECT_EQ(settlement.reason, "product_page");
  ASSERT_THAT(settlement.children, SizeIs(1));
  EXPECT_EQ(settlement.children[0].stage, Stage::kProduct);
  EXPECT_EQ(settlement.children[0].url, kCategory);
}

TEST(CategoryStage, FailsAtAWall) {
  const Settlement settlement =
      Read(PageTask(1), "<form action=/login><h1>Please sign in</h1><input type=password name=p></form>");
  EXPECT_EQ(settlement.outcome, Outcome::kFailed);
  EXPECT_EQ(settlement.reason, "login");
}

TEST(CategoryStage, ReadsASitemapAsOne) {
  const std::string urls =
      "<urlset><url><loc>http://shop.test/product/1</loc></url><url><loc>http://else.test/product/2</loc></"
      "url>"
      "<url><loc>http://shop.test/product/3</loc></url></urlset>";
  const Settlement settlement = Read(PageTask(1), urls);
  EXPECT_EQ(settlement.reason, "sitemap");
  ASSERT_THAT(settlement.children, SizeIs(1));
  EXPECT_EQ(settlement.children[0].kind, TaskKind::kList);
  EXPECT_THAT(settlement.children[0].entries,
              ElementsAre("http://shop.test/product/1", "http://shop.test/product/3"));
  const Settlement index =
      Read(PageTask(1), "<sitemapindex><sitemap><loc>http://shop.test/a.xml</loc></sitemap></sitemapindex>");
  EXPECT_THAT(PathsOf(index), ElementsAre("/a.xml"));
  EXPECT_EQ(index.children[0].stage, Stage::kCategory);
}

}  // namespace
}  // namespace pricecrew
