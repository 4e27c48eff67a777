#include <gtest/gtest.h>

#include "tests/unit/producer/shop_page.h"

namespace pricecrew {
namespace {

std::string NextIn(std::string_view html, std::string_view url = "http://shop.test/c/lamps") {
  return DiscoverIn(html, url).next.value_or("none");
}

TEST(DiscoverNext, TakesTheRelationOfThePage) {
  EXPECT_EQ(NextIn(R"(<head><link rel="next" href="?page=2"></head><a href="/other">Next</a>)"),
            "http://shop.test/c/lamps?page=2");
  EXPECT_EQ(NextIn(R"(<head><link rel="next" href="/c/lamps"></head>)"), "none") << "the page itself";
  EXPECT_EQ(NextIn(R"(<head><link rel="next" href="http://other.test/c/lamps?page=2"></head>)"), "none");
}

TEST(DiscoverNext, TakesTheRelationOfALink) {
  EXPECT_EQ(NextIn(R"(<a rel="nofollow next" href="/c/lamps/2"><img src=x></a>)"),
            "http://shop.test/c/lamps/2");
}

TEST(DiscoverNext, ReadsWordsLabelsAndArrows) {
  EXPECT_EQ(NextIn(R"(<a href="?seite=2">Nächste Seite »</a>)"), "http://shop.test/c/lamps?seite=2");
  EXPECT_EQ(NextIn(R"(<a href="?p=2" aria-label="Next page"><i></i></a>)"), "http://shop.test/c/lamps?p=2");
  EXPECT_EQ(NextIn(R"(<div class="pager"><a href="?sort=a">«</a><a href="?x=2">»</a></div>)"),
            "http://shop.test/c/lamps?x=2");
  EXPECT_EQ(NextIn(R"(<p>Read more <a href="/about">»</a></p>)"), "none") << "an arrow outside of page links";
  EXPECT_EQ(NextIn(R"(<a href="/delivery">Next day delivery</a>)"), "none");
}

TEST(DiscoverNext, ReadsClassesAmongPageLinks) {
  EXPECT_EQ(NextIn(R"(<ul class="pagination"><li class="next"><a href="?page=2"></a></li></ul>)"),
            "http://shop.test/c/lamps?page=2");
}

TEST(DiscoverNext, FindsTheNumberAfterTheCurrentOne) {
  EXPECT_EQ(NextIn(R"(<b>1</b> <a href="?page=2">2</a> <a href="?page=3">3</a> … <a href="?page=9">9</a>)"),
            "http://shop.test/c/lamps?page=2");
  EXPECT_EQ(NextIn(R"(<a href="?page=1">1</a> <span>2</span> <a href="?page=3">3</a>)",
                   "http://shop.test/c/lamps?page=2"),
            "http://shop.test/c/lamps?page=3");
  EXPECT_EQ(NextIn(R"(<a href="?page=1">1</a> <a href="?page=2">2</a> <b>3</b>)",
                   "http://shop.test/c/lamps?page=3"),
            "none")
      << "the last page";
  EXPECT_EQ(NextIn(R"(<li class="active"><a href="?page=0">1</a></li><li><a href="?page=1">2</a></li>)"),
            "http://shop.test/c/lamps?page=1")
      << "counted from zero";
}

TEST(DiscoverNext, KnowsTheCurrentPageByItsUrl) {
  const std::string row =
      R"(<a href="/c/lamps/page/1">1</a><a href="/c/lamps/page/2">2</a><a href="/c/lamps/page/3">3</a>)";
  EXPECT_EQ(NextIn(row, "http://shop.test/c/lamps/page/2"), "http://shop.test/c/lamps/page/3");
  EXPECT_EQ(NextIn(row, "http://shop.test/c/lamps/page/3"), "none");
}

TEST(DiscoverNext, IgnoresRowsOfNumbersThatAreNoPages) {
  EXPECT_EQ(NextIn(R"(Show <a href="?size=12">12</a> <a href="?size=24">24</a> <a href="?size=48">48</a>)"),
            "none");
}

TEST(DiscoverNext, LeadsNeitherToThePageItselfNorBack) {
  EXPECT_EQ(
      NextIn(R"(<a href="#">Next</a><a href="/c/lamps#slide2">Next</a><a href="javascript:forth">Next</a>)"),
      "none");
  EXPECT_EQ(NextIn(R"(<a href="?page=3">Next</a>)", "http://shop.test/c/lamps?page=4"), "none");
  EXPECT_EQ(NextIn(R"(<a href="?page=3">‹ Previous</a>)", "http://shop.test/c/lamps?page=4"), "none");
}

TEST(DiscoverNext, IgnoresADisabledNext) {
  EXPECT_EQ(
      NextIn(R"(<ul class="pagination"><li><a href="?page=1">1</a></li><li class="active"><span>2</span></li>
      <li class="next disabled"><span>Next →</span></li></ul>)",
             "http://shop.test/c/lamps?page=2"),
      "none");
}

}  // namespace
}  // namespace pricecrew
