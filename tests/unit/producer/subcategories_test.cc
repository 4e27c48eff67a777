#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/producer/shop_page.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kShop = "http://shop.test";

std::vector<std::string> SubcategoriesIn(std::string_view html,
                                         std::string_view url = "http://shop.test/lamps") {
  std::vector<std::string> paths;
  for (const auto& category : DiscoverIn(html, url).subcategories)
    paths.push_back(category.url.substr(kShop.size()));
  return paths;
}

std::string Cards() {
  std::string html = "<div class=grid>";
  for (const std::string name : {"oak", "elm", "ash"})
    html += "<div class=card><a href='/product/" + name + "'><img src=x>Lamp " + name + "</a> $5.00</div>";
  return html + "</div>";
}

TEST(Subcategories, TakesPathsThatGoOn) {
  EXPECT_THAT(
      SubcategoriesIn(R"(<div class="tiles"><a href="/lamps/desk">Desk</a><a href="/lamps/wall/">Wall</a>
      <a href="/sofas">Sofas</a></div>)" +
                      Cards()),
      ElementsAre("/lamps/desk", "/lamps/wall/"));
  EXPECT_THAT(
      SubcategoriesIn("<p><a href='/lamps/desk.html'>Desk</a></p>" + Cards(), "http://shop.test/lamps.html"),
      ElementsAre("/lamps/desk.html"));
}

TEST(Subcategories, TakesQueriesThatGoOn) {
  EXPECT_THAT(
      SubcategoriesIn(
          R"(<h3>Refine Search</h3><ul><li><a href="/index.php?route=product/category&path=20_26">PC</a></li>
      <li><a href="/index.php?route=product/category&path=20_27">Mac</a></li></ul>
      <a href="/index.php?route=product/category&path=20&sort=price">Price</a>
      <a href="/index.php?route=product/category&path=18">Laptops</a>)" +
              Cards(),
          "http://shop.test/index.php?route=product/category&path=20"),
      ElementsAre("/index.php?route=product/category&path=20_26",
                  "/index.php?route=product/category&path=20_27"));
}

TEST(Subcategories, TakesListsThatAreNamedSo) {
  EXPECT_THAT(SubcategoriesIn(R"(<div id="subcategories"><ul><li><a href="/12-desk">Desk</a></li>
      <li><a href="/13-wall">Wall</a></li></ul></div>)" +
                                  Cards(),
                              "http://shop.test/11-lamps"),
              ElementsAre("/12-desk", "/13-wall"));
}

TEST(Subcategories, TakesWhatIsNestedBelowThisPageInAMenu) {
  EXPECT_THAT(
      SubcategoriesIn(
          R"(<nav><ul><li><a href="/11-lamps">Lamps</a><ul><li><a href="/12-desk">Desk</a></li></ul></li>
      <li><a href="/20-sofas">Sofas</a><ul><li><a href="/21-red">Red</a></li></ul></li></ul></nav>)" +
              Cards(),
          "http://shop.test/11-lamps"),
      ElementsAre("/12-desk"));
}

TEST(Subcategories, TakesTilesOfAPageWithoutProducts) {
  EXPECT_THAT(
      SubcategoriesIn(
          R"(<div class="t"><a href="/c/12"><img src=a>Desk</a></div><div class="t"><a href="/c/13"><img src=b>Wall</a></div>)",
          "http://shop.test/c/11"),
      ElementsAre("/c/12", "/c/13"));
}

TEST(Subcategories, OfAHomePageAreTheCategoriesOfItsMenu) {
  EXPECT_THAT(
      SubcategoriesIn(
          R"(<nav><a href="/category/lamps">Lamps</a><a href="/about">About</a><a href="/login">Login</a></nav>)",
          "http://shop.test/"),
      ElementsAre("/category/lamps"));
}

TEST(Subcategories, LeavesEverythingElse) {
  for (
      const auto* html : {
          R"(<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/all">All</a></li></ol>)",
          R"(<div class="filters"><a href="/lamps/red">Red</a><a href="/lamps/brand-x">X</a></div>)",
          R"(<ul class="categories"><li><a href="/lamps">Lamps</a></li><li><a href="/sofas">Sofas</a></li></ul>)",
          R"(<footer><a href="/lamps/help">Help</a></footer>)",
          R"(<div class="pages"><a href="/lamps/page/2">2</a></div>)",
          R"(<a href="/lamps?sort=price">Price</a>)",
          R"(<a href="/lamps/product/9">Lamp nine</a>)",
      }) {
    EXPECT_THAT(SubcategoriesIn(html + Cards()), IsEmpty()) << html;
  }
}

TEST(Subcategories, LeavesSiblings) {
  EXPECT_THAT(
      SubcategoriesIn(
          R"(<div class="category-list"><a href="/home/sofas">Sofas</a><a href="/home/lamps/desk">Desk</a></div>)" +
              Cards(),
          "http://shop.test/home/lamps"),
      ElementsAre("/home/lamps/desk"));
}

}  // namespace
}  // namespace pricecrew
