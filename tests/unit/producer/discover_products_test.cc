#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/producer/shop_page.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(DiscoverProducts, TakesTheCardsOfAGridWithPicturesAndPrices) {
  const auto found =
      DiscoverIn(R"(<header><a href="/">Shop</a><a href="/cart">Cart: 3 items, 12.00 €</a></header>
    <div class="grid">
      <div class="tile"><a href="/oak-lamp"><img src=1.jpg alt="Oak lamp"></a><a href="/oak-lamp">Oak lamp</a><b>12,00 €</b></div>
      <div class="tile"><a href="/elm-lamp"><img src=2.jpg alt="Elm lamp"></a><a href="/elm-lamp">Elm lamp</a><b>13,00 €</b></div>
      <div class="tile"><a href="/ash-lamp"><img src=3.jpg alt="Ash lamp"></a><a href="/ash-lamp">Ash lamp</a><b>14,00 €</b></div>
    </div><footer><a href="/imprint">Imprint</a></footer>)");
  EXPECT_THAT(PathsOf(found), ElementsAre("/oak-lamp", "/elm-lamp", "/ash-lamp"));
  EXPECT_EQ(found.products[0].text, "Oak lamp");
  EXPECT_EQ(found.links_seen, 9U);
}

TEST(DiscoverProducts, CountsSeveralLinksToOneProductOnce) {
  std::string html = "<ul>";
  for (const std::string id : {"11", "12", "13"}) {
    html += "<li><a href='/item/" + id + "?utm_source=grid'><img src=x></a><h3><a href='/item/" + id +
            "'>Chair " + id + "</a></h3><a href='/item/" + id +
            "#reviews'>(4)</a> $20.00 <a href='/wishlist/add/" + id + "'>Save</a></li>";
  }
  EXPECT_THAT(
      PathsOf(DiscoverIn(html + "</ul>")),
      ElementsAre("/item/11?utm_source=grid", "/item/12?utm_source=grid", "/item/13?utm_source=grid"));
}

TEST(DiscoverProducts, KeepsSubcategoriesApartFromAListOfText) {
  const auto found = DiscoverIn(R"(<h2>Subcategories</h2><ul class="sub">
    <li><a href="/c/desk">Desk lamps</a></li><li><a href="/c/wall">Wall lamps</a></li><li><a href="/c/floor">Floor lamps</a></li></ul>
    <ol class="items"><li class="item"><a href="/p/1">First lamp of all</a><p>£5.00</p></li>
    <li class="item"><a href="/p/2">Second lamp of all</a><p>£6.00</p></li></ol>)");
  EXPECT_THAT(PathsOf(found), ElementsAre("/p/1", "/p/2"));
}

TEST(DiscoverProducts, TakesASingleCardThatSaysItIsAProduct) {
  EXPECT_THAT(
      PathsOf(DiscoverIn(R"(<main><div class="product"><a href="/x/7">Only lamp</a> 9,90 €</div></main>)")),
      ElementsAre("/x/7"));
  EXPECT_THAT(PathsOf(DiscoverIn(
                  R"(<main><div class="hint"><a href="/shipping">Free shipping</a> from 50 €</div></main>)")),
              IsEmpty());
}

TEST(DiscoverProducts, ReadsTablesWithSeveralProductsInARow) {
  std::string html = "<table>";
  for (int row = 0; row < 3; ++row) {
    html += "<tr>";
    for (int cell = 0; cell < 3; ++cell) {
      const auto id = std::to_string(3 * row + cell);
      html += "<td class=cell><a href='view.php?id=" + id +
              "'><img src=p.gif></a><br><a href='view.php?id=" + id + "'>Thing number " + id + "</a><br>1" +
              id + ",99 zł</td>";
    }
    html += "</tr>";
  }
  const auto found = DiscoverIn(html + "</table>", "http://shop.test/list/lamps.php");
  ASSERT_EQ(found.products.size(), 9U);
  EXPECT_EQ(found.products[0].url, "http://shop.test/list/view.php?id=0");
  EXPECT_EQ(found.products[8].url, "http://shop.test/list/view.php?id=8");
}

std::string Grid(const std::string& prefix, int cards) {
  std::string html;
  for (int card = 0; card < cards; ++card) {
    const auto name = prefix + std::to_string(card);
    html += "<div class='card'><a href='/p/" + name + "'><img src=x>Lamp " + name + "</a><span>$1" +
            std::to_string(card) + ".00</span></div>";
  }
  return html;
}

