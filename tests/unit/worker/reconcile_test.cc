// How the sources of a page are weighed: whole pages in, the decision out.

#include <gtest/gtest.h>

#include <string>

#include "worker/currency_mention.h"
#include "worker/discount.h"
#include "worker/explain.h"
#include "worker/extract.h"

namespace pricecrew {
namespace {

Page PageOf(const std::string& html, const char* url = "https://shop.example/red-lamp") {
  return {html, "text/html; charset=utf-8", *ParseUrl(url)};
}

Product ProductOf(const std::string& html, const char* url = "https://shop.example/red-lamp") {
  const Extraction extraction = Extract(PageOf(html, url));
  const auto* product = std::get_if<Product>(&extraction);
  return product == nullptr ? Product{} : *product;
}

std::string KindOf(const std::string& html, const char* url = "https://shop.example/red-lamp") {
  const Extraction extraction = Extract(PageOf(html, url));
  if (const auto* none = std::get_if<NotAProduct>(&extraction)) return "not_product:" + none->reason;
  if (const auto* bad = std::get_if<Unreadable>(&extraction)) return "failed:" + bad->reason;
  return "product";
}

std::string LdJson(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

std::string Ld(const std::string& price, const std::string& more = "") {
  return R"(<title>Red lamp</title><script type="application/ld+json">{"@type":"Product","name":"Red lamp")" +
         more + R"(,"offers":{"price":")" + price + R"(","priceCurrency":"EUR"}}</script><h1>Red lamp</h1>)";
}

TEST(Reconcile, AgreementMakesSure) {
  const Product product = ProductOf(Ld("12.50") + "<p class=price>12,50 €</p><button>Add to cart</button>");
  EXPECT_EQ(product.price, "12.50");
  ASSERT_FALSE(product.origins.empty());
  EXPECT_EQ(product.origins[0].field, "name");
  EXPECT_GE(product.origins[1].confidence_percent, 95);
}

TEST(Reconcile, AStalePriceInTheMarkupLosesToTheOneThatIsShown) {
  const Product product = ProductOf(
      Ld("12.50") +
      "<div><s class='old-price'>12,50 €</s> <b class='price'>9,90 €</b></div><button>Add to cart</button>");
  EXPECT_EQ(product.price, "9.90");
  EXPECT_EQ(product.regular_price, "12.50");
}

// Two sources of the markup that are weaker than JSON-LD, and agree with the page.
constexpr const char* kMetaOf990 =
    "<meta property='product:price:amount' content='9.90'><meta property='product:price:currency' "
    "content='EUR'>";

TEST(Reconcile, WhatThePageShowsDecidesBetweenSourcesOfTheMarkup) {
  EXPECT_EQ(ProductOf(kMetaOf990 + Ld("12.50")).price, "12.50") << "the heavier one, where nothing is shown";
  EXPECT_EQ(
      ProductOf(kMetaOf990 + Ld("12.50") + "<p class=price>9,90 €</p><button>Add to cart</button>").price,
      "9.90");
}

TEST(Reconcile, AStateThatCountsCentsIsReadAsThePageShowsIt) {
  const std::string state =
      "<title>Red lamp</title><script>p = {name: 'Red lamp', price: 6400, listPrice: 8000};</script>"
      "<h1>Red lamp</h1>";
  const Product product = ProductOf(state + "<p class=price>$64.00</p><button>Add to cart</button>");
  EXPECT_EQ(product.price, "64.00");
  EXPECT_EQ(product.regular_price, "80.00");
  EXPECT_EQ(
      ProductOf(state + "<p class=price>$6400</p><p>Shade $64.00</p><button>Add to cart</button>").price,
      "6400.00");
}

TEST(Reconcile, AShownPriceThatIsInDoubtLosesToTheMarkup) {
  const std::string far(3'000, 'x');
  EXPECT_EQ(ProductOf(Ld("12.50") + "<p>" + far + "</p><p>9,90 €</p>").price, "12.50");
}

TEST(Reconcile, APriceThatIsClearlyShownBeatsMarkupThatIsNotShown) {
  EXPECT_EQ(ProductOf(Ld("12.50") + "<p class=price>9,90 €</p><button>Add to cart</button>").price, "9.90");
  EXPECT_EQ(ProductOf(Ld("12.50") + "<p class=price>$9.90</p><button>Add to cart</button>").price, "12.50")
      << "a price in another currency says nothing against it";
}

TEST(Reconcile, AMentionFarFromThePriceShowsNothing) {
  const std::string shown = "<p class=price>24,99 €</p><button>Add to cart</button>";
  const std::string far = "<p>" + std::string(1'500, 'x') + "</p>";
  const std::string mention =
      "<p>Anna wrote: this lamp is well worth the 29,99 € that I once gave for it</p>";
  EXPECT_EQ(ProductOf(Ld("29.99") + shown + far + mention).price, "24.99");
  EXPECT_EQ(ProductOf(Ld("29.99") + shown + "<p class=price>29,99 €</p>").price, "29.99");
}

TEST(Reconcile, PercentsMakeAPriceClearThatStandsALittleOff) {
  const std::string apart = "<p>" + std::string(150, 'x') + "</p>";
  const std::string former = "<p>20,00 €</p>";
  EXPECT_EQ(ProductOf(Ld("18.00") + apart + "<p class=price>15,00 €</p><p>-25%</p>" + former).price, "15.00");
  EXPECT_EQ(ProductOf(Ld("18.00") + apart + "<p class=price>15,00 €</p><p>-40%</p>" + former).price, "18.00");
}

TEST(Reconcile, NumbersWithoutEndAreNoPrices) {
  const Product product = ProductOf(
      "<title>Red lamp</title><h1>Red lamp</h1><p class=price>$1.00 "
      "<s>$111111111111111111</s></p><p>$11111111111111111111</p>"
      "<button>Add to cart</button>");
  EXPECT_EQ(product.price, "1.00");
  EXPECT_EQ(product.regular_price, std::nullopt);
}

TEST(Reconcile, ThePageNamesTheCurrencyWhereThePriceDoesNot) {
  const std::string bare =
      "<title>Red lamp</title><h1>Red lamp</h1><p class=price>12.50</p><button>Add to cart</button>";
  EXPECT_EQ(ProductOf(bare).currency, std::nullopt);
  EXPECT_EQ(ProductOf(bare + "<script>x={\"currencyCode\":\"CHF\"}</script>").currency, "CHF");
  EXPECT_EQ(ProductOf(bare + "<ul class=related><li><a href=/a>Rug</a> 3 €<li><a href=/b>Mat</a> 4 €</ul>")
                .currency,
            "EUR");
}

TEST(Reconcile, LinksToOneCountryTellWhichDollarsAreMeant) {
  const std::string page =
      "<title>Red lamp</title><h1>Red lamp</h1><p class=price>$12.50</p><button>Add to cart</button>";
  EXPECT_EQ(ProductOf(page).currency, "USD");
  EXPECT_EQ(ProductOf(page + "<a href='https://help.shop.ca/'>Help</a>").currency, "CAD");
}

TEST(Reconcile, CentsThatThePageSetsApartAreNoDisagreement) {
  EXPECT_EQ(ProductOf(Ld("12.50") + "<p class=price>€12</p><button>Add to cart</button>").price, "12.50");
}

TEST(Reconcile, RelatedProductsHaveNoVote) {
  const std::string related =
      "<section class=related><ul><li><a href=/a>Rug</a> <b class=price>3,00 €</b><li><a href=/b>Mat</a> "
      "<b class=price>4,00 €</b></ul></section>";
  EXPECT_EQ(ProductOf(Ld("12.50") + related).price, "12.50");
}

TEST(Reconcile, ScriptsStateSpeaksWhereNothingElseDoes) {
  const Product product = ProductOf(
      "<title>Red lamp</title><h1>Red lamp</h1><script>state = {related: [{name: 'Rug', price: 3}], product: "
      "{name: "
      "'Red lamp', price: 12.5, currency: 'EUR'}};</script>");
  EXPECT_EQ(product.price, "12.50");
  EXPECT_EQ(product.currency, "EUR");
}

TEST(Reconcile, AHeadingThatIsPartOfALongerNameIsTheName) {
  const Product product = ProductOf(
      R"(<title>Shop</title><script type="application/ld+json">{"@type":"Product","name":"Red lamp Oslo - E27 - Shop",)"
      R"("offers":{"price":5,"priceCurrency":"EUR"}}</script><h1>Red lamp Oslo</h1>)");
  EXPECT_EQ(product.name, "Red lamp Oslo");
}

TEST(Reconcile, HeadingsOfTheSiteAreNoNames) {
  EXPECT_EQ(
      ProductOf("<title>Wool blanket grey | Acme</title><h1>Sale</h1><p class=price>$5.00</p><p>SKU 1</p>"
                "<button>Add to cart</button>",
                "https://www.acme.example/w")
          .name,
      "Wool blanket grey");
}

TEST(Reconcile, SubtitlesAndControlsAreNoPartOfTheName) {
  EXPECT_EQ(
      ProductOf(
          "<title>Red lamp</title><h1>Red lamp <span id=productSubtitle>Hardcover</span> <a href='#'>show "
          "more</a></h1><p class=price>$5.00</p><button>Add to cart</button>")
          .name,
      "Red lamp");
}

constexpr const char* kVariants =
    R"(<title>Red lamp</title><script type="application/ld+json">{"@type":"Product","name":"Red lamp","offers":[)"
    R"({"name":"Large","price":"20.00","priceCurrency":"EUR","url":"/red-lamp?v=1"},)"
    R"({"name":"Small","price":"15.00","priceCurrency":"EUR","url":"/red-lamp?v=2"}]}</script><h1>Red lamp</h1>)";

TEST(Variants, ARangeThatThePageShowsHasALowestAndAHighest) {
  const std::string range = "<p class=price>12,50 – 20,00 €</p><button>Add to cart</button>";
  for (const std::string& page : {Ld("12.50") + range, "<title>Red lamp</title><h1>Red lamp</h1>" + range}) {
    const Product product = ProductOf(page);
    EXPECT_EQ(product.price, "12.50");
    EXPECT_EQ(product.price_max, "20.00");
    EXPECT_EQ(product.regular_price, std::nullopt) << "nobody asked the highest for the lowest";
  }
}

TEST(Variants, TheShownOneIsThePrice) {
  const Product product =
      ProductOf(std::string(kVariants) + "<p class=price>20,00 €</p><button>Add to cart</button>");
  EXPECT_EQ(product.price, "20.00");
  ASSERT_GT(product.origins.size(), 1U);
  EXPECT_EQ(product.origins[1].source, "json_ld") << "both say so";
}

TEST(Variants, WhatCanBeHadIsAskedBeforeWhatIsSoldOut) {
  std::string html = kVariants;
  const std::string small = R"("price":"15.00")";
  html.replace(html.find(small), small.size(), small + R"(,"availability":"OutOfStock")");
  EXPECT_EQ(ProductOf(html).price, "20.00");
}

TEST(Variants, TheCheapestIsThePriceAndTheDearestTheHighest) {
  const Product product = ProductOf(kVariants);
  EXPECT_EQ(product.price, "15.00");
  EXPECT_EQ(product.price_max, "20.00");
  ASSERT_EQ(product.variants.size(), 2U);
  EXPECT_EQ(product.variants[0].name, "Large");
  EXPECT_EQ(product.variants[0].url, "https://shop.example/red-lamp?v=1");
}

TEST(Variants, TheOneOfTheAddressIsSelected) {
  EXPECT_EQ(ProductOf(kVariants, "https://shop.example/red-lamp?v=1").price, "20.00");
}

TEST(Variants, TheOneThatIsShownIsSelected) {
  EXPECT_EQ(
      ProductOf(std::string(kVariants) + "<p class=price>20,00 €</p><button>Add to cart</button>").price,
      "20.00");
}

TEST(PageKind, AListingIsNoProduct) {
  std::string cards = "<title>Lamps</title><h1>Lamps</h1><ul>";
  for (int i = 1; i <= 20; ++i)
    cards += "<li><a href=/l" + std::to_string(i) + ">Lamp " + std::to_string(i) + "</a> <b class=price>$" +
             std::to_string(i) + ".00</b><button>Add to cart</button>";
  EXPECT_EQ(KindOf(cards + "</ul>"), "not_product:listing");
}

TEST(PageKind, WallsAreFailures) {
  EXPECT_EQ(KindOf("<title>Just a moment...</title><p>Checking your browser</p>"), "failed:blocked");
  EXPECT_EQ(KindOf("<title>Shop</title><div id=root></div><script src=a.js></script>"),
            "failed:needs_script");
  EXPECT_EQ(KindOf("<title>Sign in</title><input type=password><p>Sign in</p>"), "failed:login");
}

TEST(PageKind, SoldOutIsAProductWithoutPrice) {
  const Product product =
      ProductOf("<title>Red lamp</title><h1>Red lamp</h1><p>SKU: 12</p><p>Out of stock</p>");
  EXPECT_EQ(product.name, "Red lamp");
  EXPECT_EQ(product.price, std::nullopt);
  EXPECT_EQ(product.availability, Availability::kOutOfStock);
}

std::string CardsOf(const std::string& name) {
  std::string cards = "<ul>";
  for (const char* price : {"$3.00", "$4.00", "$5.00"})
    cards += "<li><a href=/x>" + name + "</a> <b class=price>" + price + "</b></li>";
  return cards + "</ul>";
}

TEST(PageKind, ACategoryThatCallsItselfAProductIsAListing) {
  const std::string markup = LdJson(
      R"({"@type":"Product","name":"Lamps","offers":{"@type":"AggregateOffer","lowPrice":3,"highPrice":5,"priceCurrency":"USD"}})");
  const std::string page = "<title>Lamps</title><h1>Lamps</h1>" + CardsOf("Lamp");
  EXPECT_EQ(KindOf(markup + page), "not_product:listing");
  EXPECT_EQ(KindOf(markup + page + "<p>From $3.00</p>"), "product");
  EXPECT_EQ(KindOf(markup + page + "<p>SKU: 12</p>"), "product");
}

TEST(PageKind, AListOfOneProductIsNoProduct) {
  const std::string lamp =
      R"({"@type":"Product","name":"Blue torch","url":"/torch","offers":{"price":3,"priceCurrency":"USD"}})";
  const std::string card = "<ul><li><a href=/torch>Blue torch</a> <b>$3.00</b></li></ul>";
  EXPECT_EQ(KindOf("<title>Lamps</title><h1>Lamps</h1>" + LdJson(lamp) + card), "not_product:no_price");
  EXPECT_EQ(KindOf("<title>Lamps</title><h1>Lamps</h1>" + LdJson(lamp) + "<p>$3.00</p>"), "product");
  EXPECT_EQ(KindOf("<title>Blue torch</title><h1>Lamps</h1>" + LdJson(lamp) + card), "product");
}

TEST(PageKind, AProductWithoutAPriceIsOneWhereItCanBeToldFromAList) {
  const std::string page = "<title>Red lamp</title><h1>Red lamp</h1>" + CardsOf("Lamp");
  EXPECT_EQ(KindOf(LdJson(R"({"@type":"Product","name":"Red lamp","sku":"12"})") + page), "product");
  EXPECT_EQ(KindOf(LdJson(R"({"@type":"Product","name":"Red lamp"})") + page), "not_product:listing");
}

TEST(PageKind, AProductMayHaveItsPriceOnRequest) {
  for (const char* words : {"Price on request", "Preis auf Anfrage", "Цена по запросу"}) {
    const std::string said = "<p>" + std::string(words) + "</p>";
    EXPECT_EQ(KindOf("<title>Red lamp</title><h1>Red lamp</h1>" + said), "product") << words;
    EXPECT_EQ(KindOf("<title>Lamps</title><h1>Welcome</h1>" + said), "not_product:no_price") << words;
  }
}

TEST(PageKind, PagesOfTheShopAreNoProducts) {
  for (const char* heading : {"Your cart", "Warenkorb", "404", "Page not found", "Search results for lamp"})
    EXPECT_EQ(KindOf("<title>Shop</title><h1>" + std::string(heading) +
                     "</h1><p class=price>$15.00</p><button>Add to cart</button>"),
              "not_product:of_the_shop")
        << heading;
}

TEST(PageKind, AHomePageIsNoProductWhereItShowsOthers) {
  const std::string page =
      "<title>Best shop</title><h1>Best shop</h1><p class=price>$15.00</p><button>Add to cart</button>";
  for (const char* home :
       {"https://shop.example/", "https://shop.example/en/", "https://shop.example/de-at/"}) {
    EXPECT_EQ(KindOf(page + CardsOf("Lamp"), home), "not_product:home") << home;
    EXPECT_EQ(KindOf(page, home), "product") << home;
  }
  EXPECT_EQ(KindOf(page + CardsOf("Lamp"), "https://shop.example/p/1"), "product");
}

TEST(PageKind, AHeadlineThatSpeaksOfMoneyIsNoProduct) {
  const auto kind = [](const std::string& heading) {
    return KindOf("<title>" + heading + "</title><h1>" + heading + "</h1>");
  };
  for (const char* headline : {"Phone 17 to start at $799, leak says", "Netflux raises its price to $17.99",
                               "Petrol falls below $1.70: where to buy it now"})
    EXPECT_EQ(kind(headline), "not_product:no_price") << headline;
  for (const char* heading : {"$60 \u00B7 Skate board", "Skate board - $60"})
    EXPECT_EQ(kind(heading), "product") << heading;
}

TEST(PageKind, WhatCanBeSortedByPriceIsAListing) {
  const std::string page =
      "<title>Lamps</title><h1>Lamps</h1><p class=price>$15.00</p><button>Add to cart</button>";
  EXPECT_EQ(KindOf(page), "product");
  EXPECT_EQ(KindOf(page + "<select><option>Price: low to high</option></select>"), "not_product:listing");
  EXPECT_EQ(KindOf(page + "<a href='?o=p'>Preis aufsteigend</a>"), "not_product:listing");
  EXPECT_EQ(KindOf(page + "<p>SKU: 12</p><a href='?o=p'>Preis aufsteigend</a>"), "product");
}

TEST(PageKind, APriceThatNothingNamesNeedsAButton) {
  const std::string head = "<title>Lemon bars</title><h1>Lemon bars</h1>";
  EXPECT_EQ(KindOf(head + "<p>$6.50</p>"), "not_product:no_price");
  EXPECT_EQ(KindOf(head + "<p>$6.50</p><button>Add to cart</button>"), "product");
  EXPECT_EQ(KindOf(head + "<p class=price>$6.50</p>"), "product");
  EXPECT_EQ(KindOf(head + "<p>Price: $6.50</p>"), "product");
}

TEST(NamesDiscount, ComparesThePercentsWithThePrices) {
  EXPECT_TRUE(NamesDiscount("16% off", "124999", "149999"));
  EXPECT_TRUE(NamesDiscount("now -25 %", "15.00", "20"));
  EXPECT_TRUE(NamesDiscount("%25 \xC4\xB0ndirim", "15.00", "20"));
  EXPECT_FALSE(NamesDiscount("10 %25", "15.00", "20")) << "the digits before the sign are its own";
  EXPECT_FALSE(NamesDiscount("16% off", "140000", "149999"));
  EXPECT_FALSE(NamesDiscount("100% cotton", "15.00", "20"));
  EXPECT_FALSE(NamesDiscount("25%", "20", "15")) << "dearer than before";
  EXPECT_FALSE(NamesDiscount("", "15", "20"));
}

TEST(Reconcile, PercentsBetweenTwoPricesTellTheOneThatIsAsked) {
  const Product product = ProductOf(
      "<title>Red lamp</title><h1>Red lamp</h1><div>$75</div><div>$100</div><div>25% off</div><button>Add to "
      "cart</button>");
  EXPECT_EQ(product.price, "75.00");
  EXPECT_EQ(product.regular_price, "100.00");
}

TEST(MentionedCurrency, IsTheOneNamedMostOften) {
  EXPECT_EQ(MentionedCurrency(R"({"currencyCode":"CLP"} data-currency=CLP "currency":"USD")"), "CLP");
  EXPECT_EQ(MentionedCurrency("currency: THE"), std::nullopt);
  EXPECT_EQ(MentionedCurrency(""), std::nullopt);
}

TEST(LinkedRegion, IsTheCountryOfMostLinks) {
  EXPECT_EQ(LinkedRegion("<a href=https://a.example.cl/x><a href=//b.cl><a href=https://c.ca/>"), "CL");
  EXPECT_EQ(LinkedRegion("<a href=https://a.com/>"), "");
}

TEST(Explain, NamesEveryCandidateAndWhyItWonOrLost) {
  const std::string html =
      Ld("12.50") +
      "<div><s class='old-price'>12,50 €</s> <b class='price'>9,90 €</b></div><button>Add to cart</button>"
      "<p>RRP 14,00 €</p><p class=price>+ 2,00 €</p>";
  const std::string text = ExplainProduct(PageOf(html));
  for (const char* part :
       {"product: Red lamp", "price:   9.90 EUR, regularly 12.50", "won  visible", "lost json_ld",
        "the page shows it struck through", "buy button: yes", ", struck through  \"12,50",
        ", no longer asked  \"RRP 14,00", ", an amount of something else  \"+ 2,00"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

}  // namespace
}  // namespace pricecrew
