#include "worker/source_visible.h"

#include <gtest/gtest.h>

#include "common/html/page_scan.h"

namespace pricecrew {
namespace {

VisibleEvidence Read(std::string_view html) {
  const Document document = Document::Sketch(html);
  return ReadVisible(document, "", {});
}

std::string PriceIn(const std::string& body) {
  return Read("<h1>Red lamp</h1>" + body).product.price.value_or("none");
}

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

TEST(ReadVisible, FindsAHeadingThatIsALink) {
  EXPECT_EQ(Read("<h1><a href='/p/1'>Red lamp</a></h1>").heading_link, "/p/1");
  EXPECT_EQ(Read("<h1>Red lamp <a href='#r'>4 stars</a></h1>").heading_link, "");
}

}  // namespace
}  // namespace pricecrew