TEST(DiscoverProducts, LeavesRelatedProductsOut) {
  const auto under_heading =
      DiscoverIn("<div class=main>" + Grid("a", 3) + "</div><div class=box><h3>Recently viewed</h3>" +
                 Grid("r", 8) + "</div>");
  EXPECT_THAT(PathsOf(under_heading), ElementsAre("/p/a0", "/p/a1", "/p/a2"));
  const auto by_class = DiscoverIn("<div class=main>" + Grid("a", 3) + "</div><div class='related-items'>" +
                                   Grid("r", 8) + "</div>");
  EXPECT_THAT(PathsOf(by_class), ElementsAre("/p/a0", "/p/a1", "/p/a2"));
  const auto carousel = DiscoverIn("<div class='slick-slider'>" + Grid("r", 8) + "</div><div class=main>" +
                                   Grid("a", 3) + "</div>");
  EXPECT_THAT(PathsOf(carousel), ElementsAre("/p/a0", "/p/a1", "/p/a2"));
}

TEST(DiscoverProducts, TakesWhatAHomePageShowsAsAWhole) {
  const auto found = DiscoverIn(
      "<div class='slick-slider'>" + Grid("s", 3) + "</div><div class=main>" + Grid("a", 4) + "</div>",
      "http://shop.test/");
  EXPECT_EQ(found.products.size(), 7U);
}

TEST(DiscoverProducts, FollowsNoLinkToAnotherHost) {
  const auto found = DiscoverIn(
      Grid("a", 3) + R"(<div class="card"><a href="http://other.test/p/1"><img src=x>Ad</a> $9.00</div>
      <div class="card"><a href="//www.shop.test/p/a9"><img src=x>Lamp a9</a> $9.00</div>)");
  EXPECT_THAT(found.products.back().url, "http://www.shop.test/p/a9");
  EXPECT_EQ(found.products.size(), 4U);
  EXPECT_EQ(found.links_seen, 5U);
}

TEST(DiscoverProducts, TakesAnItemListWhereThePageShowsNoCards) {
  const auto found = DiscoverIn(R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
    {"@type":"ListItem","position":1,"url":"/p/one"},{"@type":"ListItem","item":{"@type":"Product","url":"http://shop.test/p/two"}}]}
    </script><nav><a href="/p/one">One</a></nav><div id="app"></div>)");
  EXPECT_THAT(PathsOf(found), ElementsAre("/p/one", "/p/two"));
  EXPECT_EQ(found.products[0].text, "One");
}

TEST(DiscoverProducts, IgnoresAnItemListOfSomethingElse) {
  const auto found = DiscoverIn(R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
    {"url":"/c/1"},{"url":"/c/2"},{"url":"/c/3"},{"url":"/c/4"}]}</script>)" +
                                Grid("a", 3));
  EXPECT_THAT(PathsOf(found), ElementsAre("/p/a0", "/p/a1", "/p/a2"));
}

TEST(DiscoverProducts, FindsNoneInAForumOrABlog) {
  std::string html = "<ul>";
  for (int post = 0; post < 20; ++post) {
    html += "<li><img src=a><a href='/t/" + std::to_string(post) + "'>How do I fix lamp number " +
            std::to_string(post) + "?</a> version 2.10, " + std::to_string(post) + " replies</li>";
  }
  EXPECT_THAT(DiscoverIn(html + "</ul>").products, IsEmpty());
}

TEST(DiscoverProducts, DoesWithoutPricesWherePicturesAndUrlsSayProduct) {
  std::string html;
  for (const std::string name : {"oak", "elm", "ash"}) {
    html += "<div class=box><a href='/product/" + name + "'><img src=x>The " + name + " lamp</a></div>";
    html += "<div class=post><a href='/blog/" + name + "'><img src=x>On " + name + " trees</a></div>";
  }
  EXPECT_THAT(PathsOf(DiscoverIn(html)), ElementsAre("/product/oak", "/product/elm", "/product/ash"));
}

TEST(DiscoverProducts, KeepsASoldOutCardWithoutAPrice) {
  const auto found =
      DiscoverIn(Grid("a", 3) +
                 "<div class='card'><a href='/p/gone'><img src=x>Lamp gone</a><span>Sold out</span></div>");
  EXPECT_THAT(PathsOf(found), ElementsAre("/p/a0", "/p/a1", "/p/a2", "/p/gone"));
}

}  // namespace
}  // namespace pricecrew
