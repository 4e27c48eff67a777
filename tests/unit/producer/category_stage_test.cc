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
std::string Shelf(const std::string& next) {
  std::string html = "<ul>";
  for (const char* name : {"1", "2", "3"})
    html += std::string("<li class=product><a href='/product/") + name + "'>Lamp</a> 5.00 €</li>";
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
  const Settlement second = Read(first.children[3], Shelf("?page=3"));
  EXPECT_THAT(PathsOf(second), ElementsAre("/product/1", "/product/2", "/product/3"));
}

TEST(CategoryStage, TheAllowedProductsRunOutAlongTheChain) {
  Task task = PageTask(1);
  task.left.products = 5;
  const Settlement first = Read(task, Shelf("?page=2"));
  ASSERT_THAT(first.children, SizeIs(4));
  EXPECT_EQ(first.children[3].left.products, 2U);
  const Settlement second = Read(first.children[3], Shelf("?page=3"));
  EXPECT_THAT(PathsOf(second), ElementsAre("/product/1", "/product/2")) << "and no further page";
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

}  // namespace
}  // namespace pricecrew
