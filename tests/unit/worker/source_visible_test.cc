#include "worker/source_visible.h"

#include <gtest/gtest.h>

#include "common/html/page_scan.h"
#include "worker/regular_price.h"

namespace pricecrew {
namespace {

VisibleEvidence Read(std::string_view html) {
  const Document document = Document::Sketch(html);
  return ReadVisible(document, "", {});
}

std::string PriceIn(const std::string& body) {
  return Read("<h1>Red lamp</h1>" + body).product.price.value_or("none");
}

std::string Price(const std::string& html) { return Read(html).product.price.value_or("none"); }

TEST(ReadVisible, ReadsHeadingPriceAndButton) {
  const VisibleEvidence seen =
      Read("<h1>Red lamp</h1><p>£51.07</p><p>In stock</p><button>Add to cart</button><p>SKU 12</p>");
  EXPECT_EQ(seen.product.name, "Red lamp");
  EXPECT_EQ(seen.product.price, "51.07");
  EXPECT_EQ(seen.product.currency, "GBP");
  EXPECT_EQ(seen.product.availability, Availability::kInStock);
  EXPECT_TRUE(seen.has_buy_button);
  EXPECT_EQ(seen.identifiers, 1U);
}

TEST(ReadVisible, JoinsPricesInPieces) {
  EXPECT_EQ(PriceIn("<p><span>$</span><span>14</span><span>.99</span></p>"), "14.99");
  EXPECT_EQ(PriceIn("<p>$14<sup>99</sup></p>"), "14.99");
  EXPECT_EQ(PriceIn("<p>€ <span class=price>25,00</span></p>"), "25.00");
}

TEST(ReadVisible, TakesAPriceThatIsShownBeforeOneThatIsHidden) {
  for (const char* hidden : {"<p class=price hidden>$9.00</p>", "<div hidden><p class=price>$9.00</p></div>",
                             "<p class=price style='color:red; Display: none'>$9.00</p>",
                             "<div style='visibility:hidden'><p class=price>$9.00</p></div>"})
    EXPECT_EQ(PriceIn(hidden + std::string("<p>$12.00</p>")), "12.00") << hidden;
}

TEST(ReadVisible, LeavesMenusAndFootersAlone) {
  for (const char* aside : {"nav", "footer", "header", "aside"}) {
    const std::string part = std::string("<") + aside + "><b class=price>$9.00</b></" + aside + ">";
    EXPECT_EQ(PriceIn(part), "none") << part;
    EXPECT_EQ(PriceIn(part + "<p>$12.00</p>"), "12.00") << part;
  }
}

TEST(ReadVisible, TakesTheStruckPriceForTheRegularOne) {
  const VisibleEvidence seen = Read("<h1>Red lamp</h1><div><del>$20.00</del> <b>$15.00</b></div>");
  EXPECT_EQ(seen.product.price, "15.00");
  EXPECT_EQ(seen.product.regular_price, "20.00");
}

TEST(ReadVisible, LeavesOutAmountsThatAreNoPrice) {
  const std::string price = "<p>Price: $15.00</p>";
  for (const std::string other :
       {"<p>Free shipping over $49.00</p>", "<p>Save $10.00</p>", "<p>4 payments of $3.75</p>",
        "<p>$2.10 / 100 ml</p>", "<p>excl. VAT $12.00</p>"})
    EXPECT_EQ(PriceIn(other + price), "15.00") << other;
}

TEST(ReadVisible, KeepsOtherProductsApart) {
  const std::string cards =
      "<ul><li><a href=/a>A thing</a> $3.00</li><li><a href=/b>B thing</a> $4.00</li></ul>";
  EXPECT_EQ(PriceIn(cards + "<p>$15.00</p>"), "15.00");
  EXPECT_EQ(
      PriceIn("<div class=related-products><p class=price>$3.00</p></div><div style='margin:0'>$15.00</div>"),
      "15.00");
  EXPECT_EQ(Read("<h1>Lamps</h1>" + cards).cards, 2u);
  EXPECT_EQ(PriceIn(cards), "none");
}

TEST(ReadVisible, TakesNoBlockBesideTheHeadingsForACard) {
  const std::string link = "<p><a href=/terms>Terms</a></p>";
  EXPECT_EQ(Price("<div><div class='part head'><h1>Red lamp</h1></div><div class='part'>$15.00" + link +
                  "</div><div class='part'><a href=/b>Blue lamp</a> $3.00</div></div>"),
            "15.00");
  EXPECT_EQ(Price("<div><div id=head><h1>Red lamp</h1></div><div id=buy class=x>$15.00" + link +
                  "</div><div id=more class=x><a href=/b>Blue lamp</a> $3.00</div></div>"),
            "15.00");
}

TEST(ReadVisible, TakesCardsForOneKindWhateverTellsThemApart) {
  const auto card = [](const std::string& words) {
    return "<div class='product-small " + words + "'><a href=/x>Thing</a><b class=price>$3.00</b></div>";
  };
  const std::string page =
      "<h1>Lamps</h1><div>" + card("post-811 instock first") + card("post-812 product_cat-b");
  EXPECT_EQ(Read(page + "</div>").cards, 2U);
  EXPECT_EQ(
      Read("<h1>Lamps</h1><div>" + card("post-811") + "<div class='other'>$4.00 <a href=/y>Y</a></div></div>")
          .cards,
      0U);
}

TEST(ReadVisible, TakesNoTalkOfBuyingForAButton) {
  EXPECT_FALSE(Read("<h1>Red lamp</h1><p>\u00D6ppet k\u00F6p 60 dagar</p>").has_buy_button);
  EXPECT_FALSE(Read("<h1>Red lamp</h1><a href=/v>K\u00F6pvillkor</a>").has_buy_button);
  EXPECT_TRUE(Read("<h1>Red lamp</h1><button>K\u00F6p</button>").has_buy_button);
}

TEST(ReadVisible, ReadsTwoPricesOfOnePhrase) {
  const VisibleEvidence seen = Read(
      "<h1>Lamp</h1><p><span>De R$ 497,00</span> <span>por R$ 297,00</span></p><button>Comprar</button>");
  EXPECT_EQ(seen.product.price, "297.00");
  EXPECT_EQ(seen.product.regular_price, "497.00");
}

TEST(ReadVisible, FindsTheCardOfADeepPrice) {
  const std::string deep = "<i><b><i><b><i><b><i><b><i><b><i><b>";
  const std::string card = "<li><a href=/a>A thing</a>" + deep;
  EXPECT_EQ(Price("<h1>Lamps</h1><ul>" + card + "$3.00</li>" + card + "$4.00</li></ul>"), "none");
}

TEST(ReadVisible, LeavesTheButtonsOfCardsAlone) {
  const std::string card =
      "<li><a href=/a><b>Thing</b> $3.00</a><button>Add to cart</button><p>Sold out</p></li>";
  const VisibleEvidence seen = Read("<h1>Lamps</h1><ul>" + card + card + "</ul>");
  EXPECT_FALSE(seen.has_buy_button);
  EXPECT_EQ(seen.product.availability, std::nullopt);
}

TEST(ReadVisible, ReadsOnlyWhatMayBeTheProductsWhereItIsToldTo) {
  const Document document = Document::Sketch("<h1>Red lamp</h1><p>$15.00</p><footer>$3.00</footer>");
  EXPECT_EQ(ReadVisible(document, "", {}, VisibleReach::kPage).prices.size(), 2U);
  EXPECT_EQ(ReadVisible(document, "", {}, VisibleReach::kProduct).prices.size(), 1U);
}

TEST(ReadVisible, JoinsCentsInElementsOfTheirOwn) {
  for (const char* price :
       {"<div class=price><span class=price-whole>24,</span><span class=price-cents>95</span></div>",
        "<div class=price>24<sup>\u20AC95</sup></div>", "<span class=price>24\n <sup>95</sup></span>",
        "<p class=price>\u20AC 24 <small>95</small></p>",
        "<div class=price><b class=price-int>24</b><i>,</i><b class=price-dec>95</b></div>"})
    EXPECT_EQ(PriceIn(price), "24.95") << price;
  EXPECT_EQ(PriceIn("<b class=price><i>$</i><i class=price-int>12</i><i>.</i><i class=price-int>990</i></b>"),
            "12990");
}

TEST(ReadVisible, JoinsTheEndsOfARange) {
  for (const char* joint : {" - ", " \u2013 ", " to ", " bis "}) {
    const VisibleEvidence seen = Read("<h1>Red lamp</h1><p><b>$49.00</b>" + std::string(joint) +
                                      "<b>$89.00</b></p><button>Buy now</button>");
    EXPECT_EQ(seen.product.price, "49.00") << joint;
    EXPECT_EQ(seen.product.high_price, "89.00") << joint;
    EXPECT_EQ(seen.product.regular_price, std::nullopt) << joint;
  }
  EXPECT_EQ(Read("<h1>Red lamp</h1><p><b>$89.00</b> - <b>$49.00</b></p>").product.high_price, std::nullopt);
}

TEST(ReadVisible, ReadsTheWordsOfTheRow) {
  const std::string price = "<p><b>$15.00</b></p>";
  for (const std::string other :
       {"<table><tr><td>Shipping:</td><td>$4.00</td></tr></table>", "<p class=price>+ $4.00</p>",
        "<p>12 x <b>$1.50</b> a month</p>", "<dl><dt>You save</dt><dd>$5.00</dd></dl>",
        "<div>You save <b><i class=price>5.00</i><i> \u20AC</i></b></div>",
        "<table><tr><td>12x of</td><td>$1.50</td><td>$18.00</td></tr></table>",
        "<table><tr><td>From 10 pcs</td><td>$13.00</td></tr></table>"})
    EXPECT_EQ(PriceIn(other + price), "15.00") << other;
  EXPECT_EQ(PriceIn(price + "<p>Set of 4: <b>$60.00</b></p><button>Buy now</button>"), "15.00");
  EXPECT_EQ(PriceIn(price + "<p>Set of 4: <b>$61.00</b></p><button>Buy now</button>"), "61.00");
  const VisibleEvidence seen = Read("<h1>Red lamp</h1><p>RRP: <b>$20.00</b></p>" + price);
  EXPECT_EQ(seen.product.price, "15.00");
  EXPECT_EQ(seen.product.regular_price, "20.00");
}

TEST(ReadVisible, ReadsAFormerPriceInARowOfItsOwn) {
  const std::string apart = "<p>" + std::string(100, 'x') + "</p>";
  const VisibleEvidence seen =
      Read("<h1>Red lamp</h1><p class=price>$15.00</p>" + apart + "<p>RRP: <b>$20.00</b></p>");
  EXPECT_EQ(seen.product.regular_price, "20.00");
}

TEST(ReadVisible, KeepsTheLinesOfAnElementApart) {
  EXPECT_EQ(PriceIn("<p>Now $15.00<br>You save <b>$5.00</b></p>"), "15.00");
}

TEST(ReadVisible, NeverTakesWhatIsStruckThrough) {
  EXPECT_EQ(PriceIn("<p class=price><s>$20.00</s></p><button>Buy now</button>"), "none");
  EXPECT_EQ(PriceIn("<p class=price style='text-decoration: line-through'>$20.00</p>"), "none");
}

TEST(ReadVisible, WeighsTheMarksOfFormerPricesByTheirNeighbours) {
  const VisibleEvidence only = Read("<h1>Red lamp</h1><span class=regular-price>$15.00</span>");
  EXPECT_EQ(only.product.price, "15.00");
  EXPECT_FALSE(only.prices.front().former);
  const VisibleEvidence two =
      Read("<h1>Red lamp</h1><span class=regular-price>$20.00</span> <span class=final-price>$15.00</span>");
  EXPECT_EQ(two.product.price, "15.00");
  EXPECT_EQ(two.product.regular_price, "20.00");
  const VisibleEvidence box =
      Read("<h1>Red lamp</h1><div class=old-price-box><del>$20.00</del> <strong>$15.00</strong></div>");
  EXPECT_EQ(box.product.price, "15.00");
  EXPECT_EQ(box.product.regular_price, "20.00");
}

TEST(ReadVisible, TakesPercentsForWordOfARegularPrice) {
  EXPECT_EQ(Read("<h1>Red lamp</h1><p class=price>$15.00</p><p>-25%</p><p>$20.00</p>").product.regular_price,
            "20.00");
  EXPECT_EQ(Read("<h1>Red lamp</h1><p class=price>$15.00</p><p>-10%</p><p>$20.00</p>").product.regular_price,
            std::nullopt);
}

TEST(ReadVisible, TakesNoExtraForThePrice) {
  const std::string buy = "<button>Add to cart</button>";
  for (const std::string extra :
       {"<label><input type=checkbox> Set it up <span class=price>$29.00</span></label>",
        "<input type=CHECKBOX id=x><label for=x>Set it up <span class=price>$29.00</span></label>",
        "<ul><li><input type=checkbox> Set it up <span class=price>$29.00</span></li></ul>"})
    EXPECT_EQ(PriceIn("<p class=price>$149.00</p>" + extra + buy), "149.00") << extra;
}

TEST(ReadVisible, TakesThePickedOneOfSeveralForms) {
  const std::string small = "<label><input type=radio name=s> Small <b class=price>$20.00</b></label>";
  const std::string large = "<label><input type=radio name=s> Large <b class=price>$30.00</b></label>";
  const std::string picked =
      "<label><input type=radio name=s checked> Medium <b class=price>$25.00</b></label>";
  const std::string head = "<h1>Red lamp</h1>";
  const std::string buy = "<button>Add to cart</button>";
  const VisibleEvidence one = Read(head + small + picked + large + buy);
  EXPECT_EQ(one.product.price, "25.00");
  EXPECT_EQ(one.product.high_price, "30.00");
  for (const std::string& forms : {large + small, small + large}) {
    const VisibleEvidence none = Read(head + forms + buy);
    EXPECT_EQ(none.product.price, "20.00") << forms;
    EXPECT_EQ(none.product.high_price, "30.00") << forms;
  }
  EXPECT_EQ(Read(head + "<p class=price>$50.00</p>" + small).product.high_price, std::nullopt);
}

TEST(ReadVisible, FindsABuyBoxThatIsAnAside) {
  const std::string price = "<b class=price>$40.00</b>";
  EXPECT_EQ(PriceIn("<aside>" + price + "<button>Add to cart</button></aside>"), "40.00");
  EXPECT_EQ(PriceIn("<aside>" + price + "</aside>"), "none");
  EXPECT_EQ(PriceIn("<aside class=related>" + price + "<button>Add to cart</button></aside>"), "none");
  const std::string more = price + "<button>Add to cart</button>";
  EXPECT_EQ(PriceIn("<aside>" + more + more + "</aside>"), "none");
}

TEST(ReadVisible, TakesNoRecommendedPriceForARecommendation) {
  const VisibleEvidence seen =
      Read("<h1>Red lamp</h1><s class=suggested-retail-price>$50.00</s> <b class=price>$40.00</b>");
  EXPECT_EQ(seen.product.price, "40.00");
  EXPECT_EQ(seen.product.regular_price, "50.00");
}

TEST(ReadVisible, TakesTheDifferenceForWordOfAReduction) {
  const VisibleEvidence seen =
      Read("<h1>Red lamp</h1><p class=price>$40.00</p><p>$50.00</p><p>You save $10.00</p>");
  EXPECT_EQ(seen.product.price, "40.00");
  EXPECT_EQ(seen.product.regular_price, "50.00");
}

TEST(ReadVisible, TakesAButtonThatWorksForWordOfTheStock) {
  const auto state = [](const std::string& body) {
    return Read("<h1>Red lamp</h1>" + body).product.availability;
  };
  const std::string badge = "<span>Sold out</span>";
  EXPECT_EQ(state(badge + "<button>Add to cart</button>"), Availability::kInStock);
  for (const char* button :
       {"<button disabled>Add to cart</button>", "<button class=is-disabled>Add to cart</button>",
        "<button aria-disabled=true>Add to cart</button>", "<button>Notify me</button>"})
    EXPECT_EQ(state(badge + button), Availability::kOutOfStock) << button;
  EXPECT_EQ(state("<p>Availability: sold out</p><button>Add to cart</button>"), Availability::kOutOfStock);
}

TEST(ReadVisible, LeavesWhatIsSaidOfOptionsAndNotShownAlone) {
  for (const char* said : {"<label>Blue: sold out</label>", "<span class=displaynone>Sold out</span>",
                           "<div class='d-none'><p>Sold out</p></div>"})
    EXPECT_EQ(Read("<h1>Red lamp</h1>" + std::string(said) + "<p>In stock</p>").product.availability,
              Availability::kInStock)
        << said;
  for (const char* said : {"<p>Sold</p>", "<span class='d-none d-md-block'>Sold out</span>"})
    EXPECT_EQ(Read("<h1>Red lamp</h1>" + std::string(said)).product.availability, Availability::kOutOfStock)
        << said;
}

TEST(ReadVisible, DoubtsPricesInSentences) {
  const VisibleEvidence seen =
      Read("<h1>Red lamp</h1><p>Our print version of it is sold for $12.00 at fairs</p>");
  const VisibleEvidence plain = Read("<h1>Red lamp</h1><p>$12.00</p>");
  EXPECT_LT(seen.prices.front().score, plain.prices.front().score - 2);
}

TEST(ReadVisible, SeesWhatReactStreams) {
  EXPECT_EQ(PriceIn("<div hidden id='S:1f'><p class=price>$9.00</p></div><p>$12.00</p>"), "9.00");
  EXPECT_EQ(PriceIn("<div hidden id='S:x'><p class=price>$9.00</p></div><p>$12.00</p>"), "12.00");
}

TEST(ShownRegularPrice, IsTheOneStruckThroughElseTheHighest) {
  const std::string asked = "<h1>Red lamp</h1><p class=price>$15.00</p>";
  const std::string lowest = "<p>Was: $17.00</p>";
  const VisibleEvidence struck = Read(asked + lowest + "<p><s>$20.00</s></p><p>RRP: $25.00</p>");
  EXPECT_EQ(ShownRegularPrice(struck, "15", "USD"), "20.00");
  const VisibleEvidence said = Read(asked + lowest + "<p>RRP: $25.00</p>");
  EXPECT_EQ(ShownRegularPrice(said, "15", "USD"), "25.00");
}

TEST(ShownRegularPrice, StandsBesideThePriceWhereverThatIs) {
  const std::string far(400, 'x');
  const VisibleEvidence seen =
      Read("<h1>Red lamp</h1><p>$15.00</p><p>" + far + "</p><p><s>$20.00</s> $15.00</p>");
  EXPECT_EQ(ShownRegularPrice(seen, "15", "USD"), "20.00");
  EXPECT_EQ(ShownRegularPrice(seen, "15", "EUR"), std::nullopt);
  EXPECT_EQ(ShownRegularPrice(seen, "25", "USD"), std::nullopt);
}

TEST(ReadVisible, FindsAHeadingThatIsALink) {
  EXPECT_EQ(Read("<h1><a href='/p/1'>Red lamp</a></h1>").heading_link, "/p/1");
  EXPECT_EQ(Read("<h1>Red lamp <a href='#r'>4 stars</a></h1>").heading_link, "");
}

}  // namespace
}  // namespace pricecrew
