// Listings as the usual shop systems and hand-made shops build them, in small.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/producer/shop_page.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Card = std::function<std::string(const std::string& number)>;

std::string Repeat(int count, const Card& card) {
  std::string html;
  for (int i = 1; i <= count; ++i) html += card(std::to_string(i));
  return html;
}

// Replaces every "#" of a pattern.
Card Pattern(std::string_view pattern) {
  return [pattern = std::string(pattern)](const std::string& number) {
    std::string text;
    for (const char c : pattern) c == '#' ? text += number : text += c;
    return text;
  };
}

TEST(DiscoverStyles, GridWhoseCardsLinkTwice) {
  const auto found = DiscoverIn(
      R"(<div class="facets-wrapper"><a href="/collections/lamps?filter.color=red">Red (2)</a></div><ul class="product-grid">)" +
          Repeat(4, Pattern(R"(<li class="grid__item"><div class="card-wrapper product-card-wrapper">
      <div class="card"><h3 class="card__heading"><a href="/products/lamp-#">Lamp number #</a></h3><div class="card__media"><img src=#.jpg></div></div>
      <div class="card__content"><h3 class="card__heading h5"><a href="/products/lamp-#">Lamp number #</a></h3>
      <div class="price"><span class="visually-hidden">Regular price</span><s class="price-item--regular">$9#.00 USD</s>
      <span class="price-item price-item--sale">$1#.00 USD</span></div></div></div></li>)")) +
          R"(</ul><nav class="pagination"><ul><li><a aria-current="page">1</a></li><li><a href="/collections/lamps?page=2" aria-label="Page 2">2</a></li>
      <li><a href="/collections/lamps?page=2" class="pagination__item--prev" aria-label="Next page"><svg></svg></a></li></ul></nav>)",
      "http://shop.test/collections/lamps");
  EXPECT_THAT(PathsOf(found),
              ElementsAre("/products/lamp-1", "/products/lamp-2", "/products/lamp-3", "/products/lamp-4"));
  EXPECT_EQ(found.products[1].text, "Lamp number 2");
  EXPECT_EQ(found.products[1].price, "12.00") << "not what it was before";
  EXPECT_EQ(found.products[1].currency, "USD");
  EXPECT_EQ(found.next, "http://shop.test/collections/lamps?page=2");
}

TEST(DiscoverStyles, ListOfAContentSystemWithCategoryTiles) {
  const auto found = DiscoverIn(
      R"(<p class="woocommerce-result-count">Showing 1–3 of 23 results</p><ul class="products columns-4">
      <li class="product-category product first"><a href="/product-category/lamps/desk/"><img src=d.jpg><h2>Desk lamps <mark class="count">(12)</mark></h2></a></li>)" +
          Repeat(
              3,
              Pattern(
                  R"(<li class="product type-product post-#0 status-publish instock product_cat-lamps"><a href="/product/lamp-#/" class="woocommerce-LoopProduct-link">
      <img src=#.jpg><h2 class="woocommerce-loop-product__title">Lamp #</h2><span class="price"><bdi>1#,00&nbsp;<span>€</span></bdi></span></a>
      <a href="?add-to-cart=#" class="button add_to_cart_button">In den Warenkorb</a></li>)")) +
          R"(</ul><nav class="woocommerce-pagination"><ul class="page-numbers"><li><span class="page-numbers current">1</span></li>
      <li><a class="page-numbers" href="/product-category/lamps/page/2/">2</a></li><li><a class="next page-numbers" href="/product-category/lamps/page/2/">→</a></li></ul></nav>
      <aside><ul class="product_list_widget">)" +
          Repeat(5, Pattern(R"(<li><a href="/product/top-#/"><img src=t.jpg>Top #</a> 9#,00 €</li>)")) +
          "</ul></aside>",
      "http://shop.test/product-category/lamps/");
  EXPECT_THAT(PathsOf(found), ElementsAre("/product/lamp-1/", "/product/lamp-2/", "/product/lamp-3/"));
  EXPECT_EQ(found.next, "http://shop.test/product-category/lamps/page/2/");
  EXPECT_EQ(found.stated_products, 23U);
  ASSERT_EQ(found.subcategories.size(), 1U);
  EXPECT_EQ(found.subcategories[0].url, "http://shop.test/product-category/lamps/desk/");
}

TEST(DiscoverStyles, ListWithToolbarsAndSwatches) {
  const auto found = DiscoverIn(
      R"(<div class="toolbar toolbar-products"><p class="toolbar-amount">Items 1-3 of 45</p><a href="?product_list_order=price">Price</a></div>
      <ol class="products list items product-items">)" +
          Repeat(
              3,
              Pattern(
                  R"(<li class="item product product-item"><div class="product-item-info"><a href="/lamp-#.html" class="product photo"><img src=#></a>
      <strong class="product name product-item-name"><a class="product-item-link" href="/lamp-#.html">Lamp number #</a></strong>
      <div class="swatch"><a href="/lamp-#.html?color=red">Red</a><a href="/lamp-#.html?color=blue">Blue</a></div>
      <span class="price">€1#,00</span><a href="#" class="action towishlist">Add to Wish List</a></div></li>)")) +
          R"(</ol><div class="toolbar"><ul class="items pages-items"><li class="item current"><strong class="page"><span>1</span></strong></li>
      <li class="item"><a href="/lamps.html?p=2" class="page"><span>Page</span> <span>2</span></a></li>
      <li class="item pages-item-next"><a class="action next" href="/lamps.html?p=2" title="Next"><span>Page</span><span>Next</span></a></li></ul></div>)",
      "http://shop.test/lamps.html");
  EXPECT_THAT(PathsOf(found), ElementsAre("/lamp-1.html", "/lamp-2.html", "/lamp-3.html"));
  EXPECT_EQ(found.next, "http://shop.test/lamps.html?p=2");
  EXPECT_EQ(found.stated_products, 45U);
}

TEST(DiscoverStyles, WholeCardIsOneLinkAndClassesAreHashed) {
  const auto found = DiscoverIn(
      R"(<main><div class="css-1x2y3z">)" +
      Repeat(
          4,
          Pattern(
              R"(<a class="css-8a9b0c" href="/p/lamp-#-10#"><div><img src=#></div><div><p>Lamp #</p><p>kr 1#9,-</p></div></a>)")) +
      "</div></main>");
  EXPECT_THAT(PathsOf(found),
              ElementsAre("/p/lamp-1-101", "/p/lamp-2-102", "/p/lamp-3-103", "/p/lamp-4-104"));
}

TEST(DiscoverStyles, CardsNamedAfterTheirStateFirst) {
  std::string html = "<div class=list>";
  for (int i = 1; i <= 6; ++i) {
    const auto number = std::to_string(i);
    html += std::string("<div class='") + (i % 3 == 0 ? "badge-sale item-card" : "item-card") +
            "'><a href='/lamp-" + number + "'><img src=x>Lamp " + number + "</a><b>1" + number +
            ",50 €</b></div>";
  }
  EXPECT_EQ(DiscoverIn(html + "</div>").products.size(), 6U);
}

TEST(DiscoverStyles, TilesOfACampaignAmongTheCards) {
  const auto found = DiscoverIn(
      "<ul>" +
      Repeat(2, Pattern(R"(<li class="tile"><a href="/product/#"><img src=x>Lamp #</a> £#.00</li>)")) +
      R"(<li class="tile"><a href="/campaigns/summer/sale"><img src=s>Summer sale</a></li>)" +
      Repeat(2, Pattern(R"(<li class="tile"><a href="/product/1#"><img src=x>Lamp 1#</a> £1#.00</li>)")) +
      "</ul>");
  EXPECT_THAT(PathsOf(found), ElementsAre("/product/1", "/product/2", "/product/11", "/product/12"));
}

TEST(DiscoverStyles, CardWhoseLinkSaysNothing) {
  const auto found = DiscoverIn(Repeat(
      3,
      Pattern(
          R"(<div class="card"><a href="/lamp-#" aria-hidden="true"><img src=x></a><h4>Lamp number #</h4><p>12#,00 zł</p></div>)")));
  ASSERT_EQ(found.products.size(), 3U);
  EXPECT_EQ(found.products[2].text, "Lamp number 3");
}

TEST(DiscoverStyles, ShopsOfTheEast) {
  const auto japanese = DiscoverIn(
      "<ul class='ec-shelfGrid'>" +
          Repeat(
              3,
              Pattern(
                  R"(<li><a href="/products/detail/#"><p><img src=x></p><p>ランプ#</p><p>￥1,2#0 (税込)</p></a></li>)")) +
          R"(</ul><ul class="ec-pager"><li class="active"><a href="/products/list?pageno=1">1</a></li><li><a href="/products/list?pageno=2">2</a></li>
      <li><a href="/products/list?pageno=2">次へ</a></li></ul>)",
      "http://shop.test/products/list");
  EXPECT_THAT(PathsOf(japanese),
              ElementsAre("/products/detail/1", "/products/detail/2", "/products/detail/3"));
  EXPECT_EQ(japanese.next, "http://shop.test/products/list?pageno=2");
  const auto korean = DiscoverIn(
      "<ul class='prdList'>" +
          Repeat(
              3,
              Pattern(
                  R"(<li id="anchorBoxId_#" class="xans-record-"><a href="/product/detail.html?product_no=#&cate_no=24"><img src=x></a>
      <p class="name"><a href="/product/detail.html?product_no=#&cate_no=24">램프 #</a></p><p>12,#00원</p></li>)")) +
          R"(</ul><ol><li><a href="?cate_no=24&page=1" class="this">1</a></li><li><a href="?cate_no=24&page=2" class="other">2</a></li></ol>)",
      "http://shop.test/product/list.html?cate_no=24");
  EXPECT_EQ(korean.products.size(), 3U);
  EXPECT_EQ(korean.next, "http://shop.test/product/list.html?cate_no=24&page=2");
  const auto persian = DiscoverIn(Repeat(
      3,
      Pattern(
          R"(<div class="c"><a href="/product/#"><img src=x>چراغ #</a><span>۱۲۵٬۰۰۰ تومان</span></div>)")));
  EXPECT_EQ(persian.products.size(), 3U) << "digits of another script";
}

TEST(DiscoverStyles, PricesThatAScriptFillsIn) {
  const auto found = DiscoverIn(Repeat(
      4,
      Pattern(
          R"(<article class="product-miniature"><a href="/#-lamp-number.html"><img src=x></a><h3><a href="/#-lamp-number.html">Lamp #</a></h3><span data-price-for="#"></span></article>)")));
  EXPECT_EQ(found.products.size(), 4U);
  const auto blog = DiscoverIn(Repeat(
      4,
      Pattern(
          R"(<article class="post"><a href="/#-lamp-story.html"><img src=x></a><h3><a href="/#-lamp-story.html">Story #</a></h3></article>)")));
  EXPECT_THAT(blog.products, IsEmpty());
}

TEST(DiscoverStyles, GridInTheStateOfAScript) {
  const auto found = DiscoverIn(
      R"(<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"recommendations":[)" +
      Repeat(9, [](const std::string& n) { return R"({"name":"R","url":"/p/r)" + n + R"(","price":1},)"; }) +
      R"(null],
      "listing":{"products":[{"id":1,"name":"Oak","url":"/p/oak","price":{"value":12.5,"currency":"EUR"}},
      {"id":2,"name":"Elm","url":"/p/elm","price":{"value":13,"currency":"EUR"}},{"id":3,"name":"Ash","url":"/p/ash","price":{"value":14}}]}}}}</script>)");
  EXPECT_THAT(PathsOf(found), ElementsAre("/p/oak", "/p/elm", "/p/ash"));
  EXPECT_EQ(found.products[0].text, "Oak");
  EXPECT_EQ(found.products[0].price, "12.5");
}

TEST(DiscoverStyles, GridInAnAssignedState) {
  const auto found =
      DiscoverIn(R"(<div id="app"></div><script>var x = 1; window.__STATE__ = {"catalog":{"items":[
      {"node":{"title":"Oak lamp","permalink":"http://shop.test/oak","finalPrice":"12,50"}},
      {"node":{"title":"Elm lamp","permalink":"http://shop.test/elm","finalPrice":"13,50"}}]}}; start(window.__STATE__);</script>)");
  EXPECT_THAT(PathsOf(found), ElementsAre("/oak", "/elm"));
}

TEST(DiscoverStyles, ListsOfStructuredData) {
  const auto json_ld =
      DiscoverIn(R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
      {"@type":"ListItem","position":1,"item":{"@type":"Product","name":"Oak","url":"/oak","offers":{"price":"12.00"}}},
      {"@type":"ListItem","position":2,"item":{"@type":"Product","name":"Elm","url":"/elm","offers":{"price":"13.00"}}}]}</script><div id=app></div>)");
  EXPECT_THAT(PathsOf(json_ld), ElementsAre("/oak", "/elm"));
  EXPECT_EQ(json_ld.products[1].price, "13.00");
  const auto microdata = DiscoverIn(R"(<div itemscope itemtype="https://schema.org/ItemList">
      <div itemprop="itemListElement" itemscope itemtype="https://schema.org/Product"><a itemprop="url" href="/oak"></a><meta itemprop="name" content="Oak"><meta itemprop="price" content="12"></div>
      <div itemprop="itemListElement" itemscope itemtype="https://schema.org/Product"><a itemprop="url" href="/elm"></a><meta itemprop="name" content="Elm"><meta itemprop="price" content="13"></div></div>)");
  EXPECT_THAT(PathsOf(microdata), ElementsAre("/oak", "/elm"));
  const auto articles = DiscoverIn(
      R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"url":"/how-to-light"},{"url":"/why-oak"}]}</script>
      <script type="application/ld+json">{"@type":"Blog"}</script>)");
  EXPECT_THAT(articles.products, IsEmpty());
}

TEST(DiscoverStyles, ButtonsThatLoadMore) {
  const std::string grid =
      Repeat(3, Pattern(R"(<div class="c"><a href="/p/#"><img src=x>Lamp #</a> $#.00</div>)"));
  for (const auto* more : {
           R"(<button class="more" data-url="/c/lamps?start=24&sz=24">Show more</button>)",
           R"(<a class="btn" href="/c/lamps?page=2">Load 24 more products</a>)",
           R"(<div class="infinite-scroll" data-next-url="/c/lamps?page=2"></div>)",
           R"(<div hx-get="/c/lamps?page=2" hx-trigger="revealed">...</div>)",
           R"(<button data-href="/c/lamps?p=2">Weitere Produkte laden</button>)",
           R"(<a href="/c/lamps/page/2/" class="x">もっと見る</a>)",
       }) {
    EXPECT_TRUE(DiscoverIn(grid + more).next) << more;
  }
  for (const auto* other : {
           R"(<a href="/c/lamps?color=red">Show more</a>)",
           R"(<button data-url="/api/filters?facet=2">Show more</button>)",
           R"(<a href="/blog">See more</a>)",
       }) {
    EXPECT_FALSE(DiscoverIn(grid + other).next) << other;
  }
}

TEST(DiscoverStyles, PagesInManyFormsAndLanguages) {
  const std::pair<std::string, std::string> pages[] = {
      {R"(<a href="/c/lamps/page/2/">Older</a><a href="/c/lamps/page/2/">Suivant »</a>)", "/c/lamps/page/2/"},
      {R"(<a href="?offset=24">Página siguiente</a>)", "/c/lamps?offset=24"},
      {R"(<a href="?start=20" title="Zur nächsten Seite blättern"><i></i></a>)", "/c/lamps?start=20"},
      {R"(<span>1</span><a href="/c/lamps-2.html">2</a><a href="/c/lamps-3.html">3</a>)", "/c/lamps-2.html"},
      {R"(<b>1</b> | <a href="?sayfa=2">2</a> | <a href="?sayfa=3">3</a>)", "/c/lamps?sayfa=2"},
      {R"(<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a>)", "/c/lamps?page=2"},
      {R"(<ul class="pager"><li><a href="?pg=2"><span class="material-icons">chevron_right</span></a></li></ul>)",
       "/c/lamps?pg=2"},
      {R"(<a href="?PAGEN_1=2">След.</a>)", "/c/lamps?PAGEN_1=2"},
      {R"(<a href="?page=2" aria-label="Go to the next page">2</a>)", "/c/lamps?page=2"},
      {R"(<a href="?page=2">Επόμενη σελίδα</a>)", "/c/lamps?page=2"},
      {R"(<a href="?page=2">Trang tiếp</a>)", "/c/lamps?page=2"},
  };
  for (const auto& [html, path] : pages) EXPECT_EQ(DiscoverIn(html).next, "http://shop.test" + path) << html;
}

TEST(DiscoverStyles, NextOfOtherThings) {
  for (
      const auto* html : {
          R"(<a class="calendar-next-month" href="/20260401"><i></i></a>)",
          R"(<td><a href="/2026/03/19/">19</a></td><td><b>20</b></td><td><a href="/2026/03/21/">21</a></td>)",
          R"(<a class="slide-next" href="/campaign"><i></i></a>)",
          R"(<a href="/next-generation-lamps">Next generation</a>)",
          R"(<a href="?page=2">Older posts</a>)",
      }) {
    EXPECT_FALSE(DiscoverIn(html).next) << html;
  }
  EXPECT_FALSE(DiscoverIn(R"(<head><link rel="next" href="/page/2/"></head>)", "http://shop.test/").next)
      << "a home page that does not show its blog";
  EXPECT_FALSE(DiscoverIn(R"(<head><link rel="next" href="/another-article"></head>)").next);
}

TEST(DiscoverStyles, GuessesOnlyWhereThePageSaysThatThereIsMore) {
  const std::string grid =
      Repeat(3, Pattern(R"(<div class="c"><a href="/p/#"><img src=x>Lamp #</a> $#.00</div>)"));
  EXPECT_EQ(DiscoverIn("<p>12 products</p>" + grid).guess, "http://shop.test/c/lamps?page=2");
  EXPECT_EQ(DiscoverIn("<p>Page 2 of 4</p>" + grid, "http://shop.test/c/lamps?p=2").guess,
            "http://shop.test/c/lamps?p=3");
  EXPECT_EQ(DiscoverIn("<p>12 products</p>" + grid, "http://shop.test/c/lamps?start=6").guess,
            "http://shop.test/c/lamps?start=9");
  EXPECT_FALSE(DiscoverIn("<p>3 products</p>" + grid).guess);
  EXPECT_FALSE(DiscoverIn(grid).guess);
  EXPECT_FALSE(DiscoverIn("<p>12 products</p><a href='?page=2'>Next</a>" + grid).guess) << "a link leads on";
}

TEST(DiscoverStyles, PageOfOneProduct) {
  const std::string related =
      Repeat(2, Pattern(R"(<div class="c"><a href="/product/#"><img src=x>Lamp #</a> $#.00</div>)"));
  const auto marked = DiscoverIn(
      R"(<title>Oak lamp</title><script type="application/ld+json">{"@type":"Product","name":"Oak lamp","offers":{"price":5}}</script><h1>Oak lamp</h1>)" +
      related);
  EXPECT_EQ(marked.kind, PageKind::kProduct);
  EXPECT_THAT(marked.products, IsEmpty());
  EXPECT_EQ(DiscoverIn(R"(<h1>Oak lamp</h1><p>$12.00</p><button>Add to cart</button>)").kind,
            PageKind::kProduct);
  EXPECT_EQ(DiscoverIn(R"(<h1>Oak lamp</h1><p>Price: £12.00</p>)", "http://shop.test/product/9").kind,
            PageKind::kProduct);
  EXPECT_EQ(
      DiscoverIn(
          "<h1>Lamps</h1>" +
          Repeat(
              4,
              Pattern(
                  R"(<div class="product"><a href="/product/#"><img src=x>Lamp #</a> $#.00 <button>Add to cart</button></div>)")))
          .kind,
      PageKind::kListing);
}

TEST(DiscoverStyles, PagesWithoutProducts) {
  EXPECT_EQ(DiscoverIn("<h1>Lamps</h1><p>No products were found matching your selection.</p>").kind,
            PageKind::kEmpty);
  EXPECT_EQ(DiscoverIn("<h1>About us</h1><p>We make lamps.</p>").kind, PageKind::kOther);
  EXPECT_EQ(DiscoverIn("<form action=/login><h1>Please sign in</h1><input type=password name=p></form>").wall,
            "login");
}

TEST(DiscoverStyles, ReviewsOfAProductListNone) {
  const auto found = DiscoverIn(
      R"(<div class="product-summary"><a href="/Oak-Lamp/dp/1449319793"><img src=x>Oak lamp</a> $12.00</div><p>I like it.</p>)",
      "http://shop.test/Oak/product-reviews/1449319793");
  EXPECT_THAT(found.products, IsEmpty());
}

TEST(DiscoverStyles, OtherHostsOfTheShopAndThoseAllowed) {
  const std::string html =
      Repeat(
          3,
          Pattern(
              R"(<div class="c"><a href="http://shop.example.com/p/#"><img src=x>Lamp #</a> $#.00</div>)")) +
      Repeat(2,
             Pattern(R"(<div class="c"><a href="http://other.test/p/#"><img src=x>Lamp 1#</a> $#.00</div>)"));
  const Page page{
      .body = html, .content_type = "text/html", .url = ParseUrl("http://www.example.com/c").value()};
  EXPECT_EQ(Discover(page).products.size(), 3U);
  EXPECT_EQ(Discover(page, {"other.test"}).products.size(), 5U);
}

TEST(DiscoverStyles, ExplainsEveryLink) {
  const std::string html =
      Repeat(3, Pattern(R"(<div class="c"><a href="/p/#"><img src=x>Lamp #</a> $#.00</div>)")) +
      R"(<a href="?page=2">Next</a><a href="mailto:a@b">Mail</a><a href="http://else.test/">Else</a><a href="/cart">Cart</a><a href="/c/lamps/desk">Desk</a>)";
  const auto links = ExplainLinks(
      {.body = html, .content_type = "text/html", .url = ParseUrl("http://shop.test/c/lamps").value()});
  std::vector<std::string_view> roles;
  for (const auto& link : links) roles.push_back(link.role);
  EXPECT_THAT(roles, ElementsAre("product", "product", "product", "next", "none", "elsewhere", "errand",
                                 "subcategory"));
  for (const auto& link : links) EXPECT_NE(link.why, "") << link.href;
}

}  // namespace
}  // namespace pricecrew
